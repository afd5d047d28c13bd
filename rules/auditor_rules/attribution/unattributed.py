"""Quotations that nobody is said to have spoken."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor import Document, Span, view
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.attribution.passages import Paragraph, cues_in, paragraphs
from auditor_rules.attribution.statements import quoted_statements, speech_that_runs_on

FEWEST_WORDS = 5
LONGEST_TURN = 12
"""Words of a line of dialogue; quotations in news that stand alone are longer."""
LONGEST_LEAD_IN = 8
"""Words of a paragraph that does nothing but announce a quotation ("She then went on.")."""


class Lost(NamedTuple):
    """A quotation without a speaker, and what stands around it."""

    span: Span
    stands_alone: bool
    """Whether its paragraph holds nothing else."""
    paragraph: int
    """The number of its paragraph, from 0."""


_SENTENCE_LIKE = re.compile(r"[“\"‘'«„\[(…. ]*[A-ZÀ-Þ0-9$£€¿¡]")
# A line below that says whose words they were: "- Ann Lee", "Mayor Bo Tan.".
# Words begin after a space, or a word has a second capital: else "AAAA!" splits in N⁴ ways.
_SIGNATURE = re.compile(
    r"[-–—]{1,2} ?[A-Z]"
    r"|(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}|[A-Z](?:[^\WA-Z]|[.'’-])*[A-Z][\w.'’-]*) ?"
    r"(?:,[^.\n]{0,60})?[.\"]{0,2}$"
)
_ENDS = re.compile(r"[.!?…,][”\"’'»]*$")


@view
def lost_quotations(document: Document) -> tuple[Lost, ...]:
    """Return the quotations that are speech and have no speaker, in order."""
    statements = {each.span: each for each in quoted_statements(document)}
    if kind_of_text(document) in ("fiction", "transcript"):
        return ()
    everything = paragraphs(document)
    found: list[Lost] = []
    for number, paragraph in enumerate(everything):
        for i, quotation in enumerate(paragraph.quotations):
            if statements[quotation].how == "none" and _is_lost(document, everything, number, i):
                found.append(Lost(quotation, _stands_alone(document.text, paragraph), number))
    return tuple(each for each in found if not _is_in_dialogue(document.text, each, found))


def _is_in_dialogue(text: str, one: Lost, every: list[Lost]) -> bool:
    """Tell whether a short line stands next to another, as in a story: they answer each other."""
    return _is_turn(text, one) and any(
        abs(one.paragraph - other.paragraph) in (1, 2) and _is_turn(text, other) for other in every
    )


def _is_turn(text: str, one: Lost) -> bool:
    return one.stands_alone and one.span.of(text).count(" ") < LONGEST_TURN


def _is_lost(document: Document, everything: tuple[Paragraph, ...], number: int, i: int) -> bool:
    """Tell whether the quotation is speech that nothing around it ascribes to anybody."""
    text, paragraph = document.text, everything[number]
    quotation = paragraph.quotations[i]
    before = everything[number - 1] if number else None
    after = everything[number + 1] if number + 1 < len(everything) else None
    return (
        _is_speech(text, quotation)
        and not (number == 0 and _stands_alone(text, paragraph))  # a quotation as headline
        and _is_own_sentence(text, paragraph, i)
        and not _is_introduced(document, before, paragraph)
        and not (after is not None and _SIGNATURE.match(text, after.span.start, after.span.end))
        and not _is_in_running_speech(document, quotation)
    )


def _is_in_running_speech(document: Document, quotation: Span) -> bool:
    """Tell whether it is a part of longer speech, which is judged at its last part only."""
    return quotation.start in speech_that_runs_on(document)


def _is_speech(text: str, quotation: Span) -> bool:
    quoted = quotation.of(text)
    return (
        len(quoted.split()) >= FEWEST_WORDS
        and _SENTENCE_LIKE.match(quoted) is not None
        and _ENDS.search(quoted) is not None
    )


def _is_own_sentence(text: str, paragraph: Paragraph, i: int) -> bool:
    before = paragraph.gaps[i].of(text).rstrip()
    return not before or before[-1] in ".!?"


def _is_introduced(document: Document, before: Paragraph | None, paragraph: Paragraph) -> bool:
    """Tell whether this paragraph, or a lead-in before it, says that somebody speaks."""
    if any(cues_in(document, gap) for gap in paragraph.gaps):
        return True
    if before is None:
        return False
    line = before.span.of(document.text)
    is_lead_in = (
        not before.quotations
        and len(line.split()) <= LONGEST_LEAD_IN
        and any(cue.kind == "say" for cue in cues_in(document, before.span))
    )
    return is_lead_in or line.rstrip('”"’ ').endswith(":")


def _stands_alone(text: str, paragraph: Paragraph) -> bool:
    return not any(gap.of(text).strip() for gap in paragraph.gaps)
