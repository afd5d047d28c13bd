"""How much hangs on a statement: figures, casualties, accusations."""

from __future__ import annotations

import re

from auditor import Document, Span, folded
from auditor_rules.lexicons import phrase_hits

_FIGURE = re.compile(
    r"\d[\d.,]{0,20}(?: ?%| ?(?:percent|per cent|million|billion|trillion|thousand)\b)|[$£€]\s?\d|"
    r"\b\d{1,3}(?:,\d{3})+\b|\b(?:hundreds|thousands|dozens|millions|billions|half a million)\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n")


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence in which the span stands, roughly: to the nearest terminators."""
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    end = _SENTENCE_END.search(text, span.end)
    return Span(start, end.start() if end else len(text))


def is_weighty(document: Document, span: Span) -> bool:
    """Tell whether figures, casualties or an accusation stand in the same sentence."""
    text = folded(document)
    sentence = sentence_around(text, span)
    return _FIGURE.search(text, sentence.start, sentence.end) is not None or any(
        sentence.covers(hit.span) for hit in phrase_hits(document, "attribution/accusations")
    )
