"""Mentions of quantities and dates: what is counted, when, where and by whose word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, dates, fold, quantities, sentences, view
from auditor_rules.english.stems import STOPWORDS, stem_and_weight


class Mention(NamedTuple):
    """A number or a date in its sentence."""

    span: Span
    kind: str
    """``count``, ``ordinal``, ``weekday``, ``month``, ``day``, ``year`` or the quantity's unit."""
    low: float
    high: float
    qualifier: str
    grain: float
    noun: str
    """The stem of what is counted; empty when that isn't said right behind the number."""
    noun_words: tuple[str, ...]
    """All stems of the noun's phrase: north, korean, troop."""
    sentence: int
    """Index of its sentence."""


_PHRASE = re.compile(
    r"[ -]+(?:of[ ](?:the[ ]|its[ ]|their[ ]|his[ ]|all[ ])?)?"
    r"((?:[^\W\d_]+(?:'s)?[ -]){0,4}[^\W\d_]+)"
)
_SINGULAR = ("ss", "us", "'s")
# Where scraping lost a link or a line break, the next word is glued on: "troopsPyongyang".
_GLUED = re.compile(r"[a-z]{3}[A-Z]")
_SPLIT = re.compile("[ -]")
_ENDS_PHRASE = STOPWORDS | frozenset("were was who that which killed died said".split())
_PLURALS = frozenset("people men women children troops police staff".split())


@view
def mentions(document: Document) -> tuple[Mention, ...]:
    """The quantities and dates with what they count, in order."""
    spans = sentences(document)
    starts = [span.start for span in spans]
    found = [*_of_quantities(document), *_of_dates(document)]
    return tuple(
        mention._replace(sentence=max(bisect_right(starts, mention.span.start) - 1, 0))
        for mention in sorted(found)
    )


def _of_quantities(document: Document) -> Iterator[Mention]:
    for quantity in quantities(document):
        kind = "ordinal" if quantity.is_ordinal else quantity.unit or "count"
        noun, phrase = _noun_after(document.text, quantity.span.end)
        yield Mention(
            quantity.span,
            kind,
            quantity.low,
            quantity.high,
            quantity.qualifier,
            quantity.grain,
            noun,
            phrase,
            0,
        )


def _noun_after(text: str, end: int) -> tuple[str, tuple[str, ...]]:
    """Return the stem of the noun behind a number, and the stems of its whole phrase."""
    match = _PHRASE.match(text, end)
    if match is None:
        return "", ()
    words: list[str] = []
    for written in _SPLIT.split(match.group(1)):
        glued = _GLUED.search(written)
        word = fold(written[: glued.end() - 1] if glued else written)
        if word in _ENDS_PHRASE or word == "s":
            break
        words.append(word)
        if glued or word in _PLURALS or (word.endswith("s") and word[-2:] not in _SINGULAR):
            break
    if not words:
        return "", ()
    stems = tuple(stem_and_weight(word)[0] for word in words)
    return stems[-1] if words[-1] in _PLURALS or words[-1].endswith("s") else stems[0], stems


def _of_dates(document: Document) -> Iterator[Mention]:
    for date in dates(document):
        if date.month and date.day:
            kind, value = "day", 100.0 * date.month + date.day
            last = 100.0 * date.month + (date.last_day or date.day)
        elif date.month:
            kind, value = "month", float(date.month)
            last = value
        elif date.weekday is not None:
            kind, value = "weekday", float(date.weekday)
            last = value
        elif date.year:
            kind, value = "year", float(date.year)
            last = value
        else:
            continue
        yield Mention(date.span, kind, value, max(last, value), "", 1.0, "", (), 0)
