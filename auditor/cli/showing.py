"""What a person sees in the terminal while a run goes on and when it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
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

from auditor.finding import Failure
from auditor.reporting.escaping import single_line
from auditor.reporting.index import by_urgency
from auditor.reporting.summary import Summary
from auditor.reporting.terminal import summary_table
from auditor.reporting.wording import count
from auditor.run import Outcome

LONGEST_TABLE = 50


class _Rate(ProgressColumn):
    """Documents per second, of late."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        return Text("" if task.speed is None else f"{task.speed:.0f} documents/s")


def show_progress(passing: Iterable[Outcome], *, is_plain: bool) -> Iterator[Outcome]:
    """Show how many have passed by, how fast, and what failed; nothing where no one looks on."""
    console = Console(stderr=True, no_color=is_plain or None)
    if not sys.stderr.isatty():
        yield from passing
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} audited"),
        _Rate(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[trouble]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, trouble="")
        failed = 0
        for each in passing:
            failed += any(not failure.is_harmless for failure in each.failures)
            trouble = f"{failed} with failures" if failed else ""
            progress.update(task, advance=1, trouble=trouble)
            yield each


def show_result(
    summaries: Sequence[Summary], documents: int, reports: Path, *, is_plain: bool
) -> None:
    """Print the table and where the reports are; ``documents`` may be more than were remembered."""
    if not documents:
        click.echo("no documents")
        return
    show_table(summaries, is_plain=is_plain)
    click.echo(f"\n{count(documents, 'document')}; open {reports}")


def show_table(summaries: Sequence[Summary], *, is_plain: bool) -> None:
    """Print the table of documents, the most doubtful first where there are many."""
    console = Console(no_color=is_plain or None)
    shown: Sequence[Summary] = summaries
    if len(summaries) > LONGEST_TABLE:
        shown = sorted(summaries, key=by_urgency)[:LONGEST_TABLE]
        console.print(f"The {LONGEST_TABLE} most doubtful of {len(summaries)}:")
    console.print(summary_table(shown, console.width))


def show_failures(failures: Iterable[Failure]) -> None:
    """Print what could not be read or judged, and what was left out on purpose."""
    for failure in failures:
        stage = "left out" if failure.is_harmless else failure.stage
        what = f"{single_line(failure.subject)}: {stage}: {single_line(failure.message)}"
        click.echo(f"audit: {what}", err=True)
