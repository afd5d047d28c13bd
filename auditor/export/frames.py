"""Data frames: a column of texts in, the auditor's columns out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import RuleSet
from auditor.export.rows import row_names, row_of
from auditor.finding import SEVERITIES, Failure
from auditor.library import audit, installed_rules
from auditor.reading.piece import Origin, Piece
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Input, Plan, available_processors

if TYPE_CHECKING:
    import pandas as pd

Frame = TypeVar("Frame")


def audit_frame(texts: pd.Series[str], rules: RuleSet | None = None) -> pd.DataFrame:
    """Return one row per text with the columns of ``auditor.export.row_of``.

    The frame has the series' index, so that it can be joined to where the texts came from. A text
    that is missing gives a row of missing values.
    """
    import pandas as pd

    rules = rules if rules is not None else installed_rules()
    names = row_names(rules)
    nothing = (float("nan"),) * len(names)
    rows = [
        row_of(audit(text, rules), rules) if isinstance(text, str) else nothing for text in texts
    ]
    return pd.DataFrame(rows, index=texts.index, columns=list(names))


def frame(data: Frame, text: str = "text", *, jobs: int | None = None) -> Frame:
    """Return a frame with the auditor's columns beside its own, audited on all processors.

    Added are ``recommendation``, a probability and a label for each dimension
    (``boilerplate_probability``), the findings of each severity (``errors``, ``warnings``,
    ``notes``), ``findings`` as lists of records, and ``failure``, which says why a row has none of
    these: its text is missing, or a worker that audited it died.

    Args:
        data: of pandas or polars; it stays as it is.
        text: the column with the texts.
        jobs: worker processes; 0 works in this one, and ``None`` takes one per processor.
    """
    any_data: Any = data
    workers = available_processors() if jobs is None else jobs
    rows = list(_rows(any_data[text], workers))
    columns = {name: [row[name] for row in rows] for name in _columns()}
    if hasattr(any_data, "with_columns"):
        with_columns: Frame = _with_polars(any_data, columns)
        return with_columns
    import pandas as pd

    made: Frame = any_data.assign(
        **{name: pd.Series(each, index=any_data.index) for name, each in columns.items()}
    )
    return made


def _with_polars(data: Any, columns: dict[str, list[Any]]) -> Any:
    import polars

    return data.with_columns(
        polars.Series(name, each, strict=False) for name, each in columns.items()
    )


def _columns() -> tuple[str, ...]:
    scores = (f"{name}_{what}" for name in DIMENSIONS for what in ("probability", "label"))
    return ("recommendation", *scores, *(f"{each}s" for each in SEVERITIES), "findings", "failure")


def _rows(texts: Iterable[Any], jobs: int) -> Iterator[dict[str, Any]]:
    # No reports: workers send the audits' objects alone.
    plan = Plan(formats=(), with_text=False, with_record=True)
    inputs = (_input(number, each) for number, each in enumerate(texts, 1))
    outcomes: Any = audit_inputs(inputs, plan, jobs)
    with closing(outcomes):
        yield from map(_row, outcomes)


def _input(number: int, text: Any) -> Input:
    if not isinstance(text, str):
        return Failure("skipped", f"row {number}", "no text")
    fields = {"text": text}
    return Piece("csv", Origin("frame", None), fields, number, number, f"row {number}")


def _row(outcome: Outcome) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(_columns())
    record = outcome.record
    if record is None:
        row["failure"] = "; ".join(each.message for each in outcome.failures)
        return row
    row["recommendation"] = record["recommendation"]
    for name, score in record["scorecard"].items():
        row |= {f"{name}_{what}": score[what] for what in ("probability", "label")}
    graves = [each["severity"] for each in record["findings"]]
    row |= {f"{each}s": graves.count(each) for each in SEVERITIES}
    row["findings"] = [dict(each) for each in record["findings"]]
    return row
