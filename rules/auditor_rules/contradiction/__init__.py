"""Does the document agree with itself?"""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule
from auditor_rules.contradiction import (
    change_mismatch,
    conversion_mismatch,
    evaluation,
    frames,
    impossible_date,
    name_variant,
    numbers_disagree,
    parts_and_whole,
    statement_denied,
    weekday_date_mismatch,
    years_mismatch,
)

ANNOTATORS: tuple[Annotator, ...] = (frames.ANNOTATOR,)
MEASURES: tuple[Measure, ...] = ()
EVALUATIONS: tuple[Evaluation, ...] = evaluation.EVALUATIONS


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return (
        change_mismatch.RULE,
        conversion_mismatch.RULE,
        impossible_date.RULE,
        name_variant.RULE,
        numbers_disagree.rule_with(options.get("nli")),
        parts_and_whole.RULE,
        statement_denied.RULE,
        weekday_date_mismatch.RULE,
        years_mismatch.RULE,
    )


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
