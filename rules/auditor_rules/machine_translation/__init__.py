"""Spinning and bad machine translation."""

from __future__ import annotations

from dataclasses import replace

from auditor import Annotator, Measure, Model, Options, Rule, load_model
from auditor_rules.machine_translation.measures import MEASURES as SPINNING_MEASURES
from auditor_rules.machine_translation.passages import MODELS
from auditor_rules.machine_translation.rules import (
    article_mismatch,
    calqued_order,
    calqued_phrase,
    cut_sentence,
    glued_words,
    leftover_spintax,
    literal_order,
    literal_translation,
    looped_wording,
    lowercased_name,
    odd_collocation,
    recased_name,
    source_mark,
    source_punctuation,
    spun_number,
    spun_passage,
    spun_phrase,
    spun_text,
    spun_word,
    stray_capital,
    unbalanced_quotation,
    untranslated_passage,
    untranslated_word,
)
from auditor_rules.machine_translation.rules.listed_phrase import listed_phrase_rules

ANNOTATORS: tuple[Annotator, ...] = ()
MEASURES: tuple[Measure, ...] = SPINNING_MEASURES
_MODULES = (
    article_mismatch,
    calqued_order,
    calqued_phrase,
    cut_sentence,
    glued_words,
    leftover_spintax,
    literal_order,
    literal_translation,
    looped_wording,
    lowercased_name,
    odd_collocation,
    recased_name,
    source_mark,
    source_punctuation,
    spun_number,
    spun_passage,
    spun_phrase,
    spun_text,
    spun_word,
    stray_capital,
    unbalanced_quotation,
    untranslated_passage,
    untranslated_word,
)
RULES: tuple[Rule, ...] = tuple(module.RULE for module in _MODULES)


def rules(options: Options) -> tuple[Rule, ...]:
    """Return the dimension's rules, whose suggestions put words back."""
    return tuple(
        replace(rule, remedy="restore") for rule in (*RULES, *listed_phrase_rules(options))
    )


def models() -> tuple[Model, ...]:
    """Return the dimension's models."""
    return (load_model(MODELS / "machine-translation.json"),)
