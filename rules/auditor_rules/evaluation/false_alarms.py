"""Warnings and errors on clean writing: per dimension and rule, per source and length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import DIMENSIONS, Evaluation, Figure
from auditor_rules.evaluation.clean_texts import FILES, Heard, heard

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LENGTHS = ((0, 150), (150, 300), (300, 600), (600, 1_000_000))


def _run(data: Path) -> Iterator[Figure]:
    rows = heard(data)
    for name, members in _slices(rows):
        for dimension in DIMENSIONS:
            counted = [_of_dimension(row, dimension) for row in members]
            yield _density(f"{dimension}: {name}", members, counted)
    for rule in sorted({rule for row in rows for rule in row.alarms}):
        yield _density(f"{rule}: all sources", rows, [row.alarms[rule] for row in rows])


def _of_dimension(row: Heard, dimension: str) -> int:
    return sum(count for rule, count in row.alarms.items() if rule.startswith(f"{dimension}/"))


def _slices(rows: Sequence[Heard]) -> Iterator[tuple[str, list[Heard]]]:
    keys: tuple[Callable[[Heard], str], ...] = (
        lambda row: row.source,
        lambda row: _length(row.words),
        lambda row: f"language {row.language}",
    )
    for key in keys:
        for value in sorted({key(row) for row in rows}):
            yield value, [row for row in rows if key(row) == value]


def _length(count: int) -> str:
    low, high = next(each for each in LENGTHS if each[0] <= count < each[1])
    return f"{low} to {high - 1} words" if high < LENGTHS[-1][1] else f"{low} words and more"


def _density(name: str, rows: Sequence[Heard], counts: Sequence[int]) -> Figure:
    import numpy as np

    from auditor.training.statistics import bootstrap

    alarms, lengths = np.array(counts), np.array([row.words for row in rows])

    def per_1000_words(chosen: npt.NDArray[np.intp]) -> float:
        return 1000 * float(alarms[chosen].sum()) / max(float(lengths[chosen].sum()), 1.0)

    low, high = bootstrap(per_1000_words, range(len(rows)))
    value = per_1000_words(np.arange(len(rows)))
    return Figure(name, value, low, high, len(rows), unit="per 1,000 words", is_lower_better=True)


EVALUATION = Evaluation(
    name="false-alarms",
    dimension="machine-translation",
    summary="Warnings and errors per 1,000 words of clean writing: by dimension in each source, "
    "length and language, and by rule.",
    needs=FILES,
    run=_run,
)
