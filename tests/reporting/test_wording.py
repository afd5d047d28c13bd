"""What the reports say in words."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.reporting.wording import cell, main_reason


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (15000.0, "15,000"), (1300000.0, "1,300,000"), (2.5, "2.5"), (3, "3"), ("a", "a")],
)
def test_a_cell_shows_numbers_as_people_write_them(value: Any, shown: str) -> None:
    assert cell(value) == shown


def score(label: str, probability: float | None, abstention: str | None = None) -> dict[str, Any]:
    reasons = [
        {"wording": "base rate", "log_odds": 3.0},
        {"wording": "little", "log_odds": 0.2},
        {"wording": "much", "log_odds": 2.0},
        {"wording": "against", "log_odds": -4.0},
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
