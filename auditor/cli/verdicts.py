"""`audit verdicts`: reviewers' decisions for other tools."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from auditor.cli.options import store_option
from auditor.cli.printing import put
from auditor.export.verdicts import FORMS, export
from auditor.store import last_run, open_store


@click.command()
@click.option("--run", type=int, help="Whose documents go along. [default: the newest]")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="jsonl",
    show_default=True,
    help="training is what `audit train` reads; baseline lists what was dismissed.",
)
@store_option
def verdicts(*, run: int | None, form: str, store: Path) -> None:
    """Print the verdicts that were given in `audit review`."""
    with closing(open_store(store, must_exist=True)) as opened:
        text = export(opened, last_run(opened) if run is None else run, form)
    put(text)
