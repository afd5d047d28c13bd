"""What the model of whole documents weighs, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Document, Model, audit_document, discover
from auditor_rules.contradiction import models
from auditor_rules.contradiction.measures import claims_restated_otherwise

FESTIVAL = (
    "Harbour festival draws 12,000 visitors\n"
    "The harbour festival in Vellmouth ended on Sunday with music and rain.\n"
    "The {} visitors of the harbour festival drank all the lemonade there was.\n"
)
CLAIM = (
    "The harbour festival in Vellmouth drew 12,000 visitors from three countries.\n"
    "It ended on Sunday with music and rain.\n"
    "In short, the harbour festival in Vellmouth drew {} visitors from three countries.\n"
)
RAIN = "Nobody in the old town could remember a summer in which it had rained so long. " * 6


@pytest.fixture
def model() -> Model:
    (found,) = models()
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLAIM.format("31,000"), 1),
        (CLAIM.format("12,000"), 0),
        (FESTIVAL.format("31,000"), 0),  # other words: only a suspicion
        ("", 0),
    ],
)
def test_only_what_is_said_again_is_counted(text: str, expected: int) -> None:
    assert claims_restated_otherwise(Document("test", text)) == expected


def test_a_suspicion_is_a_note_and_weighs_nothing() -> None:
    audit = audit_document(Document("test", FESTIVAL.format("31,000") + RAIN), discover())
    clean = audit_document(Document("test", FESTIVAL.format("12,000") + RAIN), discover())

    assert [f.severity for f in audit.findings if f.dimension == "contradiction"] == ["note"]
    assert (
        audit.scorecard["contradiction"].probability == clean.scorecard["contradiction"].probability
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (FESTIVAL.format("12,000") + RAIN, "clear"),
        (FESTIVAL.format("31,000") + RAIN, "clear"),
        (CLAIM.format("31,000") + RAIN, "review"),
        (CLAIM.format("31,000") + RAIN * 60, "review"),
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
