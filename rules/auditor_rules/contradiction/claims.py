"""A short text held against the article that it is about.

In an audit nobody says which sentence is the claim; here it is known, so a number that the article
does not have at all is evidence too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, fold, sentences
from auditor_rules.contradiction.claim_features import judged_figures
from auditor_rules.contradiction.negation import Statement, opposed, opposite_words, statement_of
from auditor_rules.contradiction.trees import Forest, claim_forest

MIN_SHARE, MIN_DENIED = 0.45, 0.6
_NAME = re.compile(r"(?<=[^.\n“\"] )[A-Z][^\W\d_]{2,}")


class Doubt(NamedTuple):
    """Something in a claim that its article does not bear out."""

    span: Span
    kind: str
    """``number``, ``name``, ``negation`` or ``antonym``."""
    rival: Span | None
    """What the article says in its stead, where it says something."""


def doubts(document: Document, claim_end: int, trees: Forest | None = None) -> tuple[Doubt, ...]:
    """Return the doubts about a document's first ``claim_end`` characters, in order.

    Args:
        document: the claim and, behind it, the article.
        claim_end: where the claim ends.
        trees: the model of figures; the one that ships where none is given.
    """
    found = [
        *_figures(document, claim_end, trees or claim_forest()),
        *_names(document, claim_end),
        *_denials(document, claim_end),
    ]
    return tuple(sorted(found))


def _figures(document: Document, claim_end: int, trees: Forest) -> Iterator[Doubt]:
    for figure, features, rival in judged_figures(document, claim_end):
        if trees.probability(features) >= trees.possible:
            yield Doubt(figure.span, "number", rival.span if rival else None)


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
    if found is not None and found.kind == "negation" and share >= MIN_DENIED:
        return "negation"
    words = frozenset().union(*(statement.words for statement in best))
    if share >= MIN_SHARE and opposite_words(claim.words - words, words - claim.words):
        return "antonym"
    return None
