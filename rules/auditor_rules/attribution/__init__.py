"""Who says so?"""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule
from auditor_rules.attribution import (
    anonymous_source,
    missing_byline,
    missing_date,
    outlet_as_source,
    title_without_name,
    vague_attribution,
)
from auditor_rules.attribution.identity import IDENTITY

ANNOTATORS: tuple[Annotator, ...] = (IDENTITY,)
MEASURES: tuple[Measure, ...] = ()
EVALUATIONS: tuple[Evaluation, ...] = ()


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return (
        anonymous_source.RULE,
        missing_byline.RULE,
        missing_date.RULE,
        outlet_as_source.RULE,
        title_without_name.RULE,
        vague_attribution.RULE,
    )


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
