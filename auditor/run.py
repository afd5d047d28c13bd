"""A run: many inputs through the engine, in order, in one process or several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from auditor.document import Document
from auditor.engine import audit_document
from auditor.finding import Audit, Failure
from auditor.gate import Gate, is_document_stopped
from auditor.registry import RuleSet, discover
from auditor.reporting import DOCUMENT_FORMATS
from auditor.reporting.summary import Summary, summarise
from auditor.scoring.model import load_model

IN_FLIGHT_PER_JOB = 8


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


def audit_inputs(
    inputs: Iterable[Document | Failure], plan: Plan, jobs: int = 1
) -> Iterator[Outcome]:
    """Audit the inputs; the outcomes come in input order, the same for any number of jobs."""
    if jobs <= 1:
        return (outcome_of(each, plan) for each in inputs)
    return _run_in_processes(inputs, plan, jobs)


def available_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcome_of(given: Document | Failure, plan: Plan) -> Outcome:
    """Audit one input and render its reports."""
    if isinstance(given, Failure):
        return Outcome((given,))
    audit = audit_document(given, _rules_of(plan))
    reports = tuple((name, _rendered(audit, name, plan)) for name in plan.formats)
    return Outcome(audit.failures, summarise(audit), reports)


def _rendered(audit: Audit, name: str, plan: Plan) -> str:
    form = DOCUMENT_FORMATS[name]
    if form.can_omit_text and not plan.with_text:
        return form.render(audit, with_text=False)
    return form.render(audit)


@cache
def _rules_of(plan: Plan) -> RuleSet:
    """The rules, loaded once per process."""
    return plan.rule_set()


def _run_in_processes(
    inputs: Iterable[Document | Failure], plan: Plan, jobs: int
) -> Iterator[Outcome]:
    pending: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        for each in inputs:
            pending.append(pool.submit(outcome_of, each, plan))
            if len(pending) >= jobs * IN_FLIGHT_PER_JOB:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


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
