"""A whole check as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.baseline import Baseline
from auditor.checking.judging import accepted
from auditor.checking.values import CheckedDocument, CheckedRun
from auditor.finding import Failure
from auditor.gate import Gate


def gathered(
    results: Iterable[CheckedDocument | Failure],
    gates: Sequence[Gate],
    baseline: Baseline | None = None,
) -> CheckedRun:
    """Collect a check's results, under a baseline where there is one."""
    documents, failures = [], []
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        else:
            documents.append(result if baseline is None else accepted(result, baseline))
    stale = () if baseline is None else _stale(baseline, documents)
    return CheckedRun(tuple(documents), tuple(failures), stale, tuple(gates))


def _stale(baseline: Baseline, documents: Sequence[CheckedDocument]) -> tuple[str, ...]:
    gone = (f"{name}: the document is gone" for name in baseline.missing())
    left = (
        f"{name}: {entry.rule}: “{entry.quote}”"
        for name, entries in baseline.stale(documents).items()
        for entry in entries
    )
    return (*gone, *left)


def limited(run: CheckedRun, most: int | None) -> CheckedRun:
    """Keep the first ``most`` findings that count; all for ``None``."""
    if most is None:
        return run
    kept, left = [], most
    for document in run.documents:
        shown = document.counted[:left]
        left -= len(shown)
        dropped = set(map(id, document.counted[len(shown) :]))
        findings = tuple(each for each in document.findings if id(each) not in dropped)
        kept.append(replace(document, findings=findings))
    return replace(run, documents=tuple(kept))


def statistics(run: CheckedRun) -> list[tuple[str, int]]:
    """Count the findings that count by rule, the most frequent first."""
    counts = Counter(each.rule for document in run.documents for each in document.reported)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
