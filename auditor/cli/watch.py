"""`audit watch`: audit what arrives."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import click

from auditor.check.check_documents import plan_of, refuse_unknown_rules
from auditor.cli.check_options import settings_options
from auditor.cli.options import rule_options
from auditor.cli.printing import tell
from auditor.cli.progress import show_failures
from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.gate import exit_code
from auditor.reading import Piece, ReadingOptions, read_pieces
from auditor.reporting.escaping import single_line
from auditor.reporting.formats import DEFAULT_FORMATS
from auditor.reporting.pages import run_pages
from auditor.reporting.summary import Summary
from auditor.run.arrivals import Arrivals, is_article
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.settings import SettingsFinder
from auditor.writing import prepare_folder, write_whole

LOOK_AGAIN_MILLISECONDS = 200


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
    reading = ReadingOptions(settings.text_field, int(settings.max_document_size * 1_000_000))
    plan = replace(plan_of(settings, select, ignore), formats=DEFAULT_FORMATS, reading=reading)
    plan = replace(plan, folder=str(reports))
    prepare_folder(str(reports))
    desk = _Desk(plan, reports, watched, jobs)
    tell(f"watching {folder}; reports go to {output}", err=True)
    for paths in _arriving(watched, reports, settle, is_existing=existing, is_once=once):
        wanted = [path for path in paths if not settings.excludes(str(path))]
        desk.audit(wanted)
    sys.exit(exit_code(is_stopped=False, is_complete=desk.is_complete))


def _arriving(
    folder: Path, output: Path, settle: float, *, is_existing: bool, is_once: bool
) -> Iterator[list[Path]]:
    arrivals = Arrivals(settle)
    if is_existing:
        there = [path for path in sorted(folder.rglob("*")) if is_article(path, folder, output)]
        arrivals.notice(there, time.monotonic())
    for changed in _changes(folder):
        found = [path for path in changed if is_article(path, folder, output)]
        arrivals.notice(found, time.monotonic())
        whole = arrivals.whole(time.monotonic())
        if whole:
            yield whole
        if is_once and not arrivals:
            return


def _changes(folder: Path) -> Iterator[list[Path]]:
    """Yield what changed, and an empty list now and then when nothing did."""
    from watchfiles import watch as watch_files

    for changes in watch_files(
        folder,
        rust_timeout=LOOK_AGAIN_MILLISECONDS,
        yield_on_timeout=True,
        watch_filter=None,
        raise_interrupt=False,
    ):
        yield [Path(path) for _, path in changes]


class _Desk:
    """Audits files and keeps the index of all that came by."""

    def __init__(self, plan: Plan, reports: Path, folder: Path, jobs: int) -> None:
        self._plan, self._reports, self._folder, self._jobs = plan, reports, folder, jobs
        self._rules = plan.rule_set().rules
        self._summaries: dict[str, Summary] = {}
        self.is_complete = True
        """Whether everything could be read so far, and every rule judged it."""

    def audit(self, paths: Sequence[Path]) -> None:
        """Audit the files; write their reports and the index."""
        if not paths:
            return
        outcomes = audit_inputs(self._pieces(paths), self._plan, self._jobs)
        failures: list[Failure] = []
        for outcome in outcomes:
            failures.extend(outcome.failures)
            self._note(outcome)
        show_failures(failures)
        self.is_complete = self.is_complete and all(each.is_harmless for each in failures)
        rows = [self._summaries[name] for name in sorted(self._summaries)]
        for name, page in run_pages(rows, failures, self._rules).items():
            write_whole(self._reports / name, page)

    def _pieces(self, paths: Sequence[Path]) -> Iterator[Piece | Failure]:
        for path in paths:
            name = path.relative_to(self._folder).as_posix()
            for piece in read_pieces([str(path)], self._plan.reading):
                if isinstance(piece, Failure) or piece.number:
                    yield piece
                else:
                    yield replace(piece, id=name)

    def _note(self, outcome: Outcome) -> None:
        if outcome.summary is not None:
            self._summaries[outcome.summary.id] = outcome.summary
            name = single_line(outcome.summary.id)
            tell(f"{name}: {outcome.summary.recommendation}")
