"""The features of this dimension's models: what is fitted, and what is stated.

The one place to add a feature: training reads it, and nothing else names one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from auditor import Feature
from auditor.training.logistic import FeatureSpec
from auditor_rules.machine_translation.measures import EVIDENCE, PREFIX
from auditor_rules.machine_translation.profile import EMPTY
from auditor_rules.machine_translation.rules import (
    article_mismatch,
    calqued_order,
    cut_sentence,
    glued_words,
    lowercased_name,
    spun_number,
    spun_phrase,
    stray_capital,
    untranslated_passage,
)

LOW, HIGH = (0.3, 0.999), (0.001, 0.7)
"""Quantiles to clip at. What is more usual than most clean text counts no further in its favour:
three untranslated passages stay a fault however fluent the rest is."""


class Weight(NamedTuple):
    """What the findings of a rule count for, and what they are called in numbers."""

    log_odds: float
    things: str


WEIGHTS = {
    article_mismatch.RULE: Weight(1.0, "times “a” before a vowel sound, or “an” before none,"),
    calqued_order.RULE: Weight(2.0, "titles and names in the word order of another language"),
    cut_sentence.RULE: Weight(1.5, "full stops in the middle of a sentence"),
    glued_words.RULE: Weight(1.0, "pairs of words without the space between them"),
    lowercased_name.RULE: Weight(0.5, "names of countries, peoples or days without their capital"),
    spun_number.RULE: Weight(2.0, "half-replaced numbers"),
    spun_phrase.RULE: Weight(2.0, "spun phrases"),
    stray_capital.RULE: Weight(1.0, "capitals in mid-sentence on words that are no names"),
    untranslated_passage.RULE: Weight(3.0, "passages left in another language"),
}
"""Log-odds per ln(1 + findings per 1,000 words). Stated, not fitted: the two programs at hand
hardly ever break these rules, those that spin by another list do. One finding in 250 words decides
nothing: it adds 2 ln 5 = 3.2, and clean text begins some seven below the threshold. Twice as much
lets a single false finding in 100 words decide, and raises the threshold there by 3."""
COLLOCATION_FEATURES = (
    FeatureSpec(
        PREFIX + "pmi_mean",
        wording="words stand side by side {value:times} times as often as by chance "
        "(clean English: {usual:times})",
        quantiles=HIGH,
    ),
    FeatureSpec(
        PREFIX + "pmi_function_content",
        wording="small words (“of”, “the”) stand beside others {value:times} times as often as "
        "by chance (clean English: {usual:times})",
        quantiles=HIGH,
    ),
    FeatureSpec(
        PREFIX + "unseen_function_content",
        wording="{value:%} of small words (“of”, “the”) stand where they are hardly ever met "
        "(clean English: {usual:%})",
        quantiles=LOW,
    ),
    FeatureSpec(
        PREFIX + "negative",
        wording="{value:%} of neighbouring words meet less often than by chance "
        "(clean English: {usual:%})",
        quantiles=LOW,
    ),
    FeatureSpec(
        PREFIX + "isolated",
        wording="{value:%} of words are unusual beside both neighbours (clean English: {usual:%})",
        quantiles=LOW,
    ),
    FeatureSpec(
        PREFIX + "repelled",
        wording="{value:%} of words do not go with their two neighbours taken together "
        "(clean English: {usual:%})",
        quantiles=LOW,
    ),
)
REPLACED = Feature(
    PREFIX + "replaced",
    coefficient=40.0,
    center=EMPTY.replaced,
    scale=1.0,
    low=EMPTY.replaced,
    high=0.3,
    wording="{value:%} of words look as if they were put in for a synonym (clean English: 3%)",
)
"""Its weight is stated, too: fitted on a program that takes its synonyms from the same thesaurus it
is ten times what it is on one that takes them elsewhere. One word more of 35 adds 0.7."""
REPLACED_IN_PASSAGES = replace(REPLACED, coefficient=20.0)
EVIDENCE_FEATURE = FeatureSpec(
    EVIDENCE,
    wording="words that known programs put for others weigh {value:n} per 100 words "
    "(clean English: -1.5)",
    quantiles=LOW,
)
DOCUMENT_FEATURES = (*COLLOCATION_FEATURES[:4], EVIDENCE_FEATURE)
"""Without the words that are odd beside both neighbours: they say what the pairs say, and beside
those they weigh nothing, or in a document's favour, which nobody could be told."""
