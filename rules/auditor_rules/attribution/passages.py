"""Paragraphs cut at their quotations, and the cues that stand outside these."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from auditor import Document, Span, lines, quotations, sentences, view
from auditor_rules.attribution.cues import cue_words
from auditor_rules.lexicons import phrase_hits


class Cue(NamedTuple):
    """A cue outside quotations."""

    span: Span
    lemma: str
    kind: str
    form: str


class Paragraph(NamedTuple):
    """A line: its quotations, and the gaps around them (one more than quotations)."""

    span: Span
    quotations: tuple[Span, ...]
    gaps: tuple[Span, ...]


@view
def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the lines with the quotations in each."""
    spans = lines(document)
    quoted: dict[int, list[Span]] = {}
    starts = [span.start for span in spans]
    for quotation in quotations(document):
        quoted.setdefault(bisect_right(starts, quotation.span.start) - 1, []).append(quotation.span)
    return tuple(_paragraph(span, quoted.get(i, [])) for i, span in enumerate(spans))


def _paragraph(span: Span, quoted: list[Span]) -> Paragraph:
    edges = [
        span.start,
        *(edge for each in quoted for edge in each),
        max(span.end, *(q.end for q in quoted), span.start) if quoted else span.end,
    ]
    gaps = tuple(Span(edges[i], edges[i + 1]) for i in range(0, len(edges), 2))
    return Paragraph(span, tuple(quoted), gaps)


@view
def cues(document: Document) -> tuple[Cue, ...]:
    """Return the cues outside quotations, the longest where several begin at one place."""
    text, known = document.text, cue_words()
    found: list[Cue] = []
    quoted = [quotation.span for quotation in quotations(document)]
    starts = [span.start for span in quoted]
    for hit in phrase_hits(document, "attribution/cues"):
        at = bisect_right(starts, hit.span.start) - 1
        if at >= 0 and hit.span.start < quoted[at].end:
            continue
        cue = Cue(hit.span, *known[hit.phrase])
        if found and hit.span.start < found[-1].span.end:
            if hit.span.end > found[-1].span.end:
                found[-1] = cue
        elif not _is_noun(text, cue):
            found.append(cue)
    return tuple(found)


_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|our|my|your|this|that|these|those|of|in|for|with|on|no|any|"
    r"some|many|new|public|recent|latest|first|last|such|opinion|news|media|press|by|from|more|"
    r"other|several|all|and)|['’]s|s['’]|[-/])[ ]?$",
    re.IGNORECASE,
)
_MAY_BE_NOUN = frozenset({"base", "s", "base+past", "s+base"})
# Nouns more often than verbs in the present: verbs only where an object or a clause follows.
_NOUN_LEMMAS = frozenset(
    """report claim note question comment answer charge address detail plan demand offer blog
    estimate forecast state reason challenge signal highlight quote hint remark request voice
    comment attack support promise project guess doubt fear hope view judge murmur whisper cry
    shout snap counter document credit label name order welcome signal object protest rule poll
    tweet post pen chant echo reply dispute blame""".split()
)
_CLAUSE_FOLLOWS = re.compile(
    r",? (?:that|the|a|an|his|her|he|she|it|they|we|to|how|why|there|this|its|their)\b|[:,]|"
    r" ?[“\"‘']"
)


def _is_noun(text: str, cue: Cue) -> bool:
    """Tell whether "report" or "States" is a noun where it stands."""
    start = cue.span.start
    if text[start - 3 : start].rstrip(" ")[-1:] in ("”", '"', "’") and cue.form in ("s", "past"):
        return False
    if text[start].isupper() and text[start - 2 : start - 1].isalpha():
        return cue.form not in ("s", "past") or cue.lemma in ("state", "call", "plan")
    if (
        cue.form in _MAY_BE_NOUN
        and cue.lemma in _NOUN_LEMMAS
        and not _CLAUSE_FOLLOWS.match(text, cue.span.end)
    ):
        return True
    if cue.form in _MAY_BE_NOUN or cue.kind in ("act", "think", "show"):
        before = text[max(0, start - 9) : start]
        return cue.form != "past" and _NOUN_BEFORE.search(before) is not None
    return False


@view
def _sentence_starts(document: Document) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in sentences(document))


@view
def _known_bounds(document: Document) -> dict[Span, tuple[int, ...]]:
    """Filled on demand: a gap → where sentences begin in it; every cue in it asks for that."""
    return {}


def _bounds(document: Document, gap: Span) -> tuple[int, ...]:
    """Return where sentences begin inside a gap; its own beginning does not count.

    "“Why?” Ann asked" has a sentence begin at "Ann" that is none.
    """
    known = _known_bounds(document)
    if gap not in known:
        known[gap] = _bounds_in(document, gap)
    return known[gap]


def _bounds_in(document: Document, gap: Span) -> tuple[int, ...]:
    starts = _sentence_starts(document)
    inside = starts[bisect_left(starts, gap.start + 1) : bisect_left(starts, gap.end)]
    # Once something stands before one of them, something stands before all that follow.
    for place, at in enumerate(inside):
        if document.text[gap.start : at].strip(" \u00a0\"”’'"):
            return inside[place:]
    return ()


def clause_at(document: Document, gap: Span, at: int) -> Span:
    """Return the sentence around ``at`` as far as it lies within its gap."""
    bounds = _bounds(document, gap)
    place = bisect_right(bounds, at)
    start = bounds[place - 1] if place else gap.start
    return Span(start, bounds[place] if place < len(bounds) else gap.end)


def start_of_sentence(document: Document, at: int) -> int:
    """Return where the sentence begins that holds ``at``, quotations included."""
    starts = _sentence_starts(document)
    place = bisect_right(starts, at - 1)
    return starts[place - 1] if place else at


@view
def _cue_starts(document: Document) -> tuple[int, ...]:
    return tuple(cue.span.start for cue in cues(document))


def cues_in(document: Document, span: Span) -> tuple[Cue, ...]:
    """Return the cues that begin within the span."""
    starts = _cue_starts(document)
    return cues(document)[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
