"""How far audits agree with a reader: recommendations, dimensions, and faults by their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.evaluation import Figure
from auditor.finding import RECOMMENDATIONS, Finding
from auditor.training.panel import VERDICTS, Fault, PanelAudit
from auditor.training.statistics import Array, bootstrap, roc_auc, wilson

STOPPED = ("review", "reject")
RAISED = ("review", "fail")


def recommendation_figures(audited: Sequence[PanelAudit]) -> Iterator[Figure]:
    """Yield agreement on the recommendation, and what is worst about disagreement."""
    judged = [each for each in audited if each.audit.recommendation != "unjudged"]
    yield _share("recommendation as the reader's", audited, _agrees)
    yield _share("… of the documents that were judged", judged, _agrees)
    yield _kappa(judged)
    yield _share(
        "unjudged", audited, lambda each: each.audit.recommendation == "unjudged", is_lower=True
    )
    for label, said, name in (
        ("reject", "accept", "reader rejects, auditor accepts"),
        ("accept", "reject", "reader accepts, auditor rejects"),
    ):
        rows = [each for each in audited if each.row.recommendation == label]
        yield _share(name, rows, _says(said), is_lower=True)
    sound = [each for each in audited if each.row.recommendation == "accept"]
    yield _share(
        "sound documents stopped",
        sound,
        lambda each: each.audit.recommendation in STOPPED,
        is_lower=True,
    )
    faulty = [each for each in audited if each.row.recommendation != "accept"]
    yield _share(
        "faulty documents stopped", faulty, lambda each: each.audit.recommendation in STOPPED
    )


def dimension_figures(audited: Sequence[PanelAudit]) -> Iterator[Figure]:
    """Yield, for each dimension, how labels and probabilities follow the reader's degrees."""
    for dimension in DIMENSIONS:
        severe = [each for each in audited if each.row.degrees[dimension] == "severe"]
        none = [each for each in audited if each.row.degrees[dimension] == "none"]
        yield _auc(dimension, [*severe, *none])

        def is_raised(each: PanelAudit, dimension: Dimension = dimension) -> bool:
            return each.audit.scorecard[dimension].label in RAISED

        yield _share(f"{dimension}: severe that reach review", severe, is_raised)
        yield _share(f"{dimension}: none that do not pass", none, is_raised, is_lower=True)


def fault_figures(audited: Sequence[PanelAudit]) -> Iterator[Figure]:
    """Yield the share of the reader's faults that a finding of the same dimension meets."""
    for dimension in DIMENSIONS:
        met = [
            is_met(fault, each.audit.findings)
            for each in audited
            for fault in each.row.faults
            if fault.dimension == dimension
        ]
        yield Figure(f"{dimension}: faults found in place", *wilson(sum(met), len(met)), len(met))


def is_met(fault: Fault, findings: Iterable[Finding]) -> bool:
    """Tell whether a finding, or a place it relates to, overlaps the fault.

    A fault of the document as a whole is met by a finding without a span.
    """
    own = [each for each in findings if each.dimension == fault.dimension]
    if not fault.places:
        return any(each.span is None for each in own)
    spans = [span for each in own for span in (each.span, *each.related) if span is not None]
    return any(
        span.start < place.end and place.start < span.end
        for span in spans
        for place in fault.places
    )


def confusion(audited: Sequence[PanelAudit]) -> Iterator[str]:
    """Yield the lines of a table: the reader's recommendation against the auditor's."""
    yield f"| the reader says | {' | '.join(RECOMMENDATIONS)} |"
    yield "|---|" + "---|" * len(RECOMMENDATIONS)
    for label in VERDICTS:
        counts = [
            sum(
                each.row.recommendation == label and each.audit.recommendation == said
                for each in audited
            )
            for said in RECOMMENDATIONS
        ]
        yield f"| **{label}** | {' | '.join(map(str, counts))} |"


def _agrees(each: PanelAudit) -> bool:
    return each.audit.recommendation == each.row.recommendation


def _says(recommendation: str) -> Callable[[PanelAudit], bool]:
    return lambda each: each.audit.recommendation == recommendation


def _share(
    name: str,
    rows: Sequence[PanelAudit],
    claim: Callable[[PanelAudit], bool],
    *,
    is_lower: bool = False,
) -> Figure:
    hits = sum(map(claim, rows))
    return Figure(name, *wilson(hits, len(rows)), len(rows), is_lower_better=is_lower)


def _kappa(judged: Sequence[PanelAudit]) -> Figure:
    """Cohen's kappa (1960) of the three recommendations."""
    from sklearn.metrics import cohen_kappa_score

    reader = np.array([VERDICTS.index(each.row.recommendation) for each in judged])
    auditor = np.array([VERDICTS.index(each.audit.recommendation) for each in judged])

    def kappa(chosen: np.ndarray[tuple[int], np.dtype[np.intp]]) -> float:
        one, other = reader[chosen], auditor[chosen]
        if len({*one.tolist(), *other.tolist()}) < 2:
            return float("nan")  # nothing to agree on by chance
        return float(cohen_kappa_score(one, other))

    value = kappa(np.arange(len(judged))) if judged else float("nan")
    low, high = bootstrap(kappa, range(len(judged))) if judged else (value, value)
    return Figure("kappa of the recommendations", value, low, high, len(judged))


def _auc(dimension: Dimension, rows: Sequence[PanelAudit]) -> Figure:
    scored = [
        (each.row.degrees[dimension] == "severe", probability)
        for each in rows
        if (probability := each.audit.scorecard[dimension].probability) is not None
    ]
    labels = np.array([label for label, _ in scored], dtype=np.float64)
    scores: Array = np.array([score for _, score in scored], dtype=np.float64)
    name = f"{dimension}: severe against none, AUC of the probability"
    value = roc_auc(labels, scores) if scored else float("nan")
    low, high = (
        bootstrap(lambda chosen: roc_auc(labels[chosen], scores[chosen]), range(len(scored)))
        if scored
        else (value, value)
    )
    return Figure(name, value, low, high, len(scored))
