"""The passages of a document that look spun: windows of words, weighed one by one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from auditor import Document, Model, Span, load_model, view, words
from auditor_rules.machine_translation.measures import feature_values
from auditor_rules.machine_translation.profile import profile_between

MODELS = Path(__file__).parent / "models"
WINDOW_WORDS = 250
STRIDE_WORDS = 25


class Window(NamedTuple):
    """A stretch of text and the log-odds that it was spun."""

    span: Span
    log_odds: float


@cache
def passage_model() -> Model:
    """Return the model of windows; its thresholds are for a document's highest window."""
    return load_model(MODELS / "spun-passage.json")


@view
def windows(document: Document) -> tuple[Window, ...]:
    """Windows of 250 words, every 25 words and at the end; the whole text if it is shorter."""
    found = words(document)
    last = max(len(found) - WINDOW_WORDS, 0)
    firsts = [*range(0, last, STRIDE_WORDS), last] if found else []
    return tuple(
        _window(document, found[first].start, found[min(first + WINDOW_WORDS, len(found)) - 1].end)
        for first in firsts
    )


def _window(document: Document, start: int, end: int) -> Window:
    values = feature_values(profile_between(document, start, end))
    model = passage_model()
    raw = model.intercept + sum(each.term(values[each.name]) for each in model.features)
    return Window(Span(start, end), model.slope * raw + model.offset)
