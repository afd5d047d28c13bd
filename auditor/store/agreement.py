"""How far reviewers agree with each other, and with the machine."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from auditor.store.verdicts import Verdict

Item = Mapping[str, str]
"""What each reviewer, by name, decided on one target."""
BANDS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.0))


class Pair(NamedTuple):
    """Two reviewers' agreement on what both judged."""

    first: str
    second: str
    items: int
    kappa: float | None
    """Cohen's kappa; ``None`` where both always said the same one thing."""


class Calibrated(NamedTuple):
    """Findings of like confidence, and how many of them reviewers confirmed."""

    band: str
    judged: int
    confirmed: int
    mean_confidence: float


def items_of(verdicts: Iterable[Verdict]) -> list[Item]:
    """Gather decisions by target; "unsure" and what was taken back count as not judged."""
    items: defaultdict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for verdict in verdicts:
        if verdict.decision in ("confirm", "dismiss"):
            items[verdict.document, verdict.target][verdict.reviewer] = verdict.decision
    return list(items.values())


def cohen_pairs(items: Sequence[Item]) -> list[Pair]:
    """Return Cohen's kappa (1960) of every two reviewers who judged something in common."""
    names = sorted({name for item in items for name in item})
    pairs = []
    for first, second in combinations(names, 2):
        both = [(item[first], item[second]) for item in items if first in item and second in item]
        if both:
            pairs.append(Pair(first, second, len(both), cohen_kappa(both)))
    return pairs


def cohen_kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Return (observed - expected) / (1 - expected) agreement (Cohen 1960).

    ``None`` where chance alone would always agree, or there is nothing to compare.
    """
    if not both:
        return None
    left, right = Counter(a for a, _ in both), Counter(b for _, b in both)
    observed = sum(a == b for a, b in both) / len(both)
    expected = sum(left[value] * right[value] for value in left) / len(both) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(items: Iterable[Item]) -> float | None:
    """Return Krippendorff's alpha for nominal data (2011), any number of reviewers per item.

    ``None`` where no item was judged twice, or all judgements are the same.
    """
    coincidences: defaultdict[tuple[str, str], float] = defaultdict(float)
    for item in items:
        values = list(item.values())
        if len(values) > 1:
            for n, a in enumerate(values):
                for m, b in enumerate(values):
                    if n != m:
                        coincidences[a, b] += 1 / (len(values) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (a, _), weight in coincidences.items():
        totals[a] += weight
    pairable = math.fsum(totals.values())
    expected = pairable**2 - math.fsum(total**2 for total in totals.values())
    if pairable <= 1 or expected == 0:
        return None
    disagreement = math.fsum(weight for (a, b), weight in coincidences.items() if a != b)
    return 1 - (pairable - 1) * disagreement / expected


def calibration(verdicts: Iterable[Verdict]) -> list[Calibrated]:
    """Return, per band of confidence that has verdicts, how often reviewers confirmed it."""
    judged = [
        (each.confidence, each.decision)
        for each in verdicts
        if each.confidence is not None and each.decision in ("confirm", "dismiss")
    ]
    rows = []
    for low, high in BANDS:
        inside = [(it, what) for it, what in judged if low < it <= high]
        if inside:
            confirmed = sum(what == "confirm" for _, what in inside)
            mean = sum(it for it, _ in inside) / len(inside)
            rows.append(Calibrated(f"{low:.1f}–{high:.1f}", len(inside), confirmed, mean))
    return rows
