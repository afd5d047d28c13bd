"""The only way to the terminal: what a stranger wrote is shown there and never obeyed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from auditor.reporting.escaping import visible

NOBODY_READS = 141
"""The exit code where whoever read what is printed has read enough: 128 and SIGPIPE, as a shell
has it of any tool that is ended so."""


@contextmanager
def _while_somebody_reads() -> Iterator[None]:
    """End the command, in order and in silence, once nobody reads what it prints."""
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # the interpreter would try to print the rest
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_READS)


def tell(line: str, *, err: bool = False) -> None:
    """Print one line; whatever acts on a terminal is shown in it, line breaks too."""
    with _while_somebody_reads():
        click.echo(visible(line).replace("\n", "⟨U+000A⟩"), err=err)


def put(text: str) -> None:
    """Print a text: as it is into a file or a pipe, with nothing that acts on a terminal.

    A program that reads on must get the text itself; a terminal would obey it.
    """
    # Click would take what looks like a colour out of what goes elsewhere: color=True leaves it.
    with _while_somebody_reads():
        click.echo(visible(text) if is_terminal() else text, nl=False, color=True)


def is_terminal() -> bool:
    """Tell whether what is printed goes to a terminal."""
    return sys.stdout.isatty()


def show_styled(text: str) -> None:
    """Print our own words with our own colours; whoever calls this has made the rest harmless."""
    with _while_somebody_reads():
        click.echo(text)
