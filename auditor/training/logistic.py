"""Fit a logistic model, calibrate it on held-out folds and set its thresholds by length."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from auditor.dimensions import Dimension
from auditor.errors import UsageError
from auditor.scoring.model import Feature, Ground, Model, Threshold, Transform, moved
from auditor.scoring.phrasing import phrase

_USUAL = re.compile(r"\{usual(:[^{}]*)?\}")
Array = npt.NDArray[np.float64]
SMALLEST = 40
FOLDS = 5
DIGITS = 12
"""Numbers are rounded to so many decimals, so that a model file is short and comparable."""


class FeatureSpec(NamedTuple):
    """A feature to train on, before its numbers are known."""

    name: str
    """A measure's name, or a rule's id for its findings per 1,000 words."""
    transform: Transform = "identity"
    wording: str = "{name}: {value}"
    """``{usual:…}``, in any form that the value may have, becomes the median of the clean rows."""
    quantiles: tuple[float, float] = (0.001, 0.999)
    """Values are clipped to these quantiles of the training data."""


class GroundSpec(NamedTuple):
    """A measure of the kind of writing, whose range in training bounds what the model judges."""

    name: str
    wording: str
    sides: tuple[Literal["low", "high"], ...]

    @classmethod
    def like(cls, ground: Ground) -> GroundSpec:
        """Return what would bound the same measure on the same sides."""
        sides = [("low", ground.low), ("high", ground.high)]
        bounded = tuple(cast(Literal["low", "high"], side) for side, at in sides if at is not None)
        return cls(ground.name, ground.wording, bounded)


OUTERMOST, STRETCH = 0.001, 2.0
"""Share of training documents beyond a bound, and how much further out a document is still judged:
bounds that the training documents themselves touch would make one in five hundred abstain."""


@dataclass(frozen=True)
class TrainingSet:
    """Labelled rows: all sequences are of one length, n."""

    rows: Sequence[Mapping[str, float]]
    labels: Sequence[int]
    """1 where the fault is there, else 0."""
    groups: Sequence[str]
    """The source of each row; rows of one group are never on both sides of a split."""
    words: Sequence[int]
    weights: Sequence[float] | None = None

    def __post_init__(self) -> None:
        if len(self.rows) < SMALLEST:
            raise UsageError(
                f"{len(self.rows)} labelled documents are too few to train on: give at least "
                f"{SMALLEST}, of both labels"
            )
        if len(set(self.labels)) < 2:
            raise UsageError("every document has the same label: a model needs both kinds")
        if len(set(self.groups)) < FOLDS:
            raise UsageError(f"fewer than {FOLDS} sources: cross-validation by source needs more")


@dataclass(frozen=True)
class Recipe:
    """How a model is to be fitted."""

    dimension: Dimension
    features: Sequence[FeatureSpec]
    trained_on: str
    """Names and digests of the data, for the card."""
    stated: Sequence[Feature] = ()
    """Features whose weights are a judgement and not fitted; calibration counts them in."""
    strength: float = 1.0
    """Inverse of the L2 penalty (scikit-learn's C)."""
    prevalence: float | None = None
    """Share of faulty documents that probabilities are calibrated for; the data's own if None."""
    minimum_words: int = 0
    languages: tuple[str, ...] = ()
    ground: Sequence[GroundSpec] = ()
    thresholds: Sequence[Threshold] = field(default_factory=tuple)
    """Log-odds by length; where none are given, ``alarms`` sets them from the clean rows."""
    lengths: Sequence[int] = (100, 250, 500, 1000)
    alarms: tuple[float, float] = (0.015, 0.002)
    """Shares of clean documents allowed above the review and the fail threshold at each length."""


class Fit(NamedTuple):
    """A model, and what cross-validation says of it."""

    model: Model
    log_odds: Array
    """Calibrated log-odds of every row, predicted by a model that did not see its group; (n,)."""


def fit_model(recipe: Recipe, data: TrainingSet) -> Fit:
    """Fit on all rows; calibrate (Platt 1999) and set thresholds on out-of-group predictions.

    Raises:
        UsageError: the data has one label only, too few rows or too few sources.
    """
    labels = np.array(data.labels, dtype=np.float64)
    weights = np.ones(len(labels)) if data.weights is None else np.array(data.weights)
    held_out = _out_of_group(recipe, data, labels, weights)
    held_out += [raw_log_odds(recipe.stated, 0.0, row) for row in data.rows]
    slope, offset = _calibrate(held_out, labels, weights, recipe.prevalence)
    features, intercept = _fit(recipe, data.rows, labels, weights)
    log_odds = slope * held_out + offset
    model = Model(
        dimension=recipe.dimension,
        features=(*features, *recipe.stated),
        intercept=intercept,
        slope=slope,
        offset=offset,
        thresholds=tuple(recipe.thresholds) or _thresholds(recipe, data, labels, log_odds),
        minimum_words=recipe.minimum_words,
        languages=recipe.languages,
        ground=tuple(ground_of(spec, data.rows) for spec in recipe.ground),
        trained_on=recipe.trained_on,
    )
    return Fit(model, log_odds)


def ground_of(spec: GroundSpec, rows: Sequence[Mapping[str, float]]) -> Ground:
    """Return what rows bound of a measure: see ``Ground``."""
    values = [row[spec.name] for row in rows]
    low, high = np.quantile(values, [OUTERMOST, 1 - OUTERMOST])
    return Ground(
        spec.name,
        round(float(low) / STRETCH, DIGITS) if "low" in spec.sides else None,
        round(float(high) * STRETCH, DIGITS) if "high" in spec.sides else None,
        spec.wording,
    )


def calibrate_model(old: Model, data: TrainingSet) -> Model:
    """Return the model with its weights as they are, calibrated and with thresholds for new data.

    It takes two numbers and the thresholds from the data, so a few dozen documents suffice.
    """
    labels = np.array(data.labels, dtype=np.float64)
    raw = np.array([raw_log_odds(old.features, old.intercept, row) for row in data.rows])
    slope, offset = _calibrate(raw, labels, np.ones(len(labels)), None)
    recipe = Recipe(old.dimension, (), old.trained_on)
    thresholds = _thresholds(recipe, data, labels, slope * raw + offset)
    return replace(old, slope=slope, offset=offset, thresholds=thresholds)


def _out_of_group(recipe: Recipe, data: TrainingSet, labels: Array, weights: Array) -> Array:
    from sklearn.model_selection import StratifiedGroupKFold

    held_out = np.zeros(len(labels))
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in splitter.split(labels, labels, data.groups):
        rows = [data.rows[index] for index in train]
        features, intercept = _fit(recipe, rows, labels[train], weights[train])
        for index in test:
            held_out[index] = raw_log_odds(features, intercept, data.rows[index])
    return held_out


def raw_log_odds(features: Sequence[Feature], intercept: float, row: Mapping[str, float]) -> float:
    """Return the uncalibrated log-odds of one row."""
    return intercept + sum(feature.term(row.get(feature.name, 0.0)) for feature in features)


def _fit(
    recipe: Recipe, rows: Sequence[Mapping[str, float]], labels: Array, weights: Array
) -> tuple[tuple[Feature, ...], float]:
    from sklearn.linear_model import LogisticRegression

    blanks = [_blank_feature(spec, rows) for spec in _worded(recipe.features, rows, labels)]
    matrix = np.array([[blank.term(row.get(blank.name, 0.0)) for blank in blanks] for row in rows])
    fitted = LogisticRegression(C=recipe.strength, max_iter=2000)
    fitted.fit(matrix, labels, sample_weight=weights)
    features = tuple(
        Feature(
            blank.name,
            round(float(coefficient), DIGITS),
            blank.center,
            blank.scale,
            blank.low,
            blank.high,
            blank.transform,
            blank.wording,
        )
        for blank, coefficient in zip(blanks, fitted.coef_[0], strict=True)
    )
    return features, round(float(fitted.intercept_[0]), DIGITS)


def _worded(
    specs: Sequence[FeatureSpec], rows: Sequence[Mapping[str, float]], labels: Array
) -> Iterator[FeatureSpec]:
    """Yield the features with what is usual in clean rows said in their wordings."""
    clean = [row for row, label in zip(rows, labels, strict=True) if label < 0.5]
    for spec in specs:
        usual = float(np.median([row.get(spec.name, 0.0) for row in clean]))
        yield spec._replace(wording=_USUAL.sub(partial(_filled, usual), spec.wording))


def _filled(usual: float, placeholder: re.Match[str]) -> str:
    return phrase(f"{{value{placeholder[1] or ''}}}", usual)


def _blank_feature(spec: FeatureSpec, rows: Sequence[Mapping[str, float]]) -> Feature:
    values = np.array([row.get(spec.name, 0.0) for row in rows])
    low, high = (round(float(bound), DIGITS) for bound in np.quantile(values, spec.quantiles))
    clipped = np.clip(values, low, high)
    scaled = np.array([moved(float(each), spec.transform) for each in clipped])
    center = round(float(scaled.mean()), DIGITS)
    scale = round(float(scaled.std()), DIGITS) or 1.0
    return Feature(spec.name, 1.0, center, scale, low, high, spec.transform, spec.wording)


def _calibrate(
    raw: Array, labels: Array, weights: Array, prevalence: float | None
) -> tuple[float, float]:
    from sklearn.linear_model import LogisticRegression

    if prevalence is not None:
        share = float(np.average(labels, weights=weights))
        odds = (prevalence / (1 - prevalence)) / (share / (1 - share))
        weights = weights * np.where(labels > 0.5, odds, 1.0)
    platt = LogisticRegression(C=1e6).fit(raw[:, None], labels, sample_weight=weights)
    return round(float(platt.coef_[0, 0]), DIGITS), round(float(platt.intercept_[0]), DIGITS)


def _thresholds(
    recipe: Recipe, data: TrainingSet, labels: Array, log_odds: Array
) -> tuple[Threshold, ...]:
    words = np.array(data.words, dtype=np.float64)
    clean = labels < 0.5
    found = []
    for length in recipe.lengths:
        near = clean & (words > length / 1.6) & (words < length * 1.6)
        if near.sum() >= 50:  # a quantile of fewer says nothing
            found.append(_threshold(length, log_odds[near], recipe.alarms))
    return tuple(found) or (_threshold(int(np.median(words)), log_odds[clean], recipe.alarms),)


MIN_DISTANCE = math.log(2)
"""To fail takes at least twice the odds that a look takes: of a few hundred clean texts, the two
quantiles may fall together, and then chance would decide between the two."""


def _threshold(length: int, log_odds: Array, alarms: tuple[float, float]) -> Threshold:
    review, fail = np.quantile(log_odds, [1 - alarm for alarm in alarms])
    return Threshold(
        length, round(float(review), 6), round(float(max(fail, review + MIN_DISTANCE)), 6)
    )
