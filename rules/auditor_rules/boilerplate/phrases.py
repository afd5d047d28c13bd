"""The lines of a document with the page-furniture phrases that stand in each.

Every list ``boilerplate/<kind>`` has the columns ``phrase``, ``scope``, ``languages``; a scope is
one or more of

* ``whole``: the phrase, alone or with others, is all that the line says;
* ``weak``: the same, but the word is common enough that it needs company to count;
* ``opens``: the line begins with it and is no sentence;
* ``begins``: the line begins with it, sentence or not;
* ``holds``: it stands anywhere in a line.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from auditor import Document, PhraseHit, Span, lines, view
from auditor_rules.lexicons import lexicon, phrase_hits

KINDS = (
    "advert-marker",
    "app-promotion",
    "author-box",
    "comment-form",
    "contact-details",
    "cookie-notice",
    "interlink",
    "legal-footer",
    "login-form",
    "menu",
    "photo-credit",
    "print-tools",
    "related-list",
    "share-bar",
    "subscription-plea",
    "tag-list",
    "view-counter",
)
"""Each has a list of its name."""
LONGEST = 400
"""Code points; furniture in longer lines is left to the line model."""


class Mention(NamedTuple):
    """A phrase in a line: what it would make of the line, and how strongly."""

    span: Span
    kind: str
    scopes: tuple[str, ...]


class Line(NamedTuple):
    """A line that holds something, with the furniture phrases in it."""

    span: Span
    text: str
    mentions: tuple[Mention, ...]
    cover: float
    """Share of its letters that the phrases cover."""


@cache
def _scopes(kind: str) -> dict[str, tuple[str, ...]]:
    rows = lexicon(f"boilerplate/{kind}")
    return {phrase: tuple(row["scope"].split()) for phrase, row in rows.items()}


@view
def furnished_lines(document: Document) -> tuple[Line, ...]:
    """Return every line with its furniture phrases; long lines are not searched."""
    spans = lines(document)
    mentions = _mentions_by_line(document, spans)
    return tuple(
        _line(document.text, span, mentions.get(index, [])) for index, span in enumerate(spans)
    )


def _mentions_by_line(document: Document, spans: tuple[Span, ...]) -> dict[int, list[Mention]]:
    starts = [span.start for span in spans]
    found: dict[int, list[Mention]] = {}
    for kind in KINDS:
        scopes = _scopes(kind)
        for hit in phrase_hits(document, f"boilerplate/{kind}"):
            index = bisect_right(starts, hit.span.start) - 1
            if spans[index].end - spans[index].start <= LONGEST:
                found.setdefault(index, []).append(_mention(hit, kind, scopes))
    return found


def _mention(hit: PhraseHit, kind: str, scopes: dict[str, tuple[str, ...]]) -> Mention:
    return Mention(hit.span, kind, scopes[hit.phrase])


def _line(text: str, span: Span, mentions: list[Mention]) -> Line:
    line = text[span.start : span.end]
    if not mentions:
        return Line(span, line, (), 0.0)
    mentions.sort()
    return Line(span, line, tuple(mentions), _cover(text, span, mentions))


def _cover(text: str, span: Span, mentions: list[Mention]) -> float:
    letters = sum(map(str.isalpha, text[span.start : span.end]))
    covered, reached = 0, span.start
    for mention in mentions:
        start, end = max(mention.span.start, reached), mention.span.end
        if start < end:
            covered += sum(map(str.isalpha, text[start:end]))
            reached = end
    return covered / letters if letters else 0.0
