"""How much hangs on a statement: figures, casualties, accusations."""

from __future__ import annotations

import re
from bisect import bisect_left

from auditor import Document, PhraseHit, Span, folded, view
from auditor_rules.lexicons import phrase_hits

_FIGURE = re.compile(
    r"\d[\d.,]{0,20}(?: ?%| ?(?:percent|per cent|million|billion|trillion|thousand)\b)|[$£€]\s?\d|"
    r"\b\d{1,3}(?:,\d{3})+\b|\b(?:hundreds|thousands|dozens|millions|billions|half a million)\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]{0,9}\s|\n")
MAX_LENGTH_WAY = 1000
"""Code points to either end of a sentence, which a text without full stops need not have."""


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence in which the span stands, roughly: to the nearest terminators."""
    least, most = max(span.start - MAX_LENGTH_WAY, 0), min(span.end + MAX_LENGTH_WAY, len(text))
    start = max(text.rfind("\n", least, span.start), text.rfind(". ", least, span.start)) + 1
    end = _SENTENCE_END.search(text, span.end, most)
    return Span(max(start, least), end.start() if end else most)


def is_weighty(document: Document, span: Span) -> bool:
    """Tell whether figures, casualties or an accusation stand in the same sentence."""
    text = folded(document)
    sentence = sentence_around(text, span)
    return _FIGURE.search(text, sentence.start, sentence.end) is not None or any(
        hit.span.end <= sentence.end for hit in _accusations_from(document, sentence)
    )


@view
def _starts(document: Document) -> tuple[int, ...]:
    return tuple(hit.span.start for hit in phrase_hits(document, "attribution/accusations"))


def _accusations_from(document: Document, span: Span) -> tuple[PhraseHit, ...]:
    """Return the accusations that begin within the span."""
    starts, hits = _starts(document), phrase_hits(document, "attribution/accusations")
    return hits[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
