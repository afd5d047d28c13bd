"""An audit as a row of numbers."""

from __future__ import annotations

from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import RuleSet
from auditor.finding import RECOMMENDATIONS, SEVERITIES, Audit

NOT_A_NUMBER = float("nan")


def row_names(rules: RuleSet) -> tuple[str, ...]:
    """Return the names of the columns, in the order of ``row_of``."""
    return (
        *(f"{dimension}_probability" for dimension in DIMENSIONS),
        *(f"{dimension}_findings" for dimension in DIMENSIONS),
        *(f"{severity}s" for severity in SEVERITIES),
        "recommendation",
        *(measure.name for measure in rules.measures),
    )


def row_of(audit: Audit, rules: RuleSet) -> tuple[float, ...]:
    """Return the numbers of an audit.

    Probabilities in [0, 1], not-a-number where a model abstains; counts of findings by dimension
    and by severity; the recommendation as 0 accept, 1 unjudged, 2 review, 3 reject; then the packs'
    measures in their own units.
    """
    probabilities = (audit.scorecard[dimension].probability for dimension in DIMENSIONS)
    found = [finding.dimension for finding in audit.findings]
    grave = [finding.severity for finding in audit.findings]
    return (
        *(NOT_A_NUMBER if value is None else value for value in probabilities),
        *(float(found.count(dimension)) for dimension in DIMENSIONS),
        *(float(grave.count(severity)) for severity in SEVERITIES),
        float(RECOMMENDATIONS.index(audit.recommendation)),
        *(audit.measures.get(measure.name, NOT_A_NUMBER) for measure in rules.measures),
    )
