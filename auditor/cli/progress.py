"""What a person sees in the terminal while a run goes on and when it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from rich.console import Console
from rich.progress import (
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from auditor.cli.printing import tell
from auditor.finding import Failure
from auditor.reading.meter import Meter
from auditor.reporting.escaping import single_line
from auditor.reporting.index import by_urgency
from auditor.reporting.summary import Summary
from auditor.reporting.terminal import summary_table
from auditor.run.outcome import Outcome
from auditor.scoring.phrasing import count

MAX_TABLE_ROWS = 50
MAX_FAILURES = 100


class _Rate(ProgressColumn):
    """Documents per second, of late."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        speed = task.fields["counted"].speed
        return Text("" if speed is None else f"{speed:,.0f} documents/s")


class _TimeLeft(ProgressColumn):
    """What the bytes that were not read yet will take, where their number is known."""

    def render(self, task: Task) -> Text:
        """Return the share that is done and the time left, once there is a rate."""
        if not task.total:
            return Text()
        share = f"{task.percentage:.0f} %"
        left = task.time_remaining
        return Text(share if left is None else f"{share}, {timedelta(seconds=int(left))} left")


def show_progress(passing: Iterable[Outcome], meter: Meter, *, is_plain: bool) -> Iterator[Outcome]:
    """Show how many have passed by, how fast, and what failed; nothing where no one looks on."""
    if not sys.stderr.isatty():
        yield from passing
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[counted].completed:,.0f} audited"),
        _Rate(),
        _TimeLeft(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[trouble]}"),
    )
    console = Console(stderr=True, no_color=is_plain or None)
    with Progress(*columns, console=console, transient=True) as progress:
        # Time left goes by bytes: documents are counted beside them, for nobody knows how many
        # there will be.
        documents = progress.add_task("", total=None, visible=False)
        counted = progress.tasks[0]
        task = progress.add_task("", total=meter.total, counted=counted, trouble="")
        failed = 0
        for each in passing:
            failed += any(not failure.is_harmless for failure in each.failures)
            meter.pass_by()
            trouble = f"{failed:,} with failures" if failed else ""
            progress.update(documents, advance=each.summary is not None)
            progress.update(task, completed=meter.passed, trouble=trouble)
            yield each


def show_result(
    summaries: Sequence[Summary], documents: int, reports: str, *, is_plain: bool
) -> None:
    """Print the table and where the reports are; ``documents`` may be more than were remembered."""
    if not documents:
        tell("no documents")
        return
    show_table(summaries, documents, is_plain=is_plain)
    tell("")
    tell(f"{count(documents, 'document')}; open {reports}")


def show_table(summaries: Sequence[Summary], documents: int, *, is_plain: bool) -> None:
    """Print the table of documents, the most doubtful first where there are many."""
    console = Console(no_color=is_plain or None)
    shown: Sequence[Summary] = summaries
    if documents > MAX_TABLE_ROWS:
        shown = sorted(summaries, key=by_urgency)[:MAX_TABLE_ROWS]
        console.print(f"The {MAX_TABLE_ROWS} most doubtful of {documents}:")
    console.print(summary_table(shown, console.width))


def show_failures(
    failures: Sequence[Failure], total: int = 0, listed: str = "failures.jsonl"
) -> None:
    """Print what could not be read or judged, and what was left out on purpose.

    Args:
        failures: all, or the first of them.
        total: how many there are, where that is more.
        listed: where all are to be found.
    """
    shown = failures[:MAX_FAILURES] if total else failures
    for failure in shown:
        stage = "left out" if failure.is_harmless else failure.stage
        what = f"{single_line(failure.subject)}: {stage}: {single_line(failure.message)}"
        tell(f"audit: {what}", err=True)
    if total > len(shown):
        tell(f"audit: and {total - len(shown):,} more: all are in {listed}", err=True)
