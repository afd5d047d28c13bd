"""A run from its request to its result: what `audit run` does but talk to a person."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain

from auditor.document import Document
from auditor.finding import Failure
from auditor.gate import exit_code
from auditor.reading import Piece, read_pieces
from auditor.reading.meter import Meter
from auditor.reading.paths import total_bytes
from auditor.reporting.summary import Summary
from auditor.run.audit_inputs import audit_inputs, prepare_workers
from auditor.run.journal import journal_of
from auditor.run.near_duplicates import signature
from auditor.run.outcome import Outcome
from auditor.run.parts import write_parts
from auditor.run.plan import Input, Plan, shard_of
from auditor.run.ray_parts import Tally
from auditor.run.request import RunRequest
from auditor.run.reviewed_reports import write_reviewed
from auditor.run.run_pages import failures_name, write_failures, write_pages
from auditor.run.tables import write_tables
from auditor.run.totals import Totals
from auditor.settings import Settings
from auditor.writing import run_folder

Pass = Callable[[Iterable[Outcome], Meter], Iterator[Outcome]]
"""Looks at outcomes as they pass by: prints them, or shows how far the run is."""


@dataclass(frozen=True)
class RunResult:
    """What a run came to."""

    documents: int
    summaries: Sequence[Summary]
    """In the order of the input; the most doubtful where there are too many to keep all."""
    failures: Sequence[Failure]
    """The first of them."""
    failure_count: int
    reports: str
    """Where a person looks first: the index, or the folder; empty where all was printed."""
    failures_file: str
    """Where all failures are listed; empty where all was printed."""
    is_complete: bool
    is_stopped: bool

    @property
    def exit_code(self) -> int:
        """What the program ends with."""
        return exit_code(is_stopped=self.is_stopped, is_complete=self.is_complete)


def execute(
    request: RunRequest, *, show: Pass, with_total: bool = False, max_summaries: int = 50
) -> RunResult:
    """Read, audit and write reports.

    Args:
        request: what to do; its engine is ``local``.
        show: the outcomes pass through it, with their reports where these are printed.
        with_total: whether to measure the input first, so that the time left can be shown.
        max_summaries: to keep where there is no index; the most doubtful.

    Raises:
        UsageError: the output cannot be written to, or a library is missing.
        OSError: a report cannot be written.
    """
    plan = request.plan()
    _prepare(request, plan)
    meter = Meter(total_bytes(request.paths, request.reading) if with_total else None)
    inputs = _inputs(request, meter)
    totals = Totals(request.gate) if "html" in plan.formats else Totals(request.gate, max_summaries)
    if plan.folder is None:
        with closing(_audited(inputs, request, plan, totals)) as outcomes:
            _exhaust(show(outcomes, meter))
        return _result(totals, "", "")
    _write(request, plan, totals, inputs, lambda outcomes: show(outcomes, meter))
    reports = f"{plan.folder.rstrip('/')}/index.html" if "html" in plan.formats else plan.folder
    return _result(totals, reports, f"{plan.folder}/{failures_name(request.share_suffix)}")


def execute_in_parts(request: RunRequest, *, show: Pass, with_total: bool = False) -> Tally:
    """Read, audit and write parts of bounded size.

    Args:
        request: what to do; it says how many inputs a part has.
        show: the outcomes pass through it.
        with_total: whether to measure the input first, so that the time left can be shown.

    Raises:
        UsageError: the folder holds parts of another run, or a library is missing.
        OSError: a part cannot be written.
    """
    _prepare(request, request.plan())
    meter = Meter(total_bytes(request.paths, request.reading) if with_total else None)
    readings = chain((Meter(None),) if request.is_resumed else (), (meter,))
    return write_parts(
        request,
        lambda: _inputs(request, next(readings)),
        lambda outcomes: show(outcomes, meter),
    )


def _prepare(request: RunRequest, plan: Plan) -> None:
    """Begin to start workers, and find out early what is wrong with the request."""
    if request.workers:
        prepare_workers()
    plan.rule_set()  # a wrong name is told before any work is done
    if plan.is_compared:
        signature(Document("", ""))  # a missing library too


def _inputs(request: RunRequest, meter: Meter) -> Iterable[Input]:
    read = meter.marked(read_pieces(request.paths, request.reading, meter))
    inputs: Iterable[Input] = (each for each in read if not _is_excluded(each, request.settings))
    return inputs if request.shard is None else shard_of(inputs, *request.shard)


def _is_excluded(given: Piece | Failure, settings: Settings) -> bool:
    """Tell of what settings leave out, also where it could not be read."""
    if not settings.exclude:
        return False
    path = given.subject if isinstance(given, Failure) else given.origin.path
    return path is not None and settings.excludes(path)


def _audited(
    inputs: Iterable[Input], request: RunRequest, plan: Plan, totals: Totals
) -> Generator[Outcome]:
    return totals.gather(audit_inputs(inputs, plan, request.workers, request.limits))


def _write(
    request: RunRequest,
    plan: Plan,
    totals: Totals,
    inputs: Iterable[Input],
    show: Callable[[Iterable[Outcome]], Iterator[Outcome]],
) -> None:
    """Write reports, tables, the journal, the list of failures, and the pages over the run."""
    assert plan.folder is not None
    rules = plan.rule_set()
    measures = [measure.name for measure in rules.measures]
    with run_folder(plan.folder) as folder:
        with (
            journal_of(folder, plan, is_resumed=request.is_resumed) as journal,
            closing(_audited(journal.without_known(inputs), request, plan, totals)) as outcomes,
            closing(
                write_tables(outcomes, folder, request.tables, measures, request.share_suffix)
            ) as tabled,
        ):
            _exhaust(show(journal.keep(write_failures(tabled, folder, request.share_suffix))))
        if request.with_verdicts:
            write_reviewed(folder, plan.formats)
        if "html" in plan.formats:
            write_pages(folder, totals, rules)


def _exhaust(outcomes: Iterable[Outcome]) -> None:
    for _ in outcomes:
        pass


def _result(totals: Totals, reports: str, failures_file: str) -> RunResult:
    return RunResult(
        documents=totals.documents,
        summaries=totals.summaries,
        failures=totals.failures,
        failure_count=totals.failure_count,
        reports=reports,
        failures_file=failures_file,
        is_complete=totals.is_complete,
        is_stopped=totals.is_stopped,
    )
