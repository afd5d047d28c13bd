"""What a person sees in the terminal while a run goes on and when it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import (
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from auditor.finding import Failure
from auditor.reporting.escaping import single_line
from auditor.reporting.summary import Summary
from auditor.reporting.terminal import summary_table

T = TypeVar("T")
LONGEST_TABLE = 50


def show_progress(passing: Iterable[T], *, is_plain: bool) -> Iterator[T]:
    """Show how many have passed by, on a terminal; nothing where output is kept in a file."""
    console = Console(stderr=True, no_color=is_plain or None)
    if not sys.stderr.isatty():
        yield from passing
        return
    columns = (
        SpinnerColumn(),
        TextColumn("audited"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        for each in passing:
            progress.advance(task)
            yield each


def show_table(summaries: Sequence[Summary], *, is_plain: bool) -> None:
    """Print the table of documents, the most doubtful first where there are many."""
    console = Console(no_color=is_plain or None)
    shown: Sequence[Summary] = summaries
    if len(summaries) > LONGEST_TABLE:
        shown = sorted(summaries, key=lambda row: (-row.worst, row.id))[:LONGEST_TABLE]
        console.print(f"The {LONGEST_TABLE} most doubtful of {len(summaries)}:")
    console.print(summary_table(shown, console.width))


def show_failures(failures: Iterable[Failure]) -> None:
    """Print what could not be read or judged."""
    for failure in failures:
        what = f"{single_line(failure.subject)}: {failure.stage}: {single_line(failure.message)}"
        click.echo(f"audit: {what}", err=True)
