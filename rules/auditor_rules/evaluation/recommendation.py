"""How often clean writing is sent back, or not judged: the price of every other figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor import DIMENSIONS, Evaluation, Figure
from auditor_rules.evaluation.clean_texts import FILES, LEARNER, Heard, heard

REJECT_AT_MOST = {LEARNER: 0.02}
USUAL = 0.005


def _run(data: Path) -> Iterator[Figure]:
    rows = heard(data)
    for source in dict.fromkeys(row.source for row in rows):
        chosen = [row for row in rows if row.source == source]
        yield from _figures(source, chosen, REJECT_AT_MOST.get(source, USUAL))


def _figures(name: str, rows: Sequence[Heard], reject_at_most: float) -> Iterator[Figure]:
    for advice, target in (("reject", reject_at_most), ("review", None)):
        hits = sum(row.recommendation == advice for row in rows)
        yield _share(f"{name}: {advice}", hits, len(rows), target)
    for dimension in DIMENSIONS:
        hits = sum(dimension in row.abstaining for row in rows)
        yield _share(f"{name}: no verdict on {dimension}", hits, len(rows), None)


def _share(name: str, hits: int, count: int, target: float | None) -> Figure:
    from auditor.training.statistics import wilson

    return Figure(name, *wilson(hits, count), count, target=target, is_lower_better=True)


EVALUATION = Evaluation(
    name="recommendation",
    dimension="machine-translation",
    summary="Share of clean documents that are recommended for rejection or review, by any "
    "dimension, and of those that a dimension gives no verdict on.",
    needs=FILES,
    run=_run,
)
