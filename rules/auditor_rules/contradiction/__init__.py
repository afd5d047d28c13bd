"""Does the document agree with itself?"""

from __future__ import annotations

from importlib.resources import as_file, files

from auditor import Annotator, Measure, Model, Options, Rule, load_model
from auditor_rules.contradiction import frames, measures
from auditor_rules.contradiction.rules import (
    age_mismatch,
    change_mismatch,
    conversion_mismatch,
    direction_reversed,
    impossible_date,
    name_swapped,
    name_variant,
    numbers_disagree,
    office_mismatch,
    parts_and_whole,
    rate_mismatch,
    relative_date_mismatch,
    share_mismatch,
    statement_denied,
    weekday_date_mismatch,
    years_mismatch,
    years_reversed,
)

ANNOTATORS: tuple[Annotator, ...] = (frames.ANNOTATOR,)
MEASURES: tuple[Measure, ...] = measures.MEASURES


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return (
        age_mismatch.RULE,
        change_mismatch.RULE,
        conversion_mismatch.RULE,
        direction_reversed.RULE,
        impossible_date.RULE,
        name_swapped.RULE,
        name_variant.RULE,
        numbers_disagree.rule_with(options.get("nli")),
        office_mismatch.RULE,
        parts_and_whole.RULE,
        rate_mismatch.RULE,
        relative_date_mismatch.RULE,
        share_mismatch.RULE,
        statement_denied.RULE,
        weekday_date_mismatch.RULE,
        years_mismatch.RULE,
        years_reversed.RULE,
    )


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    with as_file(files(__package__) / "models" / measures.DOCUMENT_FILE) as path:
        return (load_model(path),)
