"""Writing what is over a whole run: the index and its pages, and the list of failures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from auditor.engine.registry import RuleSet
from auditor.finding import Failure
from auditor.reporting.names import report_name
from auditor.reporting.pages import Link, RunTable, run_pages
from auditor.run.outcome import Outcome
from auditor.run.recurring_lines import RecurringLine
from auditor.run.totals import Totals
from auditor.store import FILE_NAME, open_store
from auditor.store.agreement import Calibrated, calibration
from auditor.store.verdicts import verdicts
from auditor.writing import write_whole

FAILURES = "failures.jsonl"
MAX_LINES = 500


def failures_name(share: str = "") -> str:
    """Return the name of the file that lists a run's failures, or those of a share of it."""
    return f"{Path(FAILURES).stem}{share}{Path(FAILURES).suffix}"


def write_failures(outcomes: Iterable[Outcome], folder: Path, share: str = "") -> Iterator[Outcome]:
    """Write every failure of a run as a line of JSON as the outcomes pass by; no file for none.

    A run of millions may have more of them than a memory, a screen or a page should hold.
    """
    path = folder / failures_name(share)
    path.unlink(missing_ok=True)
    for outcome in outcomes:
        if outcome.failures:
            with path.open("a", encoding="utf-8") as stream:
                stream.writelines(failure_line(failure) for failure in outcome.failures)
        yield outcome


def failure_line(failure: Failure) -> str:
    """Return a failure as a line of JSON."""
    fields = {name: getattr(failure, name) for name in ("stage", "subject", "message")}
    return json.dumps(fields) + "\n"


def write_pages(folder: Path, totals: Totals, rules: RuleSet) -> None:
    """Write the index and the other pages over the whole run."""
    tables = (
        near_duplicates_table(totals.near_duplicates.groups()),
        recurring_lines_table(totals.recurrence.found()),
    )
    pages = run_pages(
        totals.summaries,
        [*totals.failures, *_left_off(totals)],
        rules.rules,
        tables,
        calibration=_calibration(folder / FILE_NAME),
    )
    write_each(folder, pages)


def write_each(folder: Path, pages: Mapping[str, str]) -> None:
    """Write the pages, by file name, into a folder."""
    for name, page in pages.items():
        write_whole(folder / name, page)


def _left_off(totals: Totals) -> Iterator[Failure]:
    """Yield what the index does not show of a large run."""
    if len(totals.summaries) < totals.documents:
        message = f"the {len(totals.summaries):,} most doubtful of {totals.documents:,} documents"
        yield Failure("skipped", "index", f"it shows {message}")
    if len(totals.failures) < totals.failure_count:
        message = f"the first {len(totals.failures):,} of {totals.failure_count:,} failures"
        yield Failure("skipped", "index", f"it shows {message}; all are in {FAILURES}")


def _calibration(path: Path) -> list[Calibrated]:
    """Return how often reviewers confirmed findings of each confidence; empty without verdicts."""
    if not path.is_file():
        return []
    with closing(open_store(path)) as store:
        return calibration(verdicts(store))


def near_duplicates_table(groups: Iterable[tuple[str, ...]]) -> RunTable:
    """Return the table of groups of documents' ids; a table without rows gets no page."""
    rows = tuple((len(group), tuple(_link(each) for each in group)) for group in groups)
    explanation = "Documents that share at least four fifths of their five-word sequences."
    return RunTable("near-duplicates", "Near-duplicates", explanation, ("documents", "which"), rows)


def recurring_lines_table(lines: Iterable[RecurringLine]) -> RunTable:
    """Return the table of lines that stand in several documents, the most frequent first."""
    rows = tuple((line.documents, line.text, _link(line.first)) for line in lines)[:MAX_LINES]
    explanation = (
        "Lines that stand in at least three documents, numbers taken as alike: mostly what a "
        "site's template says on every page."
    )
    columns = ("documents", "line", "first in")
    return RunTable("recurring-lines", "Recurring lines", explanation, columns, rows)


def _link(document_id: str) -> Link:
    return Link(document_id, report_name(document_id))
