"""How a claim's figures stand in the article that the claim is about, as numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from auditor import Document
from auditor_rules.contradiction.claim_article import (
    Article,
    Context,
    Known,
    article_of,
    context_of,
    sentences_of,
)
from auditor_rules.contradiction.figures import Figure, Token, figures_of, tokens_of
from auditor_rules.english.stems import stem_and_weight

FEATURES = (
    "with_unit",
    "given",
    "rounded",
    "support",
    "rival",
    "rival_over_support",
    "support_beside",
    "rival_beside",
    "rival_beside_over_support",
    "rivals",
    "supports",
    "small",
    "is_year",
    "is_named_date",
    "is_ordinal",
    "is_period",
    "is_code",
    "is_multiple",
    "unit_given",
    "noun_missing",
    "size",
    "words_given",
    "free",
    "free_over_support",
    "free_beside_over_support",
    "free_ratio",
    "best_has_it",
    "best_has_free",
    "frees",
)
"""``free`` is a rival that the claim does not state too and that stands in no sentence with the
figure; ``best`` is the sentence of the article that holds most of the claim's sentence."""
_UP = """rival rival_over_support rival_beside rival_beside_over_support free free_over_support
free_beside_over_support best_has_free"""
_DOWN = "with_unit given rounded support support_beside free_ratio best_has_it"
RISING = dict.fromkeys(_UP.split(), 1) | dict.fromkeys(_DOWN.split(), -1)
"""Which way a feature can only move the probability; the trees are held to it."""
MAX_TIMES_APART = 10.0
"""870 infections have no rival in seven years: from a hundred on, rivals are of one size."""
_COUNTS = frozenset(("number", "multiple"))
_STRICT_UNITS = re.compile(r"%|year|month|week|day|hour|minute|second|quarter|decade|century")


class Judged(NamedTuple):
    """A figure of the claim, its features, and the likeliest rival."""

    figure: Figure
    features: tuple[float, ...]
    rival: Figure | None


def judged_figures(document: Document, claim_end: int) -> list[Judged]:
    """Return the figures of a document's first ``claim_end`` characters, judged by the rest."""
    article = article_of(document.text, claim_end)
    tokens = tokens_of(document.text, 0, claim_end)
    claimed = figures_of(document.text, tokens)
    return judged(claimed, tokens, article)


def judged(claimed: list[Figure], tokens: list[Token], article: Article) -> list[Judged]:
    """Judge figures of a claim, given its tokens."""
    places, sentences = sentences_of(tokens)
    stated = {(figure.kind, figure.value) for figure in claimed}
    best = [_best_sentence(sentence, article) for sentence in sentences]
    return [
        _judged(figure, context_of(tokens, figure), article, stated, best[places[figure.first]])
        for figure in claimed
    ]


def _best_sentence(stems: frozenset[str], article: Article) -> int:
    def covered(index: int) -> float:
        # Exactly rounded: the order of a set of words differs from process to process.
        return math.fsum(stem_and_weight(stem)[1] for stem in stems & article.sentences[index])

    return max(range(len(article.sentences)), key=lambda index: (covered(index), -index))


class _Side:
    """What speaks for a figure, or for others in its stead."""

    def __init__(self) -> None:
        self.share, self.beside, self.count = 0.0, 0, 0
        self.best: Known | None = None

    def add(self, share: float, beside: int, known: Known) -> None:
        self.count += 1
        self.beside = max(self.beside, beside)
        if share > self.share:
            self.share, self.best = share, known


def _judged(
    figure: Figure,
    own: Context,
    article: Article,
    stated: set[tuple[str, float | str]],
    best: int,
) -> Judged:
    total = math.fsum(own.weights.values()) or 1.0
    support, rival, free = _Side(), _Side(), _Side()
    given = with_unit = rounded = has_it = has_free = False
    held = {known.sentence for known in article.known if _is_same(figure, known.figure)}
    for known in article.known:
        other = known.figure
        if not _are_of_one_kind(figure, other):
            continue
        share = math.fsum(w for s, w in own.weights.items() if s in known.context.weights) / total
        beside = _beside_alike(own, known.context)
        is_same, is_near = _is_same(figure, other), _is_near(figure, other)
        given |= is_same
        has_it |= is_same and known.sentence == best
        if is_same and _fits(figure.unit, other.unit):
            with_unit = True
            support.add(share, beside, known)
        elif not is_same and is_near and _is_rival(figure, other):
            rounded = True
            support.add(0.9 * share, beside, known)
        elif not is_same and _is_rival(figure, other):
            rival.add(share, beside, known)
            if (other.kind, other.value) not in stated and known.sentence not in held:
                free.add(share, beside, known)
                has_free |= known.sentence == best
    features = (
        with_unit,
        given,
        rounded,
        support.share,
        rival.share,
        rival.share - support.share,
        support.beside,
        rival.beside,
        rival.beside - support.beside,
        min(rival.count, 6),
        min(support.count, 4),
        *_of_figure(figure, own, article),
        free.share,
        free.share - support.share,
        free.beside - support.beside,
        _ratio(figure, free.best),
        has_it,
        has_free,
        min(free.count, 6),
    )
    found = free.best or rival.best
    return Judged(figure, tuple(map(float, features)), found.figure if found else None)


def _of_figure(figure: Figure, own: Context, article: Article) -> Iterable[float]:
    total = math.fsum(own.weights.values()) or 1.0
    is_number = not isinstance(figure.value, str)
    units = {known.figure.unit for known in article.known}
    return (
        isinstance(figure.value, float) and figure.value <= 2,
        figure.kind == "year",
        figure.kind in ("month", "weekday"),
        figure.kind == "ordinal",
        figure.kind == "period",
        figure.kind == "code",
        figure.kind == "multiple",
        not figure.unit or figure.unit in units,
        bool(own.right) and own.right[0] not in article.stems,
        math.log10(float(figure.value) + 1) if is_number else 0.0,
        math.fsum(w for stem, w in own.weights.items() if stem in article.stems) / total,
    )


def _are_of_one_kind(figure: Figure, other: Figure) -> bool:
    loose = _COUNTS | {"ordinal", "year"}
    return figure.kind == other.kind or (figure.kind in loose and other.kind in loose)


def _beside_alike(own: Context, other: Context) -> int:
    left = sum(one == two for one, two in zip(own.left, other.left, strict=False))
    return left + sum(one == two for one, two in zip(own.right, other.right, strict=False))


def _is_same(figure: Figure, other: Figure) -> bool:
    if figure.kind != other.kind and figure.kind not in _COUNTS and other.kind != "number":
        return False
    if isinstance(figure.value, str) or isinstance(other.value, str):
        return figure.value == other.value
    return math.isclose(figure.value, other.value, rel_tol=1e-9)


def _is_near(figure: Figure, other: Figure) -> bool:
    if isinstance(figure.value, str) or isinstance(other.value, str) or figure.kind == "year":
        return False
    fine, coarse = (figure, other) if figure.digits >= other.digits else (other, figure)
    return coarse.digits > 1 and float(f"{fine.value:.{coarse.digits}g}") == coarse.value


def _fits(unit: str, other: str) -> bool:
    return not unit or not other or unit == other


def _is_rival(figure: Figure, other: Figure) -> bool:
    if figure.kind != other.kind or not _fits(figure.unit, other.unit):
        return False
    if figure.kind != "number" or isinstance(figure.value, str) or isinstance(other.value, str):
        return True
    if figure.unit != other.unit and _STRICT_UNITS.search(figure.unit + other.unit):
        return False
    ratio = (figure.value + 0.5) / (other.value + 0.5)
    return figure.value < 100 or 1 / MAX_TIMES_APART <= ratio <= MAX_TIMES_APART


def _ratio(figure: Figure, known: Known | None) -> float:
    """Return how many powers of ten lie between a figure and its rival; 3 where there is none."""
    if known is None:
        return 3.0
    if isinstance(figure.value, str) or isinstance(known.figure.value, str):
        return 0.0
    return min(3.0, abs(math.log10((figure.value + 0.5) / (known.figure.value + 0.5))))
