"""A run: many inputs through the engine, in order, in one process or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from auditor.engine.audit_documents import BATCH_SIZE, in_batches
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure
from auditor.reading import Piece
from auditor.record.audit_record import Record, record_of, without_text
from auditor.reporting.formats import DOCUMENT_FORMATS
from auditor.reporting.summary import summarise
from auditor.run.audit_pieces import audit_pieces, failure_of_lost
from auditor.run.near_duplicates import signature
from auditor.run.outcome import Outcome, to_progress
from auditor.run.plan import Input, Plan, key_of
from auditor.run.recurring_lines import short_lines
from auditor.run.worker import Limits, Lost
from auditor.run.worker_pool import Known, WorkerPool, prepare
from auditor.settings.judging import judged
from auditor.store.runs import row_of
from auditor.writing import write_into

_SETTLED_BYTES = 2_000
"""What the outcome of a former run takes, about."""


def audit_inputs(
    inputs: Iterable[Input], plan: Plan, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Outcome]:
    """Audit the inputs; the outcomes come in input order, the same for any number of jobs.

    Args:
        inputs: what ``read_pieces`` yields; taken as it is needed.
        plan: what to do with each.
        jobs: worker processes; with 0 this process does it all, and what crashes it ends the run.
        limits: what one document may take in a worker.

    Raises:
        OSError: the reports of a document cannot be written, and so those of no other either.
    """
    for outcome in _outcomes(inputs, plan, jobs, limits):
        if outcome.refusal is not None:
            raise OSError(*outcome.refusal)
        yield outcome


def _outcomes(
    inputs: Iterable[Input], plan: Plan, jobs: int, limits: Limits | None
) -> Iterator[Outcome]:
    if jobs == 0:
        audit = _auditor(plan)
        for batch in in_batches(inputs, BATCH_SIZE):
            yield from audit(batch)
        return
    with closing(Auditing(plan, jobs, limits)) as auditing:
        yield from auditing.outcomes(inputs)


class Auditing:
    """Worker processes that audit one lot of inputs after another; the rules are loaded once.

    Args:
        plan: what to do with each input.
        jobs: worker processes.
        limits: what one document may take.
    """

    def __init__(self, plan: Plan, jobs: int, limits: Limits | None = None) -> None:
        prepare_workers()
        setup = partial(_auditor, plan)
        self._pool: WorkerPool[Piece, Outcome] = WorkerPool(
            setup, jobs, limits or Limits(), BATCH_SIZE
        )

    def outcomes(self, inputs: Iterable[Input]) -> Iterator[Outcome]:
        """Yield what the inputs came to, in their order."""
        for slot in self._pool.work(map(_task, inputs)):
            assert slot.result is not None
            if isinstance(slot.result, Lost):
                assert isinstance(slot.task, Piece)  # what is known cannot be lost
                yield Outcome((failure_of_lost(slot.task, slot.result),))
            else:
                yield slot.result

    def close(self) -> None:
        """Dismiss the workers."""
        self._pool.close()


def prepare_workers() -> None:
    """Begin to start workers; called early, it saves the time that this process takes to load."""
    prepare("auditor.run.worker_preload")


def _task(given: Input) -> Piece | Known[Outcome]:
    """Keep from the workers what needs no work."""
    return given if isinstance(given, Piece) else Known(_settled(given), size=_SETTLED_BYTES)


def _settled(given: Failure | Outcome) -> Outcome:
    return Outcome((given,)) if isinstance(given, Failure) else given


def _auditor(plan: Plan) -> Callable[[Sequence[Input]], list[Outcome]]:
    """Load the rules; return the function that audits inputs with them."""
    return partial(outcomes_of, plan=plan, rules=plan.rule_set())


def outcomes_of(inputs: Sequence[Input], plan: Plan, rules: RuleSet) -> list[Outcome]:
    """Audit the inputs together and render their reports."""
    pieces = [given for given in inputs if isinstance(given, Piece)]
    results = iter(audit_pieces(pieces, plan.reading, rules))
    return [
        _outcome(given, next(results), plan, rules) if isinstance(given, Piece) else _settled(given)
        for given in inputs
    ]


def _outcome(
    piece: Piece, results: Sequence[Audit | Failure], plan: Plan, rules: RuleSet
) -> Outcome:
    """Return a piece's outcome; what is odd about its bytes is part of its audit."""
    failures = tuple(each for each in results if isinstance(each, Failure))
    audit = next((each for each in results if isinstance(each, Audit)), None)
    if audit is None:
        return Outcome(failures)
    if plan.settings is not None:
        audit = judged(audit, plan.settings, rules)
    return _rendered(audit, failures, piece, plan)


def _rendered(audit: Audit, failures: tuple[Failure, ...], given: Piece, plan: Plan) -> Outcome:
    audit = replace(audit, failures=(*failures, *audit.failures))
    record = record_of(audit)
    signed = signature(audit.document) if plan.is_compared else b""
    lines = short_lines(audit.document) if plan.with_lines else ()
    outcome = Outcome(
        audit.failures, summarise(audit), _reports(record, plan), signature=signed, lines=lines
    )
    if plan.folder is not None:
        outcome = _written(outcome, plan.folder)
    return _with_records(outcome, record, given, plan)


def _reports(record: Record, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the name of each format and the report in it."""
    shown = record if plan.with_text else without_text(record)
    forms = [DOCUMENT_FORMATS[name] for name in plan.formats]
    return tuple(
        (form.name, form.render_record(shown if form.can_omit_text else record)) for form in forms
    )


def _written(outcome: Outcome, folder: str) -> Outcome:
    """Write the reports; return the outcome without them, or that the system refused one."""
    assert outcome.summary is not None
    for name, text in outcome.reports:
        report = f"{outcome.summary.report}{DOCUMENT_FORMATS[name].suffix}"
        try:
            write_into(folder, report, text)
        except OSError as error:
            reason = error.strerror or str(error)
            return Outcome(refusal=(error.errno or 0, reason, f"{folder}/{report}"))
    return replace(outcome, reports=())


def _with_records(outcome: Outcome, record: Record, given: Piece, plan: Plan) -> Outcome:
    """Add what tables and the store hold; nothing where the reports were refused."""
    if outcome.summary is None or not (plan.is_kept or plan.with_record):
        return outcome
    if plan.with_record:
        outcome = replace(outcome, record=record)
    if plan.is_kept:
        progress = to_progress(outcome)
        outcome = replace(outcome, kept=row_of(record), key=key_of(given), progress=progress)
    return outcome
