"""Tables over a run that come of comparing its documents."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.recurrence import RecurringLine
from auditor.reporting.names import report_name
from auditor.reporting.pages import Link, RunTable

MOST_LINES = 500


def near_duplicates_table(groups: Iterable[tuple[str, ...]]) -> RunTable:
    """Return the table of groups of documents' ids; a table without rows gets no page."""
    rows = tuple((len(group), tuple(_link(each) for each in group)) for group in groups)
    explanation = "Documents that share at least four fifths of their five-word sequences."
    return RunTable("near-duplicates", "Near-duplicates", explanation, ("documents", "which"), rows)


def recurring_lines_table(lines: Iterable[RecurringLine]) -> RunTable:
    """Return the table of lines that stand in several documents, the most frequent first."""
    rows = tuple((line.documents, line.text, _link(line.first)) for line in lines)[:MOST_LINES]
    explanation = (
        "Lines that stand in at least three documents, numbers taken as alike: mostly what a "
        "site's template says on every page."
    )
    columns = ("documents", "line", "first in")
    return RunTable("recurring-lines", "Recurring lines", explanation, columns, rows)


def _link(document_id: str) -> Link:
    return Link(document_id, report_name(document_id))
