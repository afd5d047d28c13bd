"""A check's figures as its documents pass by, and a whole check as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.check.apply_settings import apply_baseline
from auditor.check.baseline import Accepted, Baseline
from auditor.checked import CheckedDocument, CheckedRun
from auditor.finding import Failure, Severity
from auditor.gate import Gate


@dataclass
class Tally:
    """What a check came to, counted as its documents pass by; it holds none of them."""

    gates: Sequence[Gate] = ()
    baseline: Baseline | None = None
    most: int | None = None
    """Findings that are shown; all for ``None``."""
    documents: int = 0
    stopped: int = 0
    suppressed: int = 0
    findings: int = 0
    """How many count, whether shown or not."""
    severities: Counter[Severity] = field(default_factory=Counter)
    """Of what is reported, recommendations among it, whether shown or not."""
    rules: Counter[str] = field(default_factory=Counter)
    """Of what is reported, whether shown or not."""
    failures: list[Failure] = field(default_factory=list)
    notes: list[Failure] = field(default_factory=list)
    """What was left out on purpose, and which field was read: for people alone."""
    stale: dict[str, tuple[Accepted, ...]] = field(default_factory=dict)
    """By document, entries of the baseline that nothing corresponds to any more."""
    shown: int = 0

    def gather(self, results: Iterable[CheckedDocument | Failure]) -> Iterator[CheckedDocument]:
        """Take note of each result; pass the documents on, as the baseline and the limit want."""
        for result in results:
            if isinstance(result, Failure):
                (self.notes if result.is_harmless else self.failures).append(result)
            else:
                yield self._limited(self._noted(result))

    @property
    def is_complete(self) -> bool:
        """Whether everything could be read and every rule judged it."""
        return not self.failures

    def stale_entries(self) -> tuple[str, ...]:
        """Return in words what of the baseline corresponds to nothing any more."""
        missing = () if self.baseline is None else self.baseline.missing()
        left = (
            f"{name}: {entry.rule}: “{entry.quote}”"
            for name, entries in self.stale.items()
            for entry in entries
        )
        return (*(f"{name}: the document is gone" for name in missing), *left)

    def by_rule(self) -> list[tuple[str, int]]:
        """Return what is reported by rule, the most frequent first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))

    def _noted(self, document: CheckedDocument) -> CheckedDocument:
        if self.baseline is not None:
            self.stale |= self.baseline.stale([document])
            document = apply_baseline(document, self.baseline)
        counted = document.counted
        self.documents += 1
        self.stopped += document.is_stopped(self.gates)
        self.suppressed += len(document.findings) - len(counted)
        self.findings += len(counted)
        self.severities.update(each.severity for each in document.reported)
        self.rules.update(each.rule for each in document.reported)
        return document

    def _limited(self, document: CheckedDocument) -> CheckedDocument:
        if self.most is None:
            return document
        room = self.most - self.shown
        self.shown += min(len(document.counted), room)
        return replace(document, most_shown=room)


def gathered(
    results: Iterable[CheckedDocument | Failure], tally: Tally, *, with_records: bool = True
) -> CheckedRun:
    """Collect a check's results; without the audits' own objects where nobody needs them."""
    documents = tuple(
        each if with_records else replace(each, record=None) for each in tally.gather(results)
    )
    return CheckedRun(documents, tuple(tally.failures), tally.stale_entries(), tuple(tally.gates))
