"""Quotations that nobody is said to have spoken."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor import Document, Span, quotations, quoted, view, words
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.attribution.mentions import names_in
from auditor_rules.attribution.passages import Paragraph, cues_in, paragraphs
from auditor_rules.attribution.speaking import is_person_noun
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
    is_told_near: bool = False
    """Whether somebody is named near by to whom a reader may give it."""


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
    unspoken = {each.span for each in quoted_statements(document) if each.how == "none"}
    if kind_of_text(document) in ("fiction", "transcript") or _is_told_by_narrator(document):
        return ()
    everything = paragraphs(document)
    found: list[Lost] = []
    for number, paragraph in enumerate(everything):
        silent = [i for i, each in enumerate(paragraph.quotations) if each in unspoken]
        if silent and not _is_told_around(document, everything, number):
            stands_alone = _stands_alone(document.text, paragraph)
            found += [
                Lost(paragraph.quotations[i], stands_alone, number)
                for i in silent
                if _is_lost(document, paragraph, i)
            ]
    if _is_conversation(document, everything, found):
        return ()
    found = [
        each._replace(is_told_near=_is_told_near(document, everything, each))
        for each in found
        if not _is_label(document, each) and not _goes_on_around(document, everything, each)
    ]
    turns = {each.paragraph for each in found if _is_turn(document.text, each)}
    return tuple(each for each in found if not _is_in_dialogue(document.text, each, turns))


REACH = 3
"""Paragraphs before and one after in which somebody who speaks is taken to speak on."""
_SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
_SCARCELY_CAPITAL = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
MOST_FIRST_PERSON = 8.0
"""Words such as "I" and "my" per 1,000 outside quotations: a narrator answers for the speech."""


def _is_told_near(document: Document, everything: tuple[Paragraph, ...], one: Lost) -> bool:
    """Tell whether the paragraphs around a quotation leave it to the reader who goes on.

    Reporters do: nearly every quotation without a speaker of its own in real news has one near by.
    """
    place = one.paragraph
    before = everything[max(0, place - REACH) : place]
    after = everything[place + 1 : place + 2]
    here = everything[place]
    return any(_tells(document, each) for each in (*before, here, *after))


def _is_label(document: Document, one: Lost) -> bool:
    """Tell whether the marks hold a title or text between two quotations, or were never closed."""
    inner = one.span.of(document.text)
    is_outside = inner[1:2].isspace()  # a closing mark taken for an opening one
    return _is_title(inner) or is_outside or one.span.start in _unclosed(document)


def _goes_on_around(document: Document, everything: tuple[Paragraph, ...], one: Lost) -> bool:
    """Tell whether somebody speaks in the paragraph, the one before or the one after."""
    beside = everything[max(0, one.paragraph - 1) : one.paragraph + 2]
    return any(_has_speech(document, each) for each in beside)


def _has_speech(document: Document, paragraph: Paragraph) -> bool:
    return any(
        cue.kind in ("say", "per") for gap in paragraph.gaps for cue in cues_in(document, gap)
    ) or any(
        _SUBJECT.search(document.text, gap.start, gap.end) is not None for gap in paragraph.gaps
    )


FEW_TURNS, SHARE_OF_TURNS = 5, 0.12
"""Lines that nobody is said to speak, and their share of all quotations, from which people talk."""


def _is_conversation(
    document: Document, everything: tuple[Paragraph, ...], found: list[Lost]
) -> bool:
    """Tell whether the text is told in dialogue, as stories are: its lines answer each other."""
    every = sum(len(each.quotations) for each in everything)
    turns = sum(each.stands_alone for each in found)
    is_dense = 2 * sum(bool(each.quotations) for each in everything) > len(everything)
    return (
        is_dense
        and turns >= FEW_TURNS
        and turns > SHARE_OF_TURNS * every
        and (
            sum(_opens_with_quotation(document, each) for each in everything) * 3 > len(everything)
        )
    )


def _opens_with_quotation(document: Document, paragraph: Paragraph) -> bool:
    return bool(paragraph.quotations) and paragraph.quotations[0].start == paragraph.span.start


def _tells(document: Document, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph names somebody, or says that somebody speaks, outside its quotes."""
    for gap in paragraph.gaps:
        if any(cue.kind in ("say", "per") for cue in cues_in(document, gap)):
            return True
        if any(name.kind == "person" for name in names_in(document, gap)):
            return True
        if _SUBJECT.search(document.text, gap.start, gap.end):
            return True
        if is_person_noun(document.text[gap.start : gap.end].lower()):
            return True
    return False


def _is_title(quotation: str) -> bool:
    """Tell whether most words have a capital, as in the titles of works."""
    words = [each for each in _SCARCELY_CAPITAL.findall(quotation) if len(each) > 3]
    return bool(words) and 2 * sum(each[0].isupper() for each in words) > len(words)


@view
def _unclosed(document: Document) -> frozenset[int]:
    return frozenset(each.span.start for each in quotations(document) if not each.is_closed)


def _is_told_by_narrator(document: Document) -> bool:
    """Tell whether a first person tells the text: what is quoted was said to them."""
    speech = quoted(document)
    found = sum(not speech.hold(each.start()) for each in _NARRATOR.finditer(document.text))
    return 1000 * found > MOST_FIRST_PERSON * max(len(words(document)), 1)


_NARRATOR = re.compile(r"\b(?:I|I['’]m|I['’]d|[Mm]y|[Mm]e)\b")


def _is_in_dialogue(text: str, one: Lost, turns: set[int]) -> bool:
    """Tell whether a short line stands next to another, as in a story: they answer each other."""
    return _is_turn(text, one) and any(one.paragraph + by in turns for by in (-2, -1, 1, 2))


def _is_turn(text: str, one: Lost) -> bool:
    return one.stands_alone and one.span.of(text).count(" ") < LONGEST_TURN


def _is_told_around(document: Document, everything: tuple[Paragraph, ...], number: int) -> bool:
    """Tell whether a paragraph, or one beside it, says who speaks in it, or need not."""
    text, paragraph = document.text, everything[number]
    before = everything[number - 1] if number else None
    after = everything[number + 1] if number + 1 < len(everything) else None
    return (
        (number == 0 and _stands_alone(text, paragraph))  # a quotation as headline
        or _is_introduced(document, before, paragraph)
        or (
            after is not None
            and _SIGNATURE.match(text, after.span.start, after.span.end) is not None
        )
    )


def _is_lost(document: Document, paragraph: Paragraph, i: int) -> bool:
    """Tell whether the quotation is speech, and no part of what somebody says around it."""
    quotation = paragraph.quotations[i]
    return (
        _is_speech(document.text, quotation)
        and _is_own_sentence(document.text, paragraph, i)
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
