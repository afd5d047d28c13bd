"""Figures of quality: what a pack measures of itself on labelled data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.dimensions import Dimension


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its interval: a row of the table that `audit evaluate` prints."""

    name: str
    """What was measured and on which data, as the table says it."""
    value: float
    low: float
    """Bounds of the 95 % interval: bootstrap over documents (or groups), or Wilson's for shares."""
    high: float
    count: int
    """Items that the figure rests on: documents, sentences, hits."""
    unit: str = ""
    """``""`` for a share or a score in [0, 1], else such as ``per 1,000 words``."""
    target: float | None = None
    is_lower_better: bool = False
    note: str = ""

    @property
    def reaches_target(self) -> bool | None:
        """Whether the target is met; ``None`` where there is none."""
        if self.target is None:
            return None
        return self.value <= self.target if self.is_lower_better else self.value >= self.target


@dataclass(frozen=True)
class Judgements:
    """Probabilities beside the truth, to be drawn and their calibration measured; all of length n.

    A probability must come from a model that did not see the row's group.
    """

    name: str
    """What a fault is, and on which data."""
    labels: Sequence[int]
    """1 where the fault is there, else 0."""
    probabilities: Sequence[float]
    groups: Sequence[Hashable]
    """The site, outlet or original of each row: the interval resamples whole groups."""
    prevalence: float | None = None
    """Share of faulty documents that the model is calibrated for: rows are weighted to it."""
    target: float | None = 0.03
    """The calibration error to stay below; ``None`` where the mix of labels is nobody's claim."""


@dataclass(frozen=True)
class Evaluation:
    """A measurement that a pack brings: run by `audit evaluate`, never during an audit."""

    name: str
    """Lower case with hyphens: ``spun-documents``."""
    dimension: Dimension
    summary: str
    needs: tuple[str, ...]
    """Files below the data folder; where one is missing the evaluation is skipped with a reason."""
    run: Callable[[Path], Iterable[Figure | Judgements]]
    """From the data folder to the figures; imports what is heavy inside."""
