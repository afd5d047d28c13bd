"""The quality on corpus/ may rise, but it does not fall unnoticed."""

from __future__ import annotations

from pathlib import Path

from auditor.training.floors import breaches, measure

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_figure_fell_below_its_floor() -> None:
    assert list(breaches(CORPUS, measure(CORPUS))) == []
