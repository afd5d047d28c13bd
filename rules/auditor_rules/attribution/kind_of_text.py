"""What kind of writing a text is, as far as it changes what may be asked of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor import Document, Span, folded, lines, view

_LABELLED = re.compile(r"(?:[A-Z][\w.'’-]*(?: [A-Z0-9][\w.'’-]*){0,3}|Q|A)\s?:\s")
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}(?:(?:\.\d{1,2})*[.)]|(?:\.\d{1,2})+)|\(?[a-z][.)]|[ivx]{1,4}[.)]|§|"
    r"Article \d|Rule \d|Clause \d)\s"
)
# What makes numbered lines rules; tips, steps and rankings are numbered too.
_NORMATIVE = re.compile(
    r"\b(?:shall|must|may(?: not)?|will be|are to|is to|entitled|liable|pursuant|hereby|thereof|"
    r"prohibited|required|forbidden|section|subsection|paragraph)\b",
    re.I,
)
_TERMS = re.compile(
    r"\b(?:these terms|terms of (?:use|service)|terms and conditions|privacy (?:policy|notice)|"
    r"(?:your )?personal (?:data|information)|governing law|third[- ]part(?:y|ies)|you agree|"
    r"we (?:may )?collect|liabilit(?:y|ies)|warrant(?:y|ies)|indemnif(?:y|ies|ication)|"
    r"intellectual property|cookies|licensee|data controller)\b",
    re.I,
)
MOST_TERMS, LEAST_DIFFERENT_TERMS = 12, 5
"""Words of contracts per 1,000 words, and different ones, from which a text is one: articles on the
law have as many of one."""
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
# What the patterns above cannot match without: looked for first, since it takes no time.
_OF_RELEASES = ("release", "mitteilung", "communiqué de", "comunicado de", "nota de")
_OF_RECIPES = ("ingredients", "serves ", "preheat", "tbsp", "tsp", "tablespoon", "teaspoon",
               "simmer", "method:")  # fmt: skip
_OF_TERMS = ("terms", "privacy", "personal ", "liab", "warrant", "licens")
_OF_FICTION = ("story", "tale", "play", "poem", "novel", "fable", "sketch")
_SENTENCE_END = frozenset('.!?:;”"’)…')
SHORT_LINE = 70
"""Code points; verse, lists and menus have such lines, prose has longer ones."""


@view
def kind_of_text(document: Document) -> str:
    """Return the kind; a text that shows no sign of another is an ``article``.

    The others: ``transcript``, ``lines`` (verse, lists, tables), ``rules``, ``terms``, ``recipe``,
    ``press release``, ``letter``, ``fiction``. Bulleted paragraphs are an article's.
    """
    text, spans, low = document.text, lines(document), folded(document)
    end_of_head = spans[4].start if len(spans) > 4 else len(text)
    head, low_head = text[:end_of_head], low[:end_of_head]
    if _has_any(low_head, _OF_RELEASES) and _RELEASE.search(head):
        return "press release"
    if any(_LETTER.match(text, span.start) for span in spans[:4]):
        return "letter"
    if " by " in head and _has_any(head, _OF_FICTION) and _FICTION.search(head):
        return "fiction"
    if _share(text, spans, _LABELLED) >= 0.3 and _take_turns(text, spans):
        return "transcript"
    if _share(text, spans, _NUMBERED) >= 0.4 and _is_normative(text, spans):
        return "rules"
    if _has_any(low, _OF_TERMS) and _is_terms(low):
        return "terms"
    if _has_any(low[:6000], _OF_RECIPES) and len(_RECIPE.findall(text[:6000])) >= 3:
        return "recipe"
    return "lines" if _is_in_lines(text, spans) else "article"


def _has_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _share(text: str, spans: Sequence[Span], pattern: re.Pattern[str]) -> float:
    """Return the share of the lines that begin so; 0 for a text of few lines."""
    if len(spans) < 6:
        return 0.0
    return sum(pattern.match(text, span.start) is not None for span in spans) / len(spans)


def _take_turns(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether the labels come back, as speakers do; headings of paragraphs do not."""
    labels = [found.group() for each in spans if (found := _LABELLED.match(text, each.start))]
    return len(labels) >= 2 * len(set(labels))


def _is_normative(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether numbered lines rule, or are no sentences at all: names, standings."""
    rows = [each for each in spans if _NUMBERED.match(text, each.start)]
    ruling = sum(_NORMATIVE.search(text, each.start, each.end) is not None for each in rows)
    open_ended = sum(text[each.end - 1] not in _SENTENCE_END for each in rows)
    return 4 * ruling >= len(rows) or 3 * open_ended >= 2 * len(rows)


def _is_terms(low: str) -> bool:
    found = _TERMS.findall(low)
    return len(set(found)) >= LEAST_DIFFERENT_TERMS and 1000 * len(found) >= MOST_TERMS * low.count(
        " "
    )


def _is_in_lines(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether most of the text stands in short lines that are no sentences."""
    short = sum(
        span.end - span.start
        for span in spans
        if span.end - span.start < SHORT_LINE and text[span.end - 1] not in _SENTENCE_END
    )
    whole = sum(span.end - span.start for span in spans)
    return len(spans) >= 8 and 2 * short > whole
