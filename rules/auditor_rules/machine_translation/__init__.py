"""Spinning and bad machine translation."""

from __future__ import annotations

from auditor import Annotator, Evaluation, Measure, Model, Options, Rule, load_model
from auditor_rules.machine_translation import (
    article_mismatch,
    broken_encoding,
    calqued_order,
    cut_sentence,
    glued_words,
    lowercased_name,
    odd_collocation,
    source_punctuation,
    spun_number,
    spun_passage,
    spun_phrase,
    stray_capital,
    unbalanced_quotation,
    untranslated_passage,
)
from auditor_rules.machine_translation.evaluations import SPINNING_EVALUATIONS
from auditor_rules.machine_translation.measures import COLLOCATION_MEASURES
from auditor_rules.machine_translation.passages import MODELS

ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = COLLOCATION_MEASURES
EVALUATIONS: tuple[Evaluation, ...] = SPINNING_EVALUATIONS
_MODULES = (
    article_mismatch,
    broken_encoding,
    calqued_order,
    cut_sentence,
    glued_words,
    lowercased_name,
    odd_collocation,
    source_punctuation,
    spun_number,
    spun_passage,
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
    return (load_model(MODELS / "machine-translation.json"),)
