"""The text is cut off before its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.line_kinds import claims, is_prose
from auditor_rules.boilerplate.phrases import furnished_lines

MIN_PROSE = 3
MAX_LENGTH_TAIL = 60
"""Code points of the cut line that are marked."""
MIN_LENGTH = 60
_CUT = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|\[\+\d{1,6} chars\]|\(more…?\))$|(?:[^\W\d_]|,)(?:…|\.\.\.)?$"
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the end of the last paragraph, where it stops in the middle of a sentence."""
    found = furnished_lines(document)
    claimed = {claim.span.start for each in claims(document).values() for claim in each}
    last = next((line for line in reversed(found) if line.span.start not in claimed), None)
    if last is None or len(last.text) < MIN_LENGTH:
        return
    is_long = sum(is_prose(line.text) for line in found) >= MIN_PROSE
    if not is_long and not _goes_on(last.text):
        return
    if _CUT.search(last.text) and _has_sentences(last.text):
        span = Span(max(last.span.start, last.span.end - MAX_LENGTH_TAIL), last.span.end)
        yield Hit(span, "the text stops in the middle of a sentence", kind="cut-off")


def _goes_on(line: str) -> bool:
    """Tell a text of one paragraph whose last sentence was well under way when it stopped."""
    return len(line) >= 100 and len(line) - line.rfind(". ") > 40 and ". " in line


def _has_sentences(line: str) -> bool:
    """Tell a paragraph from a caption or a headline: it is long, or has a sentence before."""
    return len(line) > 150 or ". " in line


RULE = Rule(
    id="boilerplate/truncated-text",
    summary="The text is cut off before its end",
    severity="note",
    find=find,
    what=(
        "The last line that is not residue is a paragraph without an end: it stops at a word, a "
        'comma or dots, or at a feed\'s mark such as "[+1204 chars]".'
    ),
    why="What was left out may be what the article is about: the denial, the other side.",
    known_problems="A last line that is a long caption or a signature without a full stop.",
    invalid=(
        Example(
            "The mill on the river closed on Friday after ninety years of work there.\n"
            "Its owner said that the price of grain had doubled within a single year.\n"
            "The town has no other mill and will have to buy its flour from the coast.\n"
            "The council met on Monday. It heard the owner, two ⟦of the workers and a banker from "
            "the coast who said that the⟧"
        ),
        Example(
            "The mayor opened the library on Monday and thanked those who had carried the books. "
            "She ca⟦me with the councillor for culture and an architect, Consuel⟧"
        ),
    ),
    valid=(
        Example(
            "The mill on the river closed on Friday after ninety years of work there.\n"
            "Its owner said that the price of grain had doubled within a single year.\n"
            "The town has no other mill and will have to buy its flour from the coast.\n"
            "Anna Berg, Riverside"
        ),
    ),
    confidence=0.1,
    evidence="2 of 6 on the panel's pages: sentences that only lack their full stop are no cuts",
)
