"""What kind of writing a text is, as far as it changes what may be asked of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor import Document, Span, lines, view

_LABELLED = re.compile(r"(?:[A-Z][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,3}|Q|A)\s?:\s")
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}(?:(?:\.\d{1,2})*[.)]|(?:\.\d{1,2})+)|\(?[a-z][.)]|[ivx]{1,4}[.)]|§|[-*•·]|"
    r"Article \d|Rule \d|Clause \d)\s"
)
_RECIPE = re.compile(
    r"\b(?:ingredients|serves \d|preheat|tbsp|tsp|tablespoons?|teaspoons?|simmer|method:)\b", re.I
)
_RELEASE = re.compile(
    r"(?:press release|media release|news release|for immediate release|medienmitteilung|"
    r"pressemitteilung|communiqué de presse|comunicado de prensa|nota de prensa)\b",
    re.I,
)
_FICTION = re.compile(
    r"\b(?:short story|story|tale|play|poem|novel|novella|fable|sketch)\b[^.,\n]{0,30} by [A-Z]"
)
_LETTER = re.compile(r"(?:Dear |To whom it may concern)")
_SENTENCE_END = frozenset('.!?:;”"’)…')
SHORT_LINE = 70
"""Code points; verse, lists and menus have such lines, prose has longer ones."""


@view
def kind_of_text(document: Document) -> str:
    """Return the kind; a text that shows no sign of another is an ``article``.

    The others: ``transcript``, ``lines`` (verse, lists, tables), ``rules``, ``recipe``,
    ``press release``, ``letter``, ``fiction``.
    """
    text, spans = document.text, lines(document)
    head = text[: spans[4].start if len(spans) > 4 else len(text)]
    if _RELEASE.search(head):
        return "press release"
    if any(_LETTER.match(text, span.start) for span in spans[:4]):
        return "letter"
    if _FICTION.search(head):
        return "fiction"
    if _share(text, spans, _LABELLED) >= 0.3:
        return "transcript"
    if _share(text, spans, _NUMBERED) >= 0.4:
        return "rules"
    if len(_RECIPE.findall(text[:6000])) >= 3:
        return "recipe"
    return "lines" if _is_in_lines(text, spans) else "article"


def _share(text: str, spans: Sequence[Span], pattern: re.Pattern[str]) -> float:
    """Return the share of the lines that begin so; 0 for a text of few lines."""
    if len(spans) < 6:
        return 0.0
    return sum(pattern.match(text, span.start) is not None for span in spans) / len(spans)


def _is_in_lines(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether most of the text stands in short lines that are no sentences."""
    short = sum(
        span.end - span.start
        for span in spans
        if span.end - span.start < SHORT_LINE and text[span.end - 1] not in _SENTENCE_END
    )
    whole = sum(span.end - span.start for span in spans)
    return len(spans) >= 8 and 2 * short > whole
