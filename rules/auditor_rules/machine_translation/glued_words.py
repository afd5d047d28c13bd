"""Words that lost the space between them where a link or a tag stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view, words
from auditor_rules.machine_translation.counts import frequency
from auditor_rules.machine_translation.word_joints import parts_of


class GluedWords(NamedTuple):
    """Words written as one."""

    span: Span
    parts: tuple[str, ...]
    """As they stand in the text; together they are the span's text."""


_WORD_THEN_NUMBER = re.compile(
    r"(?<![\w@#/.-])(in|since|from|by|of|until|and|for|during|the|to|that|with|between|than|about|"
    r"our|your|their|its|has|have|are|were|was)(\d+(?:,\d{3})*)(?![./_-]?\w)"
)
_BEFORE = "@#/_\\.-&=:'’"
_AFTER = "@/_\\=("
SHORTEST = 4
LONGEST = 40


@view
def glued_words(document: Document) -> tuple[GluedWords, ...]:
    """Return the words that were written as one, in order."""
    text, tokens = document.text, words(document)
    suspects = [
        token
        for token in tokens
        if SHORTEST <= len(token.text) <= LONGEST
        and (not token.text.isalpha() or not frequency(token.text.lower()))
    ]
    if len(suspects) > 0.3 * len(tokens) + 3:
        return ()
    times = Counter(token.text for token in suspects)
    found = []
    for token in suspects:
        if _is_part_of_an_address(text, token.start, token.end):
            continue
        parts = parts_of(token.text)
        if parts and (times[token.text] == 1 or token.text.islower()):
            found.append(GluedWords(Span(token.start, token.end), parts))
    numbers = (GluedWords(Span(*m.span()), m.groups()) for m in _WORD_THEN_NUMBER.finditer(text))
    return tuple(sorted([*found, *numbers]))


def _is_part_of_an_address(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    is_dotted = after == "." and text[end + 1 : end + 2].isalnum()
    return (bool(before) and before in _BEFORE) or is_dotted or (bool(after) and after in _AFTER)


def _find(document: Document) -> Iterator[Hit]:
    for glued in glued_words(document):
        apart = " ".join(glued.parts)
        yield Hit(
            glued.span,
            f"“{''.join(glued.parts)}” is “{apart}” without its space: a link or tag was lost here",
            apart,
        )


RULE = Rule(
    id="machine-translation/glued-words",
    summary="two words without the space between them",
    severity="warning",
    find=_find,
    what=(
        "Looks for unknown words that fall into known ones, at least one of them a function word, "
        "or the left one with an ending that compounds do not have; and for a capital within a "
        "word after which a sentence begins. Words that occur twice are taken for names."
    ),
    why=(
        "The text was taken from a page by a program that dropped links and tags, and nobody has "
        "read it since."
    ),
    known_problems=(
        "New compounds and user names can look like it. Three or more content words in a row are "
        "not found, nor is a rare name before a rare word."
    ),
    invalid=(
        Example("The pipes are ⟦tightand⟧ were tested twice.", "tight and"),
        Example("Then ⟦HolmFor⟧ his part went home.", "Holm For"),
        Example("They moved the ⟦troopsLondon⟧ had sent.", "troops London"),
        Example("We read ⟦lettersandpapers⟧ all day.", "letters and papers"),
        Example("It was built by the town ⟦in1998⟧ or so.", "in 1998"),
    ),
    valid=(
        Example(
            "My iPhone runs JavaScript; McDonald and MacArthur met DeVos on WhatsApp and eBay."
        ),
        Example("The livestream on LinkedIn was a touchscreen makeover, said YouTube and SpaceX."),
        Example("Call getElementById or see www.bestofthetown.com and user@themail.org today."),
    ),
    sources=(
        Source(
            "Norvig (2009): Natural language corpus data, in Beautiful Data, O'Reilly",
            "https://norvig.com/ngrams/",
        ),
    ),
    languages=("en",),
)
