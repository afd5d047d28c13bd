"""Probabilities held against the truth: how well calibrated they are, and the curves of a plot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor.evaluation import Figure, Judgements
from auditor.training.statistics import (
    Array,
    bootstrap,
    equal_bins,
    expected_calibration_error,
    wilson,
)


class Bin(NamedTuple):
    """One point of a reliability diagram: mean probability, and how often the fault was there."""

    probability: float
    frequency: float
    low: float
    """Wilson's 95 % interval of the frequency."""
    high: float


class Step(NamedTuple):
    """One point of a precision-recall curve."""

    recall: float
    precision: float


def calibration(judged: Judgements) -> Figure:
    """Return the expected calibration error over ten bins of equal count."""
    labels, chances, weights = _columns(judged)

    def error(rows: npt.NDArray[np.intp]) -> float:
        return expected_calibration_error(labels[rows], chances[rows], weights=weights[rows])

    low, high = bootstrap(error, judged.groups, rounds=100)
    share = "" if judged.prevalence is None else f"at {judged.prevalence:.0%} faulty documents"
    return Figure(
        f"{judged.name}: expected calibration error",
        error(np.arange(len(labels))),
        low,
        high,
        len(labels),
        target=judged.target,
        is_lower_better=True,
        note=share,
    )


def reliability(judged: Judgements) -> list[Bin]:
    """Return ten bins of equal count, in order of probability."""
    labels, chances, weights = _columns(judged)
    return [
        _bin(labels[rows], chances[rows], weights[rows])
        for rows in equal_bins(chances)
        if len(rows)
    ]


def _bin(labels: Array, chances: Array, weights: Array) -> Bin:
    frequency = float(np.average(labels, weights=weights))
    # Unequal weights tell less than as many equal ones (Kish 1965).
    count = round(float(weights.sum() ** 2 / (weights**2).sum()))
    _, low, high = wilson(round(frequency * count), count)
    return Bin(
        float(np.average(chances, weights=weights)),
        frequency,
        min(low, frequency),
        max(high, frequency),
    )


def precision_recall(judged: Judgements) -> Iterator[Step]:
    """Yield a point per distinct probability, the surest first; nothing without a fault."""
    labels, chances, weights = _columns(judged)
    order = np.argsort(-chances, kind="stable")
    right = np.cumsum((labels * weights)[order])
    flagged = np.cumsum(weights[order])
    ends = np.flatnonzero(np.append(np.diff(chances[order]) != 0, True))
    if labels.any():
        for end in ends:
            yield Step(float(right[end] / right[-1]), float(right[end] / flagged[end]))


def _columns(judged: Judgements) -> tuple[Array, Array, Array]:
    labels = np.array(judged.labels, dtype=np.float64)
    chances = np.array(judged.probabilities, dtype=np.float64)
    share = float(labels.mean())
    if judged.prevalence is None or share in (0, 1):
        return labels, chances, np.ones(len(labels))
    odds = judged.prevalence / (1 - judged.prevalence) * (1 - share) / share
    return labels, chances, np.where(labels > 0.5, odds, 1.0)
