"""The table at the end of a run."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from auditor.finding import DIMENSIONS, Label, Recommendation
from auditor.reporting.escaping import shorten, single_line
from auditor.reporting.summary import Summary
from auditor.reporting.wording import percent

LABEL_STYLES: dict[Label, str] = {
    "clear": "green",
    "review": "yellow",
    "fail": "bold red",
    "abstain": "dim",
}
ADVICE_STYLES: dict[Recommendation, str] = {
    "accept": "green",
    "review": "yellow",
    "reject": "bold red",
}
LONGEST_NAME = 60


def summary_table(rows: Iterable[Summary]) -> Table:
    """Return one row per document; names come from strangers and are shown, never obeyed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", overflow="ellipsis", no_wrap=True, ratio=1)
    table.add_column("advice")
    for dimension in DIMENSIONS:
        table.add_column(dimension, justify="right")
    for severity in ("errors", "warnings", "notes"):
        table.add_column(severity, justify="right")
    for row in rows:
        table.add_row(*_cells(row))
    return table


def _cells(row: Summary) -> list[Text]:
    return [
        Text(shorten(single_line(row.id), LONGEST_NAME)),
        Text(row.recommendation, style=ADVICE_STYLES[row.recommendation]),
        *(
            Text(percent(row.probabilities[dimension]), style=LABEL_STYLES[row.labels[dimension]])
            for dimension in DIMENSIONS
            if dimension in row.labels
        ),
        *(Text(str(row.severities[each])) for each in ("error", "warning", "note")),
    ]
