"""A run: many inputs through the engine, in order, in one process or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from auditor.engine import audit_document
from auditor.finding import Audit, Failure
from auditor.gate import Gate, is_document_stopped
from auditor.reading import Piece, ReadingOptions, parse_piece
from auditor.registry import RuleSet, discover
from auditor.reporting import DOCUMENT_FORMATS
from auditor.reporting.record import Record, record_of
from auditor.reporting.summary import Summary, summarise
from auditor.scoring.model import load_model
from auditor.workers import Limits, Lost, work_in_order

Input = Piece | Failure


@dataclass(frozen=True)
class Plan:
    """What to do with each document; a worker process needs nothing else."""

    formats: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    """What the packs are given: paths of a user's own lists and models, by name."""
    models: tuple[str, ...] = ()
    """Paths of model files that stand in for the packs' own."""
    with_text: bool = True
    with_record: bool = False
    """Whether an outcome also holds the audit's object, for the store."""
    reading: ReadingOptions = field(default_factory=ReadingOptions)

    def rule_set(self) -> RuleSet:
        """Load the packs and choose the rules.

        Raises:
            PackError: a pack cannot be loaded.
            UsageError: an option or a rule's name is wrong.
            ModelError: a model file cannot be used.
        """
        found = discover(dict(self.options)).select(self.select, self.ignore)
        return replace(found, own_models=tuple(load_model(Path(path)) for path in self.models))


@dataclass(frozen=True)
class Outcome:
    """What one input came to."""

    failures: tuple[Failure, ...] = ()
    """Of reading, or of single rules."""
    summary: Summary | None = None
    """``None`` when the input could not be read at all."""
    reports: tuple[tuple[str, str], ...] = ()
    """The rendered reports: format and text."""
    record: Record | None = None
    """The audit's object, where the plan wants it."""


def audit_inputs(
    inputs: Iterable[Input], plan: Plan, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Outcome]:
    """Audit the inputs; the outcomes come in input order, the same for any number of jobs.

    Args:
        inputs: what ``read_pieces`` yields; taken as it is needed.
        plan: what to do with each.
        jobs: worker processes; with 0 this process does it all, and what crashes it ends the run.
        limits: what one document may take in a worker.
    """
    if jobs == 0:
        yield from map(_auditor(plan), inputs)
        return
    worked = work_in_order(partial(_auditor, plan), inputs, jobs, limits, _modules(plan))
    for given, outcome in worked:
        yield _lost(given, outcome) if isinstance(outcome, Lost) else outcome


def available_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _auditor(plan: Plan) -> Callable[[Input], Outcome]:
    """Load the rules; return the function that audits one input with them."""
    return partial(outcome_of, plan=plan, rules=plan.rule_set())


def _modules(plan: Plan) -> tuple[str, ...]:
    """Return the modules that every worker will need."""
    found = {getattr(rule.find, "__module__", __name__) for rule in plan.rule_set().rules}
    return (__name__, *sorted(found))


def _lost(given: Input, lost: Lost) -> Outcome:
    subject = given.subject if isinstance(given, Failure) else given.where
    return Outcome((Failure("engine", subject, f"not audited: {lost.reason}; the rest went on"),))


def outcome_of(given: Input, plan: Plan, rules: RuleSet) -> Outcome:
    """Audit one input and render its reports; what is odd about its bytes is part of its audit."""
    if isinstance(given, Failure):
        return Outcome((given,))
    found = list(parse_piece(given, plan.reading))
    failures = tuple(each for each in found if isinstance(each, Failure))
    document = next((each for each in found if not isinstance(each, Failure)), None)
    if document is None:
        return Outcome(failures)
    audit = audit_document(document, rules)
    audit = replace(audit, failures=(*failures, *audit.failures))
    reports = tuple((name, _rendered(audit, name, plan)) for name in plan.formats)
    record = record_of(audit) if plan.with_record else None
    return Outcome(audit.failures, summarise(audit), reports, record)


def _rendered(audit: Audit, name: str, plan: Plan) -> str:
    form = DOCUMENT_FORMATS[name]
    if form.can_omit_text and not plan.with_text:
        return form.render(audit, with_text=False)
    return form.render(audit)


@dataclass
class Totals:
    """What a run came to, gathered as its outcomes pass by."""

    summaries: list[Summary] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def gather(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Take note of each outcome and pass it on."""
        for outcome in outcomes:
            self.failures.extend(outcome.failures)
            if outcome.summary is not None:
                self.summaries.append(outcome.summary)
            yield outcome

    @property
    def is_complete(self) -> bool:
        """Whether everything could be read and every rule judged it."""
        return all(failure.is_harmless for failure in self.failures)

    def is_stopped(self, gate: Gate) -> bool:
        """Tell whether any document does not pass the gate."""
        return any(
            is_document_stopped(
                gate,
                (severity for severity, count in row.severities.items() if count),
                row.recommendation,
            )
            for row in self.summaries
        )
