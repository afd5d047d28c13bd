"""The probability that a word was put in for a synonym."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document
from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.collocation import tokens
from auditor_rules.machine_translation.replacement import SHARE, replacements
from auditor_rules.machine_translation.synonyms import COMMONEST, synonyms


def probability(text: str, word: str) -> float:
    document = Document("d", text)
    ids: list[int] = tokens(document).ids.tolist()
    return float(replacements(document).probability[ids.index(counts().ids[word])])


def test_a_synonym_that_was_put_in_is_likelier_so_than_the_word_it_replaced() -> None:
    assert probability("they cognize that the road is closed", "cognize") > 0.9
    assert probability("they know that the road is closed", "know") < SHARE


def test_the_odds_are_those_of_bayes_rule() -> None:
    table, ids = counts(), counts().ids

    def fit(word: int) -> float:
        together = [(ids["the"], word), (word, ids["non"])]
        fits = ((table.pair(*each) + 0.5) / (table.expected(*each) + 0.5) for each in together)
        return table.unigrams[word] * math.prod(fits)

    word = ids["twelvemonth"]
    ratios = [
        fit(each) / fit(word) / len(synonyms().of(each)) for each in synonyms().of(word)[:COMMONEST]
    ]
    odds = SHARE / (1 - SHARE) * sum(ratios)
    assert probability("the twelvemonth non", "twelvemonth") == pytest.approx(odds / (1 + odds))


@given(st.text(alphabet=st.sampled_from("the year of twelvemonth navy's 3.\n,’A"), max_size=200))
@settings(max_examples=100)
def test_probabilities_are_of_judged_words_alone(text: str) -> None:
    found = replacements(Document("d", text))

    assert len(found.probability) == len(tokens(Document("d", text)).ids)
    assert ((found.probability >= 0) & (found.probability < 1)).all()
    assert not found.probability[~found.is_judged].any()
