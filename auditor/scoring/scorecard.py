"""The scorecard of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import Demand, Finding, Label, Score
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
    scorecard = {}
    for dimension in DIMENSIONS:
        found = [finding for finding in findings if finding.dimension == dimension]
        score = (
            models[dimension].score(row, words, language)
            if dimension in models
            else score_by_formula(found, words)
        )
        scorecard[dimension] = raised(grounded(score, found), found)
    return scorecard


LABELS: tuple[Label, ...] = ("abstain", "clear", "review", "fail")
LABEL_OF: dict[Demand, Label] = {"review": "review", "reject": "fail"}


def grounded(score: Score, findings: Sequence[Finding]) -> Score:
    """Keep a model from deciding where there is nothing to show: no finding, no label.

    A reader who is told to review a document asks where; a probability alone is no answer.
    """
    if findings or score.label not in ("review", "fail"):
        return score
    return replace(score, label="clear")


def raised(score: Score, findings: Iterable[Finding]) -> Score:
    """Raise the label to what a finding alone is enough for; the probability stays the model's."""
    asked = {each.rule: LABEL_OF[each.recommends] for each in findings if each.recommends}
    gravest: Label = max(asked.values(), key=LABELS.index, default="abstain")
    if LABELS.index(gravest) <= LABELS.index(score.label):
        return score
    decided_by = tuple(sorted(rule for rule, label in asked.items() if label == gravest))
    return replace(score, label=gravest, decided_by=decided_by, is_unjudged=False)
