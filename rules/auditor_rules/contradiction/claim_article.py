"""The article that a claim is held against: its figures, each with what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from auditor_rules.contradiction.figures import Figure, Token, figures_of, telling, tokens_of
from auditor_rules.english.stems import stem_and_weight

REACH = 14
"""Tokens on either side of a figure that make its context."""


class Context(NamedTuple):
    """What stands around a figure."""

    weights: dict[str, float]
    left: tuple[str, ...]
    """The stems of the two words before it, the nearer one first."""
    right: tuple[str, ...]


class Known(NamedTuple):
    """A figure of the article."""

    figure: Figure
    context: Context
    sentence: int


class Article(NamedTuple):
    """What a claim is held against."""

    known: tuple[Known, ...]
    stems: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    """The telling stems of each sentence."""


def article_of(text: str, start: int) -> Article:
    """Read the article that begins at ``start``."""
    tokens = tokens_of(text, start, len(text))
    places, sentences = sentences_of(tokens)
    known = tuple(
        Known(figure, context_of(tokens, figure), places[figure.first])
        for figure in figures_of(text, tokens)
    )
    stems = frozenset(stem_and_weight(token.word)[0] for token in tokens)
    return Article(known, stems, sentences)


def sentences_of(tokens: list[Token]) -> tuple[list[int], tuple[frozenset[str], ...]]:
    """Return the index of each token's sentence, and each sentence's telling stems."""
    places: list[int] = []
    held: list[set[str]] = [set()]
    for index, token in enumerate(tokens):
        places.append(len(held) - 1)
        held[-1].update(stem for _, stem, _ in telling(tokens, range(index, index + 1)))
        if token.word in "!?\n" or (token.word == "." and not _abbreviates(tokens, index)):
            held.append(set())
    return places, tuple(map(frozenset, held))


def _abbreviates(tokens: list[Token], index: int) -> bool:
    """Tell the dot of "Jan. 18" and "U.S." from the end of a sentence."""
    before = tokens[index - 1].word if index else ""
    return len(before) <= 3 and before.isalpha() and before not in _SHORT_ENDINGS


_SHORT_ENDINGS = frozenset("it him her us me so up out day one two six ten day yes no too".split())


def context_of(tokens: list[Token], figure: Figure) -> Context:
    """Return the stems around a figure, weighed by rarity and nearness, and its neighbours."""
    before = range(figure.first - 1, max(-1, figure.first - REACH - 1), -1)
    behind = range(figure.last, min(len(tokens), figure.last + REACH))
    weights: dict[str, float] = {}
    for indices in (before, behind):
        for distance, stem, weight in telling(tokens, indices):
            weights[stem] = max(weights.get(stem, 0.0), 6 * weight / (7 + distance))
    return Context(weights, _beside(tokens, before), _beside(tokens, behind))


def _beside(tokens: list[Token], indices: range) -> tuple[str, ...]:
    words = (tokens[index].word for index in indices[:3])
    return tuple(stem_and_weight(w)[0] for w in words if w[0].isalnum() or w == "%")[:2]
