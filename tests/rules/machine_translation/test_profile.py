"""The collocation profile: pairs as the counts define them, sums that hold for every stretch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Span
from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.collocation import facts, pairs, tokens
from auditor_rules.machine_translation.measures import COLLOCATION_MEASURES, feature_values
from auditor_rules.machine_translation.profile import (
    EMPTY,
    profile,
    profile_outside,
    profile_within,
)

TEXT = "The minister said that the war was over. However, the navy will stay in the gulf."


def joined(text: str) -> list[str]:
    document = Document("d", text)
    found = tokens(document)
    return [
        text[found.starts[index - 1] : found.ends[index]]
        for index, is_joined in enumerate(pairs(document).is_joined)
        if is_joined
    ]


def test_pairs_do_not_run_over_punctuation_numbers_or_names() -> None:
    assert joined("He met Clemens on 3 May in the park, they talked.") == [
        "He met",
        "in the",
        "the park",
        "they talked",
    ]


def test_a_genitive_is_a_word_of_its_own() -> None:
    assert joined("the minister’s car") == ["the minister", "minister’s", "’s car"]


def test_pairs_do_not_run_over_a_line_end() -> None:
    assert joined("the war\nwas over") == ["the war", "was over"]


def test_a_usual_pair_has_positive_information_and_an_odd_one_negative() -> None:
    ids = counts().ids

    assert facts(ids["rather"], ids["than"]).pmi > 3
    assert facts(ids["quite"], ids["than"]).pmi < 0


def test_the_empty_document_has_the_values_of_clean_text() -> None:
    assert profile(Document("d", "")) == pytest.approx(EMPTY)
    assert {each.name: each.measure(Document("d", "")) for each in COLLOCATION_MEASURES} == (
        pytest.approx(feature_values(EMPTY))
    )


def test_repeating_a_sentence_changes_nothing() -> None:
    once, often = Document("d", TEXT), Document("d", "\n".join([TEXT] * 5))

    assert profile(once) == profile(often)


def test_the_whole_stretch_is_the_document() -> None:
    document = Document("d", TEXT)

    assert profile_within(document, Span(0, len(TEXT))) == profile(document)
    assert profile_outside(document, Span(0, len(TEXT))) == pytest.approx(EMPTY)


@given(st.text(alphabet=st.sampled_from("the war of navy's 3.\n,’A"), max_size=200))
@settings(max_examples=100)
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    found = tokens(Document("d", text))

    edges = [edge for span in zip(found.starts, found.ends, strict=True) for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert len(pairs(Document("d", text)).pmi) == len(found.ids)
