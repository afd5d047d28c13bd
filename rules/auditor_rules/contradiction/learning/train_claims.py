"""Fit the trees that judge a claim's figures (SummEdits).

Wrong are the figures that were edited, and figures of unedited claims that are changed here, so
that the trees see more kinds of change than the data have; right are all others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from auditor.training.records import read_records
from auditor_rules.contradiction.claim_article import Article, article_of
from auditor_rules.contradiction.claim_features import FEATURES, RISING, judged
from auditor_rules.contradiction.figures import Figure, Token, figures_of, tokens_of
from auditor_rules.contradiction.trees import Forest, grown

EDITED = ("contradiction/summedits_news_dev", "contradiction/summedits_other_dev")
DOUBTED = 0.5
"""From this probability on a figure is doubted: about 3 in 100 unedited claims have one, in
cross-validation by article."""
FOLDS = 10
_WEIGHT_OF_CHANGED = 0.1
_STEPS = {"year": (-2, -1, 1, 2), "ordinal": (-1, 1, 2), "small": (-2, -1, 1, 2, 3)}
_FACTORS = (0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2)


class ClaimRow(NamedTuple):
    """A claim's figure as the training sees it."""

    features: tuple[float, ...]
    is_wrong: bool
    weight: float
    group: str


def claim_rows(data: Path) -> list[ClaimRow]:
    """Return the figures of all claims and of the claims changed here."""
    rows: list[ClaimRow] = []
    for source in EDITED:
        for record in read_records(data / f"{source}.jsonl.gz"):
            rows.extend(_rows(record))
    return rows


def _rows(record: dict[str, Any]) -> Iterator[ClaimRow]:
    text, end = record["text"], record["claim_end"]
    article, tokens = article_of(text, end), tokens_of(text, 0, end)
    figures = figures_of(text, tokens)
    is_edited = record["label"] == "contradiction"
    for figure, features, _ in judged(figures, tokens, article):
        kinds = _edits_at(figure, record) if is_edited else set()
        is_wrong = bool(kinds & {"number", "date"})
        if is_wrong or not kinds:  # a figure in an edit of words may be either
            yield ClaimRow(features, is_wrong, 1.0, record["doc_id"])
    if not is_edited:
        for changed in _changed(figures, tokens, article, random.Random(record["id"])):
            yield ClaimRow(changed, True, _WEIGHT_OF_CHANGED, record["doc_id"])


def _edits_at(figure: Figure, record: dict[str, Any]) -> set[str]:
    start, end = figure.span
    return {kind for low, high, kind in record["spans"] if low < end and start < max(high, low + 1)}


def _changed(
    figures: list[Figure], tokens: list[Token], article: Article, chooser: random.Random
) -> Iterator[tuple[float, ...]]:
    """Yield the features of each figure with another value in its stead."""
    for index, figure in enumerate(figures):
        value = _another(figure, article, chooser)
        if value is not None and value != figure.value:
            altered = [*figures[:index], figure._replace(value=value), *figures[index + 1 :]]
            yield judged(altered, tokens, article)[index].features


def _another(figure: Figure, article: Article, chooser: random.Random) -> float | str | None:
    """Return a value for a figure: one that the article has elsewhere, or one near it."""
    others = [known.figure.value for known in article.known if _may_replace(known.figure, figure)]
    if others and chooser.random() < 0.5:
        return chooser.choice(others)
    value = figure.value
    if isinstance(value, str):
        periods = ("year", "month", "week", "day")
        is_period = figure.kind == "period"
        return chooser.choice(periods) if is_period else f"{value[:-1]}{chooser.randrange(10)}"
    if figure.kind in ("month", "weekday"):
        return float(chooser.randrange(12 if figure.kind == "month" else 7))
    if figure.kind in ("year", "ordinal"):
        return max(1.0, value + chooser.choice(_STEPS[figure.kind]))
    return _another_number(value, chooser) if figure.kind == "number" else None


def _another_number(value: float, chooser: random.Random) -> float:
    if value < 20 and value == int(value):
        return max(1.0, value + chooser.choice(_STEPS["small"]))
    return float(f"{value * chooser.choice(_FACTORS):.3g}")


def _may_replace(other: Figure, figure: Figure) -> bool:
    is_alike = other.unit == figure.unit or figure.kind in ("period", "code")
    return other.kind == figure.kind and other.value != figure.value and is_alike


def claim_forest_of(rows: list[ClaimRow]) -> Forest:
    """Fit the trees; what must raise or lower the probability is held to it."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trees = HistGradientBoostingClassifier(
        max_iter=40,
        learning_rate=0.15,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=20,
        max_features=0.5,
        monotonic_cst=[RISING.get(name, 0) for name in FEATURES],
        random_state=0,
    )
    wrong = np.array([row.is_wrong for row in rows])
    trees.fit(
        np.array([row.features for row in rows]),
        wrong,
        sample_weight=[row.weight for row in rows],
    )
    articles = len({row.group for row in rows})
    said = f"{len(rows)} figures of claims about {articles} articles of SummEdits, {wrong.sum()}"
    return grown(trees, FEATURES, (DOUBTED, DOUBTED), f"{said} of them wrong or changed here")


def cross_validated_claims(data: Path) -> dict[str, Forest]:
    """Return for each article (its group) the forest that was fitted without its fold."""
    rows = claim_rows(data)
    groups = sorted({row.group for row in rows})
    folds = [groups[fold::FOLDS] for fold in range(FOLDS)]
    found: dict[str, Forest] = {}
    for held in folds:
        forest = claim_forest_of([row for row in rows if row.group not in held])
        found.update(dict.fromkeys(held, forest))
    return found
