"""A run: many inputs through the engine, in order, in one process or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from auditor.duplicates import NearDuplicates, signature
from auditor.engine import audit_document
from auditor.finding import Audit, Failure
from auditor.gate import Gate, is_document_stopped
from auditor.reading import Piece, ReadingOptions, parse_piece
from auditor.recurrence import Recurrence, short_lines
from auditor.registry import RuleSet, discover
from auditor.reporting import DOCUMENT_FORMATS
from auditor.reporting.record import Record, record_of
from auditor.reporting.summary import Summary, summarise
from auditor.scoring.model import load_model
from auditor.scoring.policy import DEFAULT_POLICY, Policy
from auditor.store.runs import Row, row_of
from auditor.workers import Limits, Lost, work_in_order

MOST_SUMMARIES = 20_000
"""More are not kept: the index shows the most doubtful."""


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
    policy: Policy = DEFAULT_POLICY
    """What the recommendation follows from."""
    with_text: bool = True
    is_kept: bool = False
    """Whether an outcome also holds what the store keeps."""
    with_record: bool = False
    """Whether it also holds the audit's object, for tables over the run."""
    is_compared: bool = False
    """Whether an outcome also holds what near-duplicates are told by."""
    with_lines: bool = False
    """Whether it also holds the lines that may recur over the run."""
    reading: ReadingOptions = field(default_factory=ReadingOptions)

    def rule_set(self) -> RuleSet:
        """Load the packs and choose the rules.

        Raises:
            PackError: a pack cannot be loaded.
            UsageError: an option or a rule's name is wrong.
            ModelError: a model file cannot be used.
        """
        found = discover(dict(self.options)).select(self.select, self.ignore)
        own = tuple(load_model(Path(path)) for path in self.models)
        return replace(found, own_models=own, policy=self.policy)


@dataclass(frozen=True)
class Outcome:
    """What one input came to."""

    failures: tuple[Failure, ...] = ()
    """Of reading, or of single rules."""
    summary: Summary | None = None
    """``None`` when the input could not be read at all."""
    reports: tuple[tuple[str, str], ...] = ()
    """The rendered reports: format and text."""
    kept: Row | None = None
    """What the store keeps, where the plan wants it."""
    record: Record | None = None
    """The audit's object, where the plan wants it."""
    key: bytes = b""
    """Of the input; empty where nothing is kept."""
    signature: bytes = b""
    """What near-duplicates are told by, where the plan wants it; empty for a short document."""
    lines: tuple[str, ...] = ()
    """Its short lines, where the plan wants them."""


Input = Piece | Failure | Outcome
"""What there is to audit, could not be read, or was audited before."""


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


def shard_of(inputs: Iterable[Input], number: int, count: int) -> Iterator[Input]:
    """Yield every ``count``-th input, from the ``number``-th on: the share of one machine of many.

    The shards of all numbers from 1 to ``count`` together are the inputs, and no two overlap.
    """
    return islice(iter(inputs), number - 1, None, count)


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
    subject = given.where if isinstance(given, Piece) else "the run"
    return Outcome((Failure("engine", subject, f"not audited: {lost.reason}; the rest went on"),))


def outcome_of(given: Input, plan: Plan, rules: RuleSet) -> Outcome:
    """Audit one input and render its reports; what is odd about its bytes is part of its audit."""
    if isinstance(given, Outcome):
        return given
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
    signed = signature(document) if plan.is_compared else b""
    lines = short_lines(document) if plan.with_lines else ()
    outcome = Outcome(audit.failures, summarise(audit), reports, signature=signed, lines=lines)
    record = record_of(audit) if plan.is_kept or plan.with_record else None
    if plan.with_record:
        outcome = replace(outcome, record=record)
    if plan.is_kept and record is not None:
        outcome = replace(outcome, kept=row_of(record), key=key_of(given))
    return outcome


def key_of(piece: Piece) -> bytes:
    """Return a digest of an input and its name."""
    content = piece.content
    if not isinstance(content, bytes):
        content = repr(sorted(content.items())).encode("utf-8", "replace")
    name = f"{piece.id}\0{piece.origin.name}\0{piece.line}\0".encode("utf-8", "replace")
    return blake2b(name + content, digest_size=16).digest()


def _rendered(audit: Audit, name: str, plan: Plan) -> str:
    form = DOCUMENT_FORMATS[name]
    if form.can_omit_text and not plan.with_text:
        return form.render(audit, with_text=False)
    return form.render(audit)


@dataclass
class Totals:
    """What a run came to, gathered as its outcomes pass by; of bounded size."""

    gate: Gate = "never"
    documents: int = 0
    summaries: list[Summary] = field(default_factory=list)
    """In the order of the input; the most doubtful where there are too many to keep all."""
    failures: list[Failure] = field(default_factory=list)
    near_duplicates: NearDuplicates = field(default_factory=NearDuplicates)
    recurrence: Recurrence = field(default_factory=Recurrence)
    is_stopped: bool = False
    """Whether any document does not pass the gate."""

    def gather(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Take note of each outcome and pass it on."""
        for outcome in outcomes:
            self.failures.extend(outcome.failures)
            if outcome.summary is not None:
                self._add(outcome.summary)
                self.near_duplicates.add(outcome.summary.id, outcome.signature)
                self.recurrence.add_lines(outcome.summary.id, outcome.lines)
            yield outcome
        self._thin_out()

    @property
    def is_complete(self) -> bool:
        """Whether everything could be read and every rule judged it."""
        return all(failure.is_harmless for failure in self.failures)

    def _add(self, summary: Summary) -> None:
        self.documents += 1
        self.summaries.append(summary)
        severities = (severity for severity, count in summary.severities.items() if count)
        self.is_stopped = self.is_stopped or is_document_stopped(
            self.gate, severities, summary.recommendation
        )
        if len(self.summaries) >= 2 * MOST_SUMMARIES:
            self._thin_out()

    def _thin_out(self) -> None:
        """Keep the most doubtful."""
        if len(self.summaries) <= MOST_SUMMARIES:
            return
        from auditor.reporting.index import by_urgency  # brings the template engine with it

        ranked = sorted(range(len(self.summaries)), key=lambda at: by_urgency(self.summaries[at]))
        kept = sorted(ranked[:MOST_SUMMARIES])
        self.summaries = [self.summaries[at] for at in kept]
