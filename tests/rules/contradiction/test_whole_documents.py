"""What the model of whole documents weighs, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Document, Model, audit_document, discover
from auditor_rules.contradiction import models
from auditor_rules.contradiction.measures import likeliest_disagreement, opening_numbers_unsupported
from auditor_rules.contradiction.trees import forest

FESTIVAL = (
    "Harbour festival draws 12,000 visitors\n"
    "The harbour festival in Vellmouth ended on Sunday with music and rain.\n"
    "The {} visitors of the harbour festival drank all the lemonade there was.\n"
)
RAIN = "Nobody in the old town could remember a summer in which it had rained so long. " * 6


@pytest.fixture
def model() -> Model:
    (found,) = models()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FESTIVAL.format("31,000"), 1),
        (FESTIVAL.format("12,000"), 0),
        (FESTIVAL.format("many"), 0),  # nothing is said in its stead
        ("Festival ends on Sunday\nOn Monday it rained.", 0),
        ("Festival draws 12,000 visitors.", 0),
        ("", 0),
    ],
)
def test_numbers_of_the_first_line_are_looked_for_in_the_rest(text: str, expected: int) -> None:
    assert opening_numbers_unsupported(Document("test", text)) == expected


def test_the_likeliest_pair_is_the_trees_own_probability() -> None:
    document = Document("test", FESTIVAL.format("31,000"))

    assert likeliest_disagreement(document) >= forest().possible
    assert likeliest_disagreement(Document("test", FESTIVAL.format("12,000"))) == 0
    assert likeliest_disagreement(Document("test", "")) == 0


def test_a_certain_trees_word_is_taken() -> None:
    certain = forest()._replace(baseline=20.0, trees=())

    assert likeliest_disagreement(Document("test", FESTIVAL.format("31,000")), certain) > 0.99


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (FESTIVAL.format("12,000") + RAIN, "clear"),
        (FESTIVAL.format("31,000") + RAIN, "review"),
        (RAIN + "\nIt opened on Saturday, October 10, 2025.", "review"),
        (FESTIVAL.format("31,000"), "abstain"),
    ],
)
def test_the_scorecard_follows_the_model(text: str, label: str) -> None:
    audit = audit_document(Document("test", text), discover())

    assert audit.scorecard["contradiction"].label == label


def test_more_of_anything_never_lowers_the_probability(model: Model) -> None:
    assert all(feature.coefficient > 0 for feature in model.features)


def test_abstains_below_its_shortest_document_and_outside_english(model: Model) -> None:
    assert model.abstention(model.minimum_words, "en") is None
    assert model.abstention(model.minimum_words - 1, "en") is not None
    assert model.abstention(model.minimum_words, "fr") is not None
    assert replace(model, languages=()).abstention(model.minimum_words, "fr") is None
