"""Quotations with the words that ascribe them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from auditor import Document, Span, folded, quotations, view
from auditor_rules.attribution.mentions import PRONOUNS, names_in, subject_of_clause
from auditor_rules.attribution.passages import Paragraph, clause_at, cues_in, paragraphs
from auditor_rules.attribution.signatures import announced_above, named_above, signed_after
from auditor_rules.attribution.sourcing import source_of
from auditor_rules.attribution.speaking import is_person_noun


class Statement(NamedTuple):
    """Something that somebody is said to have said."""

    span: Span
    """The quotation with its marks, or the sentence that reports."""
    is_quotation: bool
    cue: Span | None
    source: Span | None
    """The mention that stands with the cue: "the minister", "she"."""
    how: str
    """How the source was found: ``after``, ``before``, ``inside``, ``continued``, ``none``."""


class _Found(NamedTuple):
    cue: Span | None
    source: Span | None
    how: str


_NOTHING = _Found(None, None, "none")
_MARKS = " \t\"'“”„‟«»‹›‘’‚`"
_CLOSING_COMMA = re.compile(r"[,?!…—–-]$|\.\.\.$")


LONGEST_WAY = {"say": 220, "per": 220, "think": 60, "show": 60, "act": 60}
"""Code points between a cue and the quotation after it; beyond, it introduces something else."""


# A title in quotation marks: every word of weight has a capital.
_TITLE = re.compile(
    r"(?:[A-Z0-9][\w'’.&-]*|of|the|and|a|an|in|to|for|on|with|at|by|from|vs\.?|&)"
    r"(?: (?:[A-Z0-9][\w'’.&-]*|of|the|and|a|an|in|to|for|on|with|at|by|from|vs\.?|&)){1,7}"
)
# "…," the MP for Abetara quizzed.", "…," the rescue service reports.": so does any verb after
# somebody who can speak.
_SOME_ROLE = re.compile(
    r"[ ,—–-]{1,3}(?P<source>(?:an?|the|his|her|its|our|one) (?:[\w'’-]{2,20} ){0,3}?[\w'’-]{2,20}"
    r"(?: (?:for|of|at|in|from) (?:the )?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,3})?)"
    r" (?:also |then |later |further |has |had ){0,2}"
    r"(?P<verb>[a-z]{3,13}(?:ed|s))(?=[.,:;\n]| (?:on|in|at|during|after|when|as|while|that|to)\b|"
    r"$)"
)
# "…," an angry Ann Lee thundered.": any verb of the past does right after a quotation.
_SOME_VERB = re.compile(
    r"[ ,—–-]{1,3}(?P<source>(?:(?:an?|the) )?(?:[a-z]{2,12} )?[A-Z][\w.'’-]+"
    r"(?: [A-Z][\w.'’-]+){0,3}|[Hh]e|[Ss]he|[Tt]hey) (?P<verb>[a-z]{3,12}(?:ed|ng up|s))\b"
)
_FEW_WORDS = 3


@view
def quoted_statements(document: Document) -> tuple[Statement, ...]:
    """Return every quotation with what ascribes it, in order."""
    found: list[Statement] = []
    every = paragraphs(document)
    for above, paragraph in zip((None, *every), every, strict=False):
        if paragraph.quotations:
            ascribed = [_ascribe(document, paragraph, i) for i in range(len(paragraph.quotations))]
            if ascribed[0].how == "none" and above is not None:
                ascribed[0] = _led_in_above(document, paragraph, above)
            _carry_on(ascribed)
            found += [
                Statement(span, True, *one)
                for span, one in zip(paragraph.quotations, ascribed, strict=True)
            ]
    return tuple(_over_paragraphs(document, found))


def _ascribe(document: Document, paragraph: Paragraph, i: int) -> _Found:
    """Find the cue of the quotation ``i``: after it, or before it in its sentence."""
    signed = _signed(document, paragraph, i)
    if signed is not None:
        return signed
    text, quotation, gap = document.text, paragraph.quotations[i], paragraph.gaps[i]
    inner = quotation.of(text).strip(_MARKS)
    ends_open = bool(_CLOSING_COMMA.search(inner)) or text[quotation.end : quotation.end + 1] == ","
    after, before = _after(document, paragraph, i + 1), _before(document, paragraph, i)
    is_near = after is not None and _is_near(text, quotation.end, after)
    is_few = inner.count(" ") < _FEW_WORDS
    if (is_few and not (is_near and ends_open)) or (
        not is_near and _goes_on(document, paragraph, i)
    ):
        after = None
    if before is not None and _is_label(text, quotation, inner, before):
        return _NOTHING
    is_led_in = before is not None and text[gap.end - 2 : gap.end].strip() in (":", ",")
    if after is not None and (before is None or (ends_open and is_near and not is_led_in)):
        return after
    found = before or _led_in(document, paragraph, i) or _in_sentence_before(document, paragraph, i)
    return found if found is not None and _is_credible(document, found) else _NOTHING


def _is_credible(document: Document, found: _Found) -> bool:
    """Tell whether the source can speak; better nobody than the wrong one.

    Without a cue it must be a person's name; in lower case, somebody's office or a report.
    """
    if found.source is None:
        return False
    words = folded(document)[found.source.start : found.source.end]
    if words in PRONOUNS:
        return True
    if found.cue is None:
        return any(name.kind == "person" for name in names_in(document, found.source))
    is_named = any(char.isupper() for char in found.source.of(document.text)[1:])
    return document.text[found.source.start].isupper() or is_named or is_person_noun(words)


def _goes_on(document: Document, paragraph: Paragraph, i: int) -> bool:
    """Tell whether the quotation stands in one sentence with the one before it."""
    gap = paragraph.gaps[i]
    return i > 0 and clause_at(document, gap, gap.end).start == gap.start


def _is_label(text: str, quotation: Span, inner: str, before: _Found) -> bool:
    """Tell whether the marks hold a title or an attribute and no speech."""
    is_next = before.cue is not None and quotation.start - before.cue.end <= 2
    return text[quotation.start - 1] == "=" or (not is_next and _TITLE.fullmatch(inner) is not None)


def _is_near(text: str, end: int, found: _Found) -> bool:
    """Tell whether source and cue follow the quotation at once: "…,” the minister said"."""
    if found.cue is None or found.source is None:
        return False
    return not text[end : min(found.cue.start, found.source.start)].strip(" ,—–-")


def _after(document: Document, paragraph: Paragraph, i: int) -> _Found | None:
    end = clause_at(document, paragraph.gaps[i], paragraph.gaps[i].start).end
    for cue in cues_in(document, paragraph.gaps[i]):
        if cue.span.start >= end:
            break
        if cue.form != "ing":
            source = source_of(document, cue, paragraph, i)
            if source is not None:
                return _Found(cue.span, source, "after")
    unknown = _SOME_VERB.match(document.text, paragraph.gaps[i].start, end)
    if unknown is None:
        unknown = _SOME_ROLE.match(document.text, paragraph.gaps[i].start, end)
        if unknown is None or not is_person_noun(unknown.group("source").lower()):
            return None
    return _Found(Span(*unknown.span("verb")), Span(*unknown.span("source")), "after")


def _signed(document: Document, paragraph: Paragraph, i: int) -> _Found | None:
    """The speaker stands after a dash or in brackets, to the end of the line."""
    is_last = i == len(paragraph.quotations) - 1
    gap = paragraph.gaps[i + 1]
    source = signed_after(document.text, gap.start, gap.end) if is_last else None
    return _Found(None, source, "signed") if source is not None else None


def _before(document: Document, paragraph: Paragraph, i: int) -> _Found | None:
    """The last cue of the sentence before the quotation; one of saying before one of thinking."""
    gap = paragraph.gaps[i]
    start = clause_at(document, gap, gap.end).start
    best: _Found | None = None
    for cue in reversed(cues_in(document, gap)):
        if cue.span.start < start:
            break
        way = gap.end - cue.span.end
        if way > LONGEST_WAY[cue.kind] or (best is not None and cue.kind not in ("say", "per")):
            continue
        source = source_of(document, cue, paragraph, i)
        if source is not None:
            best = _Found(cue.span, source, "before")
            if way <= 2 or cue.kind in ("say", "per"):
                break
    return best


def _led_in(document: Document, paragraph: Paragraph, i: int) -> _Found | None:
    """A colon leads a quotation in, whatever the verb: "Then she boomed:"."""
    gap = paragraph.gaps[i]
    if not document.text[gap.start : gap.end].rstrip(" \n").endswith(":"):
        return None
    clause = clause_at(document, gap, gap.end)
    source = subject_of_clause(document.text, clause.start, clause.end)
    return _Found(None, source, "before") if source is not None else None


def _led_in_above(document: Document, paragraph: Paragraph, above: Paragraph) -> _Found:
    """The paragraph above ends with a colon, and this one opens with the quotation."""
    is_open = not paragraph.gaps[0].of(document.text).strip()
    if not is_open:
        return _NOTHING
    announced = announced_above(document.text, above.span)
    if announced is not None:
        return _Found(None, announced, "above")
    if above.span.of(document.text).endswith(":"):
        last = len(above.gaps) - 1
        found = _before(document, above, last) or _led_in(document, above, last)
        if found is not None:
            return found._replace(how="above")
    source = named_above(document.text, above.span)
    return _Found(None, source, "above") if source is not None else _NOTHING


def _in_sentence_before(document: Document, paragraph: Paragraph, i: int) -> _Found | None:
    """A whole sentence that is quoted after one that says who speaks: "Ann tweeted a warning."."""
    gap = paragraph.gaps[i]
    if not document.text[gap.start : gap.end].rstrip().endswith((".", "!", "?")):
        return None
    start = clause_at(document, gap, gap.end - 2).start
    if i > 0 and start == gap.start:
        return None  # the sentence ascribes the quotation before it, which this one carries on
    for cue in reversed(cues_in(document, gap)):
        if cue.span.start < start:
            return None
        if cue.kind in ("say", "per"):
            source = source_of(document, cue, paragraph, i)
            if source is not None:
                return _Found(cue.span, source, "sentence before")
    return None


def _carry_on(ascribed: list[_Found]) -> None:
    """A quotation that begins a sentence after an ascribed one has the same speaker."""
    for i in range(1, len(ascribed)):
        if ascribed[i].how == "none" and ascribed[i - 1].how != "none":
            ascribed[i] = ascribed[i - 1]._replace(how="continued")
    for i in range(len(ascribed) - 2, -1, -1):
        if ascribed[i].how == "none" and ascribed[i + 1].how == "after":
            ascribed[i] = ascribed[i + 1]._replace(how="continued")


@view
def speech_that_runs_on(document: Document) -> frozenset[int]:
    """Return where quotations begin that the next one carries on.

    Those that run over a paragraph, and those that were never closed before the next mark opened:
    speech whose paragraph breaks were lost.
    """
    text, found = document.text, quotations(document)
    return frozenset(
        one.span.start
        for one, other in pairwise(found)
        if one.is_continued
        or (not one.is_closed and not text[one.span.end : other.span.start].strip())
    )


def _over_paragraphs(document: Document, found: list[Statement]) -> list[Statement]:
    """Give speech that runs over paragraphs one speaker."""
    continued = speech_that_runs_on(document)
    for i in range(1, len(found)):
        if found[i].how == "none" and found[i - 1].span.start in continued:
            found[i] = _with_source_of(found[i], found[i - 1])
    for i in range(len(found) - 2, -1, -1):
        if found[i].how == "none" and found[i].span.start in continued:
            found[i] = _with_source_of(found[i], found[i + 1])
    return _carried_on(document, found)


def _carried_on(document: Document, found: list[Statement]) -> list[Statement]:
    """Give a quotation that has its paragraph to itself to the speaker of the one before."""
    every = {each.span.start: at for at, each in enumerate(found)}
    above: Paragraph | None = None
    for paragraph in paragraphs(document):
        first = paragraph.quotations[0] if paragraph.quotations else None
        if first is not None and above is not None and above.quotations:
            at, last = every[first.start], every[above.quotations[-1].start]
            is_alone = not any(gap.of(document.text).strip() for gap in paragraph.gaps)
            if found[at].how == "none" and is_alone and _is_speech(document, first):
                for place in range(at, at + len(paragraph.quotations)):
                    found[place] = _with_source_of(found[place], found[last])
        above = paragraph
    return found


def _is_speech(document: Document, quotation: Span) -> bool:
    return quotation.of(document.text).count(" ") >= _FEW_WORDS


def _with_source_of(statement: Statement, other: Statement) -> Statement:
    how = "none" if other.how == "none" else "continued"
    return statement._replace(cue=other.cue, source=other.source, how=how)
