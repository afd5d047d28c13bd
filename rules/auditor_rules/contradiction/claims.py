"""A short text held against the article that it is about.

In an audit nobody says which sentence is the claim; here it is known, so a number that the article
does not have at all is evidence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, fold, sentences
from auditor_rules.contradiction.agreement import agree_to_the_digit
from auditor_rules.contradiction.mentions import Mention, mentions
from auditor_rules.contradiction.opposition import (
    Statement,
    opposed,
    opposite_words,
    statement_of,
)
from auditor_rules.contradiction.surroundings import Surroundings, surroundings_of

MARGIN = 0.25
"""So much more of a number's context must stand around a rival than around the number itself."""
LEAST_SHARE, LEAST_DENIED = 0.45, 0.6
_NAME = re.compile(r"(?<=[^.\n“\"] )[A-Z][^\W\d_]{2,}")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\bQ[1-4]\b|\b\d+D\b")


class Doubt(NamedTuple):
    """Something in a claim that its article does not bear out."""

    span: Span
    kind: str
    """``number``, ``name``, ``negation`` or ``antonym``."""
    rival: Span | None
    """What the article says in its stead, where it says something."""


def doubts(document: Document, claim_end: int) -> tuple[Doubt, ...]:
    """Return the doubts about a document's first ``claim_end`` characters, in order.

    The rest of the document is the article.
    """
    found = [
        *_numbers(document, claim_end),
        *_figures(document, claim_end),
        *_names(document, claim_end),
        *_denials(document, claim_end),
    ]
    return tuple(sorted(found))


def _numbers(document: Document, claim_end: int) -> Iterator[Doubt]:
    for mention, rival in unsupported_numbers(document, claim_end):
        yield Doubt(mention.span, "number", rival.span if rival else None)


def unsupported_numbers(
    document: Document, claim_end: int
) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield numbers of a claim that its article does not bear out, and what it has instead."""
    known = mentions(document)
    claimed = [each for each in known if each.span.end <= claim_end and not _is_pronoun_like(each)]
    if not claimed:
        return
    figures = set(_FIGURE.findall(document.text, claim_end))
    article = [mention for mention in known if mention.span.start >= claim_end]
    for mention in claimed:
        rivals = [other for other in article if other.kind == mention.kind]
        figure = _FIGURE.search(document.text, mention.span.start, mention.span.end)
        is_given = figure is not None and figure.group() in figures
        if not is_given and not any(agree_to_the_digit(mention, other) for other in article):
            yield mention, rivals[0] if rivals else None
            continue
        rival = _better_rival(document, mention, rivals)
        if rival is not None:
            yield mention, rival


def _is_pronoun_like(mention: Mention) -> bool:
    """Summaries count on their own: "the two men", "one of them"."""
    return mention.kind in ("count", "ordinal") and mention.high <= 2


def _better_rival(document: Document, mention: Mention, rivals: list[Mention]) -> Mention | None:
    own = surroundings_of(document, mention)
    supported, best, rival = 0.0, 0.0, None
    for other in rivals:
        share = _shared(own, surroundings_of(document, other))
        if agree_to_the_digit(mention, other):
            supported = max(supported, share)
        elif share > best:
            best, rival = share, other
    return rival if best > supported + MARGIN else None


def _shared(own: Surroundings, other: Surroundings) -> float:
    return sum(w for stem, w in own.weights.items() if stem in other.weights) / own.total


def _figures(document: Document, claim_end: int) -> Iterator[Doubt]:
    """Find times and codes (6:55, Q3) that the article does not have."""
    said = set(_CLOCK.findall(document.text[claim_end:]))
    for match in _CLOCK.finditer(document.text, 0, claim_end):
        if said and match.group() not in said:
            yield Doubt(Span(*match.span()), "number", None)


def _names(document: Document, claim_end: int) -> Iterator[Doubt]:
    article = fold(document.text[claim_end:])
    for match in _NAME.finditer(document.text, 0, claim_end):
        if fold(match.group())[:5] not in article:
            yield Doubt(Span(*match.span()), "name", None)


def _denials(document: Document, claim_end: int) -> Iterator[Doubt]:
    claims = [span for span in sentences(document) if span.end <= claim_end]
    article = [
        (span, statement_of(span.of(document.text)))
        for span in sentences(document)
        if span.start >= claim_end
    ]
    for span in claims:
        claim = statement_of(span.of(document.text))
        ranked = sorted(article, key=lambda each: -_covered(claim, each[1]))[:2]
        for rival_span, rival in ranked[:1]:
            kind = _denied(claim, rival, [statement for _, statement in ranked])
            if kind is not None:
                yield Doubt(span, kind, rival_span)


def _covered(claim: Statement, other: Statement) -> float:
    total = sum(claim.weights.values()) or 1.0
    return sum(w for stem, w in claim.weights.items() if stem in other.weights) / total


def _denied(claim: Statement, rival: Statement, best: list[Statement]) -> str | None:
    share = _covered(claim, rival)
    found = opposed(claim, rival)
    if found is not None and found.kind == "negation" and share >= LEAST_DENIED:
        return "negation"
    words = frozenset().union(*(statement.words for statement in best))
    if share >= LEAST_SHARE and opposite_words(claim.words - words, words - claim.words):
        return "antonym"
    return None
