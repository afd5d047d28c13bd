"""Does the document agree with itself?"""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule
from auditor_rules.contradiction import numbers_disagree

ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = ()
EVALUATIONS: tuple[Evaluation, ...] = ()


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return (numbers_disagree.RULE,)


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
