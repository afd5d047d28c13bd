"""Retrain a dimension's model on a user's own labelled documents: ``audit train``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor.dimensions import Dimension
from auditor.engine.audit_documents import audit_document
from auditor.engine.registry import RuleSet
from auditor.errors import UsageError
from auditor.scoring.model import Model, probability_of
from auditor.scoring.scorecard import feature_row
from auditor.training.labelled import Cleaned, Labelled, cleaned
from auditor.training.logistic import (
    SMALLEST,
    Array,
    FeatureSpec,
    GroundSpec,
    Recipe,
    TrainingSet,
    calibrate_model,
    fit_model,
)
from auditor.training.statistics import bootstrap, expected_calibration_error, roc_auc
from auditor.views import words

HELD_ASIDE = 0.25
MIN_COUNT = round(SMALLEST / (1 - HELD_ASIDE)) + 1
"""Documents without which so few would be left to train on that it is refused."""
MIN_SOURCES = 8
"""Six to train on in five folds, and some to hold aside."""
FEW = 200
"""Documents below which a word of warning is due."""


class Estimate(NamedTuple):
    """A figure with its 95 % interval: bootstrap over groups."""

    value: float
    low: float
    high: float


class Quality(NamedTuple):
    """How well a model does on documents held aside."""

    auc: Estimate
    calibration_error: Estimate
    documents: int
    faulty: int


@dataclass(frozen=True)
class Training:
    """A new model, and how it and the old one do on documents that neither was fitted on."""

    model: Model
    before: Quality
    after: Quality
    cleaned: Cleaned


class Rows(NamedTuple):
    """Documents as a model sees them; all of one length."""

    labelled: Sequence[Labelled]
    rows: Sequence[Mapping[str, float]]
    words: Sequence[int]

    def of(self, groups: frozenset[str], is_in: bool) -> Rows:
        """Return the documents whose group is among the given ones, or those whose is not."""
        kept = [at for at, it in enumerate(self.labelled) if (it.group in groups) is is_in]
        return Rows(
            [self.labelled[at] for at in kept],
            [self.rows[at] for at in kept],
            [self.words[at] for at in kept],
        )

    def training_set(self) -> TrainingSet:
        """Return them as what a model is fitted on."""
        labels = [each.label for each in self.labelled]
        return TrainingSet(self.rows, labels, [each.group for each in self.labelled], self.words)


def train(
    labelled: Sequence[Labelled], rules: RuleSet, dimension: Dimension, keep_weights: bool = False
) -> Training:
    """Fit the dimension's features anew and compare with the present model.

    Args:
        labelled: documents with labels.
        rules: what finds and measures in them; brings the model to start from.
        dimension: what was labelled.
        keep_weights: only calibrate the present model and set its thresholds anew.

    Raises:
        UsageError: there is no model to start from, or too little to train on.
    """
    if dimension not in rules.models:
        raise UsageError(f"no installed pack brings a model for {dimension!r} to start from")
    old = next(each for each in _own_models(rules) if each.dimension == dimension)
    clean = cleaned(labelled)
    _check(clean.kept)
    aside = held_aside(clean.kept)
    everything = _features(clean.kept, rules)
    data = everything.of(aside, is_in=False).training_set()
    trained_on = _trained_on(clean.kept)
    if keep_weights:
        fitted = replace(calibrate_model(old, data), trained_on=f"{old.trained_on}; {trained_on}")
    else:
        fitted = fit_model(_recipe_like(old, trained_on), data).model
    held = everything.of(aside, is_in=True)
    return Training(fitted, _quality(old, held), _quality(fitted, held), clean)


def _own_models(rules: RuleSet) -> tuple[Model, ...]:
    """Return the models as they were loaded: their wordings still name what they stand for."""
    return (*rules.own_models, *(model for pack in rules.packs for model in pack.models))


def _check(labelled: Sequence[Labelled]) -> None:
    """Raise where there is too little; what is said counts what the user counts."""
    faulty = sum(each.label for each in labelled)
    if len(labelled) < MIN_COUNT:
        raise UsageError(
            f"{len(labelled)} different labelled documents are too few to train on and to hold "
            f"some aside: give at least {MIN_COUNT}, of both labels"
        )
    sources = len({each.group for each in labelled})
    if sources < MIN_SOURCES:
        raise UsageError(
            f"the documents come from {sources} independent sources (documents that nearly repeat "
            f"one another count as one): give at least {MIN_SOURCES}, to hold some aside"
        )
    if faulty in (0, len(labelled)):
        said = "faulty" if faulty else "clean"
        raise UsageError(f"every document is labelled {said}: a model needs both kinds")


def held_aside(labelled: Sequence[Labelled]) -> frozenset[str]:
    """Choose groups with a quarter of either label, by a hash of their names.

    The same documents give the same groups, in whatever order they come.
    """
    wanted = [HELD_ASIDE * sum(each.label == label for each in labelled) for label in (0, 1)]
    members: dict[str, list[int]] = {}
    for each in labelled:
        members.setdefault(each.group, []).append(each.label)
    chosen = set()
    for group in sorted(members, key=lambda name: hashlib.sha256(name.encode()).digest()):
        counts = [members[group].count(label) for label in (0, 1)]
        if any(count and want > 0 for count, want in zip(counts, wanted, strict=True)):
            chosen.add(group)
            wanted = [want - count for count, want in zip(counts, wanted, strict=True)]
    return frozenset(chosen)


def _features(labelled: Sequence[Labelled], rules: RuleSet) -> Rows:
    audits = [audit_document(each.document, rules) for each in labelled]
    lengths = [len(words(each.document)) for each in labelled]
    rows = [
        feature_row(audit.findings, audit.measures, length)
        for audit, length in zip(audits, lengths, strict=True)
    ]
    return Rows(labelled, rows, lengths)


def _trained_on(labelled: Sequence[Labelled]) -> str:
    texts = "\n".join(sorted(each.document.text for each in labelled))
    digest = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{len(labelled)} documents of the user's own, SHA-256 {digest}"


def _recipe_like(old: Model, trained_on: str) -> Recipe:
    return Recipe(
        dimension=old.dimension,
        features=[FeatureSpec(each.name, each.transform, each.wording) for each in old.features],
        trained_on=trained_on,
        minimum_words=old.minimum_words,
        languages=old.languages,
        ground=[GroundSpec.like(each) for each in old.ground],
    )


def _quality(model: Model, held: Rows) -> Quality:
    labels = np.array([each.label for each in held.labelled], dtype=np.float64)
    odds = np.array([sum(it.log_odds for it in model.contributions(row)) for row in held.rows])
    chances = np.array([probability_of(float(each)) for each in odds])
    groups = [each.group for each in held.labelled]
    return Quality(
        _estimate(roc_auc, labels, odds, groups),
        _estimate(expected_calibration_error, labels, chances, groups),
        len(labels),
        int(labels.sum()),
    )


def _estimate(statistic: object, labels: Array, scores: Array, groups: Sequence[str]) -> Estimate:
    measured = partial(_over, statistic, labels, scores)
    return Estimate(measured(np.arange(len(labels))), *bootstrap(measured, groups))


def _over(statistic: object, labels: Array, scores: Array, chosen: npt.NDArray[np.intp]) -> float:
    return float(statistic(labels[chosen], scores[chosen]))  # type: ignore[operator]
