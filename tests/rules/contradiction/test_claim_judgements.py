"""A short text held against its article, figure by figure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document
from auditor_rules.contradiction.claim_features import FEATURES, judged_figures
from auditor_rules.contradiction.claims import doubts
from auditor_rules.contradiction.figures import figures_of, tokens_of
from auditor_rules.contradiction.learning.injected_sentences import numbers_apart
from auditor_rules.contradiction.trees import claim_forest

ARTICLE = (
    "\nThe Lindhaven ferry company expects earnings per berth in the range of $1.30 to $1.40 for "
    "the fourth quarter of 2020. The harbour of Vellmouth was shut for 30 days after the storm. "
    "In the third quarter of 2019 the company had sold 5 million tickets.\n"
)


def read(text: str) -> list[tuple[str, str, float | str, str]]:
    """Return text, kind, value and unit of the figures of a text."""
    found = figures_of(text, tokens_of(text, 0, len(text)))
    return [(figure.span.of(text), figure.kind, figure.value, figure.unit) for figure in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.30 to $1.45", [("1.30", "number", 1.3, "money"), ("1.45", "number", 1.45, "money")]),
        ("by 4-7% a head", [("4", "number", 4.0, "%"), ("7", "number", 7.0, "%")]),
        ("in Q3", [("Q3", "ordinal", 3.0, "quarter")]),
        (
            "the third-quarter",
            [("third", "ordinal", 3.0, "quarter"), ("quarter", "period", "quarter", "")],
        ),
        ("the CoV-2 virus", [("CoV-2", "code", "cov2", "cov")]),
        ("twenty - five boats", [("twenty - five", "number", 25.0, "")]),
        ("a twenty-first boat", [("twenty-first", "ordinal", 21.0, "")]),
        ("5bn crowns", [("5bn", "number", 5e9, "")]),
        (
            "30 days of rain",
            [("30", "number", 30.0, "day"), ("days", "period", "day", "")],
        ),
        ("the year was wet", []),
        ("since last year", [("year", "period", "year", "")]),
        ("on Monday in May", [("Monday", "weekday", 0.0, ""), ("May", "month", 5.0, "")]),
        ("they may march", []),
        ("at 6:55 in 1987", [("6:55", "clock", "6:55", ""), ("1987", "year", 1987.0, "")]),
        ("", []),
    ],
)
def test_figures_are_read_one_by_one(
    text: str, expected: list[tuple[str, str, float | str, str]]
) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The ferry company expects earnings per berth in the range of $1.30 to $1.40.", []),
        ("The ferry company expects earnings per berth in the range of $1.30 to $1.45.", ["1.45"]),
        ("The harbour of Vellmouth was shut for 30 days after the storm.", []),
        ("The harbour of Vellmouth was shut for 12 days after the storm.", ["12"]),
        ("Nobody knows.", []),
    ],
)
def test_only_a_figure_that_the_article_has_otherwise_is_doubted(
    claim: str, expected: list[str]
) -> None:
    document = Document("test", claim + ARTICLE)

    found = [
        each.span.of(document.text)
        for each in doubts(document, len(claim))
        if each.kind == "number"
    ]

    assert found == expected


def test_the_rival_is_what_the_article_has_instead() -> None:
    claim = "The harbour of Vellmouth was shut for 12 days after the storm."
    document = Document("test", claim + ARTICLE)

    (rival,) = [each.rival for each in doubts(document, len(claim)) if each.kind == "number"]

    assert rival is not None
    assert rival.of(document.text) == "30"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It was 45.6 crowns (2021: 409.5 crowns).", "It was 410 crowns (409.5 crowns).", True),
        ("It was 117.9 crowns (2018: 117.9).", "It was 120 crowns (2018: 117.9).", True),
        ("Orders of 9,050 to 9,750 boats.", "Orders of around 8,500 boats.", True),
        ("Orders of 9,050 to 9,750 boats.", "Orders of around 9,000 boats.", False),
        ("It is the number one in the market.", "It is second in the market.", True),
        ("It is the number one in the market.", "It is first in the market.", False),
        ("It rained for 3 days.", "It rained.", False),
    ],
)
def test_sentences_about_one_thing_differ_in_a_number(one: str, other: str, expected: bool) -> None:
    assert numbers_apart(one, other) is expected


def test_the_model_that_ships_knows_the_features_that_are_computed() -> None:
    assert claim_forest().features == FEATURES


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=120))
def test_figures_of_any_text_lie_inside_it_in_order(claim: str, article: str) -> None:
    document = Document("test", claim + article)

    spans = [each.figure.span for each in judged_figures(document, len(claim))]

    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(claim) for span in spans)
