"""The scorecard of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import Finding, Score
from auditor.scoring.formula import score_by_formula
from auditor.scoring.model import Model


def feature_row(
    findings: Iterable[Finding], measures: Mapping[str, float], words: int
) -> dict[str, float]:
    """Join the measures with each rule's findings per 1,000 words, under the rule's id."""
    counts = Counter(finding.rule for finding in findings)
    row = {rule: 1000 * count / max(words, 1) for rule, count in counts.items()}
    return {**row, **measures}


def score_document(
    findings: Sequence[Finding],
    measures: Mapping[str, float],
    models: Mapping[Dimension, Model],
    words: int,
    language: str,
) -> dict[Dimension, Score]:
    """Score every dimension: by its model where a pack brought one, else by the stated formula."""
    row = feature_row(findings, measures, words)
    return {
        dimension: models[dimension].score(row, words, language)
        if dimension in models
        else score_by_formula(
            (finding for finding in findings if finding.dimension == dimension), words
        )
        for dimension in DIMENSIONS
    }
