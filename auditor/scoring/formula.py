"""The stated formula for a dimension that has no model yet.

log-odds = -3 + sum over rules of ln(1 + weight * confidence * findings per 1,000 words), with
weight 0.1 for a note, 0.6 for a warning, 2 for an error. Logarithms, so that a storm of one rule
cannot decide alone; a density, so that length does not.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from auditor.finding import Contribution, Finding, Label, Score, Severity
from auditor.scoring.model import START, probability_of

BASE = -3.0
WEIGHTS: dict[Severity, float] = {"note": 0.1, "warning": 0.6, "error": 2.0}
REVIEW, FAIL = 0.0, 2.0
MIN_LENGTH = 200
"""Densities of shorter documents are taken as if they had this many words."""


def score_by_formula(findings: Iterable[Finding], words: int) -> Score:
    """Score one dimension from its findings in a document of ``words`` words."""
    loads: defaultdict[str, list[float]] = defaultdict(list)
    for finding in findings:
        loads[finding.rule].append(WEIGHTS[finding.severity] * finding.confidence)
    per_1000_words = 1000 / max(words, MIN_LENGTH)
    contributions = [Contribution("", START, BASE)]
    for rule, load in sorted(loads.items()):
        density = math.fsum(load) * per_1000_words
        contributions.append(
            Contribution(
                rule, f"{rule}, weighted: {density:.1f} per 1,000 words", math.log1p(density)
            )
        )
    log_odds = math.fsum(each.log_odds for each in contributions)
    label: Label = "fail" if log_odds >= FAIL else "review" if log_odds >= REVIEW else "clear"
    return Score(
        label,
        probability_of(log_odds),
        tuple(contributions),
        review_from=probability_of(REVIEW),
    )
