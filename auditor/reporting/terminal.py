"""The table at the end of a run."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from auditor.dimensions import DIMENSIONS, WORDINGS
from auditor.finding import Label, Recommendation
from auditor.reporting.escaping import shorten, single_line
from auditor.reporting.summary import Summary
from auditor.scoring.phrasing import percent

LABEL_STYLES: dict[Label, str] = {
    "clear": "green",
    "review": "yellow",
    "fail": "bold red",
    "abstain": "dim",
}
ADVICE_STYLES: dict[Recommendation, str] = {
    "accept": "green",
    "unjudged": "cyan",
    "review": "yellow",
    "reject": "bold red",
}
NUMBERS_WIDTH = 58
MIN_NAME_WIDTH = 20


def summary_table(rows: Iterable[Summary], width: int = 80) -> Table:
    """Return one row per document; names come from strangers and are shown, never obeyed.

    Args:
        rows: the documents.
        width: of the terminal, in columns; long names are cut so that the numbers fit.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("document", no_wrap=True)
    table.add_column("advice", min_width=6)
    for dimension in DIMENSIONS:
        table.add_column(WORDINGS[dimension].heading, justify="right", min_width=7)
    table.add_column("errors,\nwarnings,\nnotes", justify="right", min_width=9)
    for row in rows:
        table.add_row(*_cells(row, max(width - NUMBERS_WIDTH, MIN_NAME_WIDTH)))
    return table


def _cells(row: Summary, longest_name: int) -> list[Text]:
    return [
        Text(shorten(single_line(row.id), longest_name)),
        Text(row.recommendation, style=ADVICE_STYLES[row.recommendation]),
        *(
            Text(percent(row.probabilities[dimension]), style=LABEL_STYLES[row.labels[dimension]])
            for dimension in DIMENSIONS
            if dimension in row.labels
        ),
        Text(" ".join(f"{row.severities[each]:2}" for each in ("error", "warning", "note"))),
    ]
