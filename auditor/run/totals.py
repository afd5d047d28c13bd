"""What a run came to, in bounded memory."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

from auditor.finding import Failure
from auditor.gate import Gate, is_document_stopped
from auditor.reporting.summary import Summary, with_words_shared
from auditor.run.near_duplicates import NearDuplicates
from auditor.run.outcome import Outcome
from auditor.run.recurring_lines import Recurrence

MAX_SUMMARIES = 20_000
"""More are not kept: the index shows the most doubtful."""
SUMMARIES_TO_COME = 5_000
"""Are let in before those too many are let go."""
MAX_FAILURES = 1_000
"""More are only counted here; whoever writes the run's files names each."""


@dataclass
class Totals:
    """What a run came to, gathered as its outcomes pass by; of bounded size."""

    gate: Gate = "never"
    most_summaries: int = MAX_SUMMARIES
    """To keep, the most doubtful."""
    documents: int = 0
    summaries: list[Summary] = field(default_factory=list)
    """In the order of the input; the most doubtful where there are too many to keep all."""
    failures: list[Failure] = field(default_factory=list)
    """The first of them, in order."""
    failure_count: int = 0
    """All of them, and what was left out on purpose."""
    is_complete: bool = True
    """Whether everything could be read and every rule judged it."""
    near_duplicates: NearDuplicates = field(default_factory=NearDuplicates)
    recurrence: Recurrence = field(default_factory=Recurrence)
    is_stopped: bool = False
    """Whether any document does not pass the gate."""

    def gather(self, outcomes: Iterable[Outcome]) -> Generator[Outcome]:
        """Take note of each outcome and pass it on."""
        for outcome in outcomes:
            self._add_failures(outcome.failures)
            if outcome.summary is not None:
                self._add(outcome.summary)
                self.near_duplicates.add(outcome.summary.id, outcome.signature)
                self.recurrence.add_lines(outcome.summary.id, outcome.lines)
            yield outcome
        self._thin_out()

    def _add_failures(self, failures: tuple[Failure, ...]) -> None:
        self.failure_count += len(failures)
        self.failures.extend(failures[: MAX_FAILURES - len(self.failures)])
        self.is_complete = self.is_complete and all(each.is_harmless for each in failures)

    def _add(self, summary: Summary) -> None:
        self.documents += 1
        self.summaries.append(with_words_shared(summary))
        severities = (severity for severity, count in summary.severities.items() if count)
        self.is_stopped = self.is_stopped or is_document_stopped(
            self.gate, severities, summary.recommendation
        )
        if len(self.summaries) >= self.most_summaries + SUMMARIES_TO_COME:
            self._thin_out()

    def _thin_out(self) -> None:
        """Keep the most doubtful."""
        if len(self.summaries) <= self.most_summaries:
            return
        from auditor.reporting.index import by_urgency  # brings the template engine with it

        ranked = sorted(range(len(self.summaries)), key=lambda at: by_urgency(self.summaries[at]))
        kept = sorted(ranked[: self.most_summaries])
        self.summaries = [self.summaries[at] for at in kept]
