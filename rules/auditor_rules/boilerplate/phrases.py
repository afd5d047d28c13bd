"""The lines of a document with the page-furniture phrases that stand in each.

Every list ``residue_phrases/LANGUAGE/KIND.tsv`` has the columns ``phrase``, ``scope``,
``languages``: a speaker adds a language by adding a folder. A phrase that several languages share
stands in the folder of the first that ``languages`` names. A scope is one or more of

* ``whole``: the phrase, alone or with others, is all that the line says;
* ``weak``: the same, but the word is common enough that it needs company to count;
* ``opens``: the line begins with it and is no sentence;
* ``begins``: the line begins with it, sentence or not;
* ``holds``: it stands anywhere in a line.

The lists stand apart from the pack's lexicons because most of their words are common: they are
looked for where they can count, in short lines and at the beginning of longer ones, and only the
phrases that may stand anywhere are looked for everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from auditor import Document, PhraseHit, PhraseMatcher, Span, folded, lines, view
from auditor_rules.lexicons import Row, parse_lexicon

KINDS = (
    "advert-marker",
    "app-promotion",
    "author-box",
    "comment-form",
    "contact-details",
    "cookie-notice",
    "donation-plea",
    "embedded-post",
    "interlink",
    "legal-footer",
    "login-form",
    "menu",
    "page-widget",
    "paywall-teaser",
    "photo-credit",
    "print-tools",
    "related-list",
    "share-bar",
    "subscription-plea",
    "tag-list",
    "view-counter",
)
"""Each has lists of its name."""
LONGEST = 400
"""Code points; furniture in longer lines is left to the line model."""
SHORT = 160
"""Code points up to which a line is searched from end to end for every phrase."""
OPENING = 60
"""Code points of longer lines that are searched for every phrase."""


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
def listed_phrases(kind: str) -> dict[str, Row]:
    """Return the rows of a kind in all languages; a phrase that two list has the former's row."""
    found: dict[str, Row] = {}
    for folder in sorted((files(__package__) / "residue_phrases").iterdir(), key=lambda f: f.name):
        file = folder / f"{kind}.tsv"
        if file.is_file():
            found = {**parse_lexicon(file.read_text("utf-8")), **found}
    return found


@cache
def scopes(kind: str) -> dict[str, tuple[str, ...]]:
    """Return a list: each phrase with its scopes."""
    return {phrase: tuple(row["scope"].split()) for phrase, row in listed_phrases(kind).items()}


@cache
def _matcher(is_everywhere: bool) -> PhraseMatcher:
    return PhraseMatcher(
        {
            kind: [
                phrase
                for phrase, scope in scopes(kind).items()
                if not is_everywhere or "holds" in scope
            ]
            for kind in KINDS
        }
    )


@view
def furnished_lines(document: Document) -> tuple[Line, ...]:
    """Return every line with its furniture phrases; long lines are not searched."""
    spans = lines(document)
    mentions: dict[int, list[Mention]] = {}
    for index, mention in _mentions(folded(document), spans):
        mentions.setdefault(index, []).append(mention)
    return tuple(
        _line(document.text, span, mentions.get(index, [])) for index, span in enumerate(spans)
    )


def _mentions(text: str, spans: tuple[Span, ...]) -> Iterator[tuple[int, Mention]]:
    pieces = [(index, piece) for index, span in enumerate(spans) if (piece := _searched(span))]
    joined = "\n".join(text[piece.start : piece.end] for _, piece in pieces)
    starts = [0]
    for _, piece in pieces:
        starts.append(starts[-1] + piece.end - piece.start + 1)
    for hit in _hits(_matcher(False), joined):
        place = bisect_right(starts, hit.span.start) - 1
        index, piece = pieces[place]
        moved = piece.start - starts[place]
        if _is_whole_word(text, hit.span.end + moved):
            yield index, _mention(hit, moved)
    for hit in _hits(_matcher(True), text):
        index = bisect_right(spans, (hit.span.start, len(text))) - 1
        if SHORT < spans[index].end - spans[index].start <= LONGEST:
            yield index, _mention(hit, 0)


def _searched(span: Span) -> Span | None:
    length = span.end - span.start
    if length > LONGEST:
        return None
    return span if length <= SHORT else Span(span.start, span.start + OPENING)


def _hits(matcher: PhraseMatcher, text: str) -> Iterator[PhraseHit]:
    for hits in matcher.find(text).values():
        yield from hits


def _is_whole_word(text: str, end: int) -> bool:
    """Tell whether a hit ends where its word does, now that the piece has its line again."""
    return end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


def _mention(hit: PhraseHit, moved: int) -> Mention:
    span = Span(hit.span.start + moved, hit.span.end + moved)
    return Mention(span, hit.lexicon, scopes(hit.lexicon)[hit.phrase])


def _line(text: str, span: Span, mentions: list[Mention]) -> Line:
    line = text[span.start : span.end]
    if not mentions:
        return Line(span, line, (), 0.0)
    mentions = sorted(set(mentions))
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
