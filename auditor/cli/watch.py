"""`audit watch`: audit what arrives."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import click

from auditor.cli.check_options import settings_options
from auditor.cli.options import rule_options
from auditor.cli.printing import tell
from auditor.cli.progress import show_failures
from auditor.errors import UsageError
from auditor.gate import exit_code
from auditor.reporting.escaping import single_line
from auditor.reporting.formats import DEFAULT_FORMATS
from auditor.run.outcome import Outcome
from auditor.run.plan import plan_of, refuse_unknown_rules
from auditor.run.watch import Desk, arriving
from auditor.settings import SettingsFinder
from auditor.writing import prepare_folder


@click.command()
@click.argument("folder")
@click.option("-o", "--output", default="reports", show_default=True, metavar="FOLDER")
@click.option("--existing", is_flag=True, help="Also audit what is there already.")
@click.option(
    "--settle",
    type=click.FloatRange(min=0),
    default=1,
    show_default=True,
    metavar="SECONDS",
    help="Take a file for whole when it stayed the same for this long.",
)
@click.option("--once", is_flag=True, help="Stop when nothing is left to audit.")
@click.option(
    "--jobs", type=click.IntRange(0), default=1, show_default=True, help="Worker processes."
)
@rule_options
@settings_options
def watch(
    *,
    folder: str,
    output: str,
    existing: bool,
    settle: float,
    once: bool,
    jobs: int,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    finder: SettingsFinder,
) -> None:
    """Audit articles as they arrive in FOLDER, and write their reports; Ctrl-C ends it.

    A file that is still being written is waited for. When it changes later, its report is made
    anew.

    Settings are those of the folder that it is started in, or --config: none is taken from FOLDER.

    Exit codes: 0 done; 2 wrong usage; 3 something could not be read, or a rule failed.
    """
    if find_spec("watchfiles") is None:
        raise UsageError("watching needs watchfiles: pip install 'audit-articles[watch]'")
    watched, reports = Path(folder).absolute(), Path(output).absolute()
    if not watched.is_dir():
        raise UsageError(f"{folder} is no folder: name one that is there")
    settings = finder.at(None)  # not the folder's: whoever puts articles there could add some
    refuse_unknown_rules(settings)
    plan = plan_of(settings, select, ignore)
    plan = replace(plan, settings=settings, formats=DEFAULT_FORMATS, folder=str(reports))
    prepare_folder(str(reports))
    desk = Desk(plan, reports, watched, jobs)
    tell(f"watching {folder}; reports go to {output}", err=True)
    for paths in arriving(watched, reports, settle, is_existing=existing, is_once=once):
        wanted = [path for path in paths if not settings.excludes(str(path))]
        _show(list(desk.audit(wanted)))
    sys.exit(exit_code(is_stopped=False, is_complete=desk.is_complete))


def _show(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.summary is not None:
            tell(f"{single_line(outcome.summary.id)}: {outcome.summary.recommendation}")
    show_failures([failure for outcome in outcomes for failure in outcome.failures])
