"""Spinning and bad machine translation."""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule
from auditor_rules.machine_translation import (
    article_mismatch,
    broken_encoding,
    calqued_order,
    cut_sentence,
    glued_words,
    lowercased_name,
    source_punctuation,
    spun_number,
    spun_phrase,
    stray_capital,
    unbalanced_quotation,
    untranslated_passage,
)
from auditor_rules.machine_translation.measures import COLLOCATION_MEASURES

ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = COLLOCATION_MEASURES
EVALUATIONS: tuple[Evaluation, ...] = ()
_MODULES = (
    article_mismatch,
    broken_encoding,
    calqued_order,
    cut_sentence,
    glued_words,
    lowercased_name,
    source_punctuation,
    spun_number,
    spun_phrase,
    stray_capital,
    unbalanced_quotation,
    untranslated_passage,
)


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules."""
    return tuple(module.RULE for module in _MODULES)


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return ()
