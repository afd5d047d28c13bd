"""`audit baseline`: accept what there is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.check.baseline import baseline_of, load, render
from auditor.check.check_documents import CheckRequest, check
from auditor.check.tally import Tally, gathered
from auditor.cli.check_options import DEFAULT_BASELINE, request_options, settings_options
from auditor.cli.options import rule_options
from auditor.cli.printing import tell
from auditor.cli.progress import show_failures
from auditor.errors import UsageError
from auditor.gate import exit_code
from auditor.scoring.phrasing import count
from auditor.settings import Settings
from auditor.writing import write_whole


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--output", metavar="FILE", help=f"[default: {DEFAULT_BASELINE}]")
@click.option("--reason", default="", help="Why they are accepted; kept with each new entry.")
@rule_options
@settings_options
@request_options
def baseline(*, request: CheckRequest, settings: Settings, output: str | None, reason: str) -> None:
    """Accept every finding in PATH..., so that `audit check --baseline FILE` reports only new ones.

    A baseline that is there keeps the reasons of what is found again. Entries survive moved lines
    and small edits.
    """
    if not request.paths:
        raise UsageError("name the files or folders whose findings are accepted")
    path = Path(output or settings.baseline or DEFAULT_BASELINE)
    before = load(path) if path.exists() else None
    tally = Tally(baseline=before)
    run = gathered(check(request), tally, with_records=False)
    made = baseline_of(run.documents, path.absolute().parent, reason, before)
    try:
        write_whole(path, render(made))
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): name another") from error
    show_failures(run.failures)
    number = sum(len(entries) for entries in made.findings.values())
    documents = count(len(made.findings), "document")
    tell(f"{path}: {count(number, 'finding')} accepted in {documents}")
    if settings.baseline is None:
        tell(f"`audit check --baseline {path}` leaves them out, or `baseline` in the settings")
    sys.exit(exit_code(is_stopped=False, is_complete=tally.is_complete))
