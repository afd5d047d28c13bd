"""What the reports say in words."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.reporting.wording import cell, main_reason, reasons_in_words, reliability


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (15000.0, "15,000"), (1300000.0, "1,300,000"), (2.5, "2.5"), (3, "3"), ("a", "a")],
)
def test_a_cell_shows_numbers_as_people_write_them(value: Any, shown: str) -> None:
    assert cell(value) == shown


def score(label: str, probability: float | None, abstention: str | None = None) -> dict[str, Any]:
    reasons = [
        {"feature": "base rate", "wording": "base rate", "log_odds": 3.0},
        {"feature": "little", "wording": "little", "log_odds": 0.2},
        {"feature": "much", "wording": "much", "log_odds": 2.0},
        {"feature": "against", "wording": "against", "log_odds": -4.0},
    ]
    return {
        "label": label,
        "probability": probability,
        "reasons": reasons,
        "abstention": abstention,
    }


def test_the_main_reason_is_what_speaks_for_the_fault_most() -> None:
    assert main_reason(score("review", 0.7)) == "much"


def test_a_clear_dimension_has_no_main_reason_unless_its_probability_asks_for_one() -> None:
    assert main_reason(score("clear", 0.2)) == ""
    assert main_reason(score("clear", 0.88) | {"review_from": 0.92}) == (
        "below the 92 % from which a text of this length goes to review"
    )
    assert main_reason(score("clear", 0.88)) == "not enough for a text of this length"


def test_an_abstention_gives_its_own_reason() -> None:
    assert main_reason(score("abstain", None, "too short")) == "too short"


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            {"confidence": 0.87, "times_right": [18, 19]},
            "18 of 19 findings of this kind were right",
        ),
        (
            {"confidence": 0.87, "times_right": None},
            "findings of this kind are right about 8 times in 10 (an estimate)",
        ),
        ({"confidence": 0.05}, "findings of this kind are right about once in 10 (an estimate)"),
        ({"confidence": 0.99}, "findings of this kind are nearly always right (an estimate)"),
    ],
)
def test_a_finding_says_how_often_its_kind_is_right(finding: dict[str, Any], words: str) -> None:
    assert reliability(finding) == words


def test_reasons_are_words_and_at_most_three_and_none_for_a_clear_one() -> None:
    assert reasons_in_words(score("clear", 0.2)) == []
    assert reasons_in_words(score("review", 0.7)) == ["much", "little"]
    assert reasons_in_words(score("fail", 0.7) | {"decided_by": ["boilerplate/menu"]}) == [
        "found, and enough by itself: boilerplate/menu",
        "much",
        "little",
    ]
