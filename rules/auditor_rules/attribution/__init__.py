"""Who says so?"""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule

ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = ()
EVALUATIONS: tuple[Evaluation, ...] = ()


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return ()


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
