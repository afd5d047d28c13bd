"""Figures of quality over marked documents: per dimension, per rule, per slice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.evaluation import Figure, Judgements
from auditor.training.marked import Comparison
from auditor.training.statistics import bootstrap, roc_auc, wilson

LENGTHS = (150, 300)
"""Bounds in words between the slices of short, middling and long documents."""


def dimension_figures(comparisons: Sequence[Comparison]) -> Iterator[Figure]:
    """Yield recall, precision and false alarms of each dimension."""
    for dimension in DIMENSIONS:
        yield _recall(comparisons, dimension)
        yield _precision(comparisons, dimension)
        yield _false_alarms(comparisons, dimension)
        yield _auc(comparisons, dimension)


def _recall(comparisons: Iterable[Comparison], dimension: Dimension) -> Figure:
    found = [
        bool(findings)
        for comparison in comparisons
        for mark, findings in comparison.matches
        if mark.dimension == dimension
    ]
    return Figure(f"{dimension}: marked faults found", *wilson(sum(found), len(found)), len(found))


def _precision(comparisons: Iterable[Comparison], dimension: Dimension) -> Figure:
    right = [
        finding in comparison.right_findings
        for comparison in comparisons
        for finding in comparison.audit.findings
        if finding.dimension == dimension
    ]
    return Figure(
        f"{dimension}: findings that meet a mark", *wilson(sum(right), len(right)), len(right)
    )


def _false_alarms(comparisons: Sequence[Comparison], dimension: Dimension) -> Figure:
    clean = [each for each in comparisons if dimension in each.marked.clean]
    alarms = np.array(
        [sum(each.dimension == dimension for each in row.false_alarms) for row in clean]
    )
    lengths = np.array([each.words for each in clean])

    def density(chosen: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float:
        return 1000 * float(alarms[chosen].sum()) / max(float(lengths[chosen].sum()), 1.0)

    low, high = bootstrap(density, range(len(clean)))
    return Figure(
        f"{dimension}: findings in documents clean of it",
        density(np.arange(len(clean))),
        low,
        high,
        len(clean),
        unit="per 1,000 words",
        is_lower_better=True,
    )


def _auc(comparisons: Sequence[Comparison], dimension: Dimension) -> Figure:
    scored = [
        (dimension in each.marked.faulty, each.audit.scorecard[dimension].probability)
        for each in comparisons
    ]
    judged = [(is_faulty, value) for is_faulty, value in scored if value is not None]
    labels = np.array([is_faulty for is_faulty, _ in judged], dtype=np.float64)
    values = np.array([value for _, value in judged], dtype=np.float64)
    low, high = bootstrap(lambda rows: roc_auc(labels[rows], values[rows]), range(len(judged)))
    note = f"{len(scored) - len(judged)} abstentions"
    return Figure(
        f"{dimension}: AUC of the probability", roc_auc(labels, values), low, high, len(judged),
        note=note,
    )  # fmt: skip


def judgements(comparisons: Sequence[Comparison]) -> Iterator[Judgements]:
    """Yield each dimension's probabilities of the documents that it has one of, beside the truth.

    There is no target for their calibration: whoever made the documents chose how many are faulty.
    """
    for dimension in DIMENSIONS:
        scored = [
            (int(dimension in each.marked.faulty), probability, each.marked.document.id)
            for each in comparisons
            if (probability := each.audit.scorecard[dimension].probability) is not None
        ]
        if scored:
            labels, chances, names = zip(*scored, strict=True)
            yield Judgements(dimension, labels, chances, names, target=None)


class RuleCount(NamedTuple):
    """How a rule did on marked documents."""

    rule: str
    findings: int
    right: int
    """Those that meet a mark."""
    false_alarms: int
    """Those in documents that are clean of the rule's dimension."""

    @property
    def precision(self) -> tuple[float, float, float]:
        """The share of findings that meet a mark, with Wilson's 95 % interval."""
        return wilson(self.right, self.findings)


def rule_counts(comparisons: Iterable[Comparison]) -> list[RuleCount]:
    """Count each rule's findings, the worst offenders first."""
    counts: Mapping[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for comparison in comparisons:
        right, false = comparison.right_findings, set(comparison.false_alarms)
        for finding in comparison.audit.findings:
            count = counts[finding.rule]
            count[0] += 1
            count[1] += finding in right
            count[2] += finding in false
    rows = [RuleCount(rule, *count) for rule, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.false_alarms, -row.findings, row.rule))


def slices(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, list[Comparison]]]:
    """Yield the documents by language, length and kind; one of fewer than three is left out."""
    keys: Mapping[str, Callable[[Comparison], str]] = {
        "language": lambda each: each.marked.language or each.audit.language,
        "length": _length_slice,
        "kind": lambda each: each.marked.kind or "unknown",
    }
    for name, key in keys.items():
        groups: defaultdict[str, list[Comparison]] = defaultdict(list)
        for comparison in comparisons:
            groups[key(comparison)].append(comparison)
        for value, members in sorted(groups.items()):
            if len(members) >= 3:
                yield f"{name} {value}", members


def _length_slice(comparison: Comparison) -> str:
    below = sum(comparison.words >= bound for bound in LENGTHS)
    return ("under 150 words", "150 to 299 words", "300 words and more")[below]
