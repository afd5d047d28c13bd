"""`audit show`: what the store remembers."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from auditor.cli.options import store_option
from auditor.cli.printing import put, tell
from auditor.reporting.escaping import single_line
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.store import documents_in, last_run, open_store, record_in, runs
from auditor.store.runs import document_in


@click.command()
@click.argument("run", required=False, metavar="[RUN]")
@click.argument("document", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "html"]),
    default="markdown",
    show_default=True,
    help="How to print a document's report.",
)
@store_option
def show(*, run: str | None, document: str | None, form: str, store: Path) -> None:
    """List the runs; with RUN its documents; with DOCUMENT its report.

    RUN is a number from the list, or `last`. DOCUMENT is a document's id or a part of it
    that no other has.
    """
    with closing(open_store(store, must_exist=True)) as opened:
        if run is None:
            for row in runs(opened):
                state = row.finished_at or "not finished"
                tell(f"{row.id:4}  {row.started_at}  {state}  {row.documents} documents")
            return
        number = last_run(opened) if run == "last" else _number(run)
        if document is None:
            for found in documents_in(opened, number):
                tell(f"{found.recommendation:7}  {single_line(found.name)}")
            return
        record = record_in(opened, document_in(opened, number, document).id)
    put(DOCUMENT_FORMATS[form].render_record(record))


def _number(run: str) -> int:
    if not run.isdecimal():
        raise click.BadParameter(f"{run!r} is no run: give a number from `audit show`, or `last`")
    return int(run)
