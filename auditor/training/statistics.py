"""Intervals and curves for figures of quality."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

Z95 = 1.959963984540054
Array = npt.NDArray[np.float64]


def wilson(hits: int, count: int) -> tuple[float, float, float]:
    """Return a share with its 95 % interval (Wilson 1927); (0, 0, 1) when nothing was counted."""
    if count == 0:
        return 0.0, 0.0, 1.0
    share = hits / count
    scale = 1 + Z95**2 / count
    middle = (share + Z95**2 / (2 * count)) / scale
    half = Z95 * math.sqrt(share * (1 - share) / count + Z95**2 / (4 * count**2)) / scale
    # Rounding may put a bound of 0 or 1 a hair beyond the share itself.
    return share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def bootstrap(
    statistic: Callable[[npt.NDArray[np.intp]], float],
    groups: Sequence[Hashable],
    rounds: int = 200,
    seed: int = 0,
) -> tuple[float, float]:
    """Return a percentile 95 % interval, resampling whole groups with replacement.

    Args:
        statistic: from indices of items (repeats allowed) to the figure; NaN rounds are left out.
        groups: the group of each item, such as its document or site.
        rounds: how many resamples.
        seed: the same seed gives the same interval.
    """
    members: dict[Hashable, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    pools = [np.array(pool, dtype=np.intp) for pool in members.values()]
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(rounds):
        chosen = generator.integers(0, len(pools), len(pools))
        values.append(statistic(np.concatenate([pools[index] for index in chosen])))
    finite = [value for value in values if math.isfinite(value)]
    if not finite:
        return math.nan, math.nan
    low, high = np.percentile(np.array(finite), [2.5, 97.5])
    return float(low), float(high)


def roc_auc(labels: Array, scores: Array) -> float:
    """Return the area under the ROC curve: the chance that a positive outranks a negative."""
    positives = labels > 0.5
    count = int(positives.sum())
    if count in (0, len(labels)):
        return math.nan
    _, inverse, tied = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(tied)
    ranks = (last - (tied - 1) / 2)[inverse]
    return float(
        (ranks[positives].sum() - count * (count + 1) / 2) / (count * (len(labels) - count))
    )


def recall_at(labels: Array, scores: Array, false_alarms: float) -> tuple[float, float]:
    """Return the recall at the threshold that flags at most this share of negatives, and it.

    An item is flagged when its score lies above the threshold.
    """
    negatives = np.sort(scores[labels < 0.5])
    allowed = math.floor(false_alarms * len(negatives))
    threshold = float(negatives[len(negatives) - 1 - allowed])
    return float((scores[labels > 0.5] > threshold).mean()), threshold


def equal_bins(probabilities: Array, bins: int = 10) -> list[npt.NDArray[np.intp]]:
    """Return the rows of each bin, in order of probability; the bins are of equal count."""
    order = np.argsort(probabilities, kind="stable")
    return [part for part in np.array_split(order, bins) if len(part)]


def expected_calibration_error(
    labels: Array, probabilities: Array, bins: int = 10, weights: Array | None = None
) -> float:
    """Return the mean gap between probability and frequency over equal-count bins.

    Guo et al. 2017, with bins of equal count rather than width, so that none is nearly empty.

    Args:
        labels: 1 where the fault is there, else 0; (n,).
        probabilities: (n,).
        bins: how many.
        weights: what each row counts for; (n,). All the same where none are given.
    """
    counts = np.ones(len(labels)) if weights is None else weights
    gaps = (labels - probabilities) * counts
    parts = equal_bins(probabilities, bins)
    return float(sum(abs(gaps[part].sum()) for part in parts) / counts.sum())
