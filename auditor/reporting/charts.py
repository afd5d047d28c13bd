"""Numbers for the charts, which the templates draw as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BINS = 10


class Bar(NamedTuple):
    """One bar: its name, what it counts, and its length as a share of the longest."""

    name: str
    number: int
    share: float


def histogram(probabilities: Iterable[float]) -> list[Bar]:
    """Count probabilities in ten bins of equal width; the last holds 1."""
    counts = [0] * BINS
    for probability in probabilities:
        counts[min(int(probability * BINS), BINS - 1)] += 1
    names = [f"{100 * n // BINS}–{100 * (n + 1) // BINS} %" for n in range(BINS)]
    return bars(list(zip(names, counts, strict=True)))


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return the counts as bars."""
    longest = max((count for _, count in counts), default=0) or 1
    return [Bar(name, count, count / longest) for name, count in counts]
