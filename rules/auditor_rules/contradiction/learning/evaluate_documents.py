"""What the model of whole documents reaches on documents that it did not see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from auditor import Evaluation, Figure
from auditor_rules.contradiction.learning.data import EDITED, PREVALENCE, Row, fitted
from auditor_rules.contradiction.learning.injected_errors import BBC, POLNEAR

_SAMPLE = 20_000
"""Documents drawn to see the calibration at the assumed prevalence."""
_GROUPS: tuple[tuple[str, float | None, Callable[[Row], bool]], ...] = (
    (
        "number and date edits, SummEdits",
        None,
        lambda row: row.source == "edited" and row.is_faulty,
    ),
    ("unchanged, SummEdits", 0.005, lambda row: row.source == "edited" and not row.is_faulty),
    ("untouched BBC and PolNeAR", 0.005, lambda row: row.source == "news"),
    ("the same without headline", 0.005, lambda row: row.source == "lead"),
    ("the same with a slip put in", None, lambda row: row.source == "wrong"),
)


def _figures(data: Path) -> Iterator[Figure]:
    import numpy as np

    from auditor.training.logistic import raw_log_odds

    found = fitted(data)
    model, rows = found.fit.model, [*found.rows, *found.in_words]
    in_words = [
        model.slope * raw_log_odds(model.features, model.intercept, row.features) + model.offset
        for row in found.in_words
    ]
    scores = np.concatenate([found.fit.log_odds, np.array(in_words)])
    yield from _ranking(rows, scores)
    for name, target, is_meant in _GROUPS:
        chosen = [i for i, row in enumerate(rows) if is_meant(row) and not row.is_in_words]
        flags = scores >= model.thresholds[0].review
        yield _share(f"{name}: review", rows, flags, chosen, target)
    yield _calibration([row for row in rows if not row.is_in_words], scores)


def _ranking(rows: list[Row], scores: Any) -> Iterator[Figure]:
    edited = [i for i, row in enumerate(rows) if row.source == "edited"]
    faulty = [i for i in edited if rows[i].is_faulty]
    unchanged = [i for i in edited if not rows[i].is_faulty and not rows[i].is_in_words]
    news = [i for i, row in enumerate(rows) if row.source == "news"]
    in_words = [i for i in edited if rows[i].is_in_words]
    name = "AUC, number and date edits"
    yield _auc(f"{name}, against unchanged", rows, scores, faulty, unchanged)
    yield _auc(f"{name}, against untouched news", rows, scores, faulty, news)
    yield _auc(
        "AUC, any edit, against unchanged", rows, scores, sorted(faulty + in_words), unchanged
    )


def _auc(name: str, rows: list[Row], scores: Any, faulty: list[int], clean: list[int]) -> Figure:
    import numpy as np

    from auditor.training.statistics import bootstrap, roc_auc

    chosen = np.array(faulty + clean)
    labels = np.array([1.0] * len(faulty) + [0.0] * len(clean))

    def area(drawn: Any) -> float:
        return roc_auc(labels[drawn], scores[chosen[drawn]])

    low, high = bootstrap(area, [rows[index].group for index in chosen])
    return Figure(name, area(np.arange(len(chosen))), low, high, len(chosen))


def _share(
    name: str, rows: list[Row], flags: Any, chosen: list[int], target: float | None
) -> Figure:
    from auditor.training.statistics import bootstrap

    values = flags[chosen]
    low, high = bootstrap(
        lambda drawn: float(values[drawn].mean()), [rows[index].group for index in chosen]
    )
    return Figure(
        name, float(values.mean()), low, high, len(chosen), "", target, target is not None
    )


def _calibration(rows: list[Row], scores: Any) -> Figure:
    """Draw documents so that the assumed share is faulty, and compare probability and share."""
    import numpy as np

    from auditor.training.statistics import bootstrap, expected_calibration_error

    labels = np.array([float(row.is_faulty) for row in rows])
    probabilities = 1 / (1 + np.exp(-scores[: len(rows)]))
    weights = np.where(labels > 0.5, PREVALENCE / labels.sum(), (1 - PREVALENCE) / sum(labels < 1))
    drawn = np.random.default_rng(0).choice(len(rows), _SAMPLE, p=weights / weights.sum())

    def error(indices: Any) -> float:
        return expected_calibration_error(labels[drawn[indices]], probabilities[drawn[indices]])

    low, high = bootstrap(error, [rows[index].group for index in drawn], rounds=100)
    name = f"expected calibration error, {PREVALENCE:.0%} of documents faulty"
    return Figure(name, error(np.arange(_SAMPLE)), low, high, len(rows), is_lower_better=True)


EVALUATION = Evaluation(
    "contradiction-documents",
    "contradiction",
    "The dimension's probability and label, cross-validated by document.",
    (POLNEAR, BBC, *EDITED),
    _figures,
)
