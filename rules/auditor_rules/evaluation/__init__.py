"""Measurements of the whole scorecard, which no single dimension owns, and the list of them all."""

from __future__ import annotations

from auditor import Evaluation


def evaluations() -> tuple[Evaluation, ...]:
    """Return what the pack can measure of itself; imports what only measuring needs."""
    from auditor_rules.attribution.learning import evaluate as attribution
    from auditor_rules.boilerplate.learning import evaluate as boilerplate
    from auditor_rules.contradiction.learning import evaluate as contradiction
    from auditor_rules.evaluation import credibility, false_alarms, recommendation
    from auditor_rules.machine_translation.learning import evaluate as machine_translation

    return (
        *attribution.EVALUATIONS,
        *boilerplate.EVALUATIONS,
        *contradiction.EVALUATIONS,
        *machine_translation.EVALUATIONS,
        recommendation.EVALUATION,
        false_alarms.EVALUATION,
        credibility.EVALUATION,
    )
