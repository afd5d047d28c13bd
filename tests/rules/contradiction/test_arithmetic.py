"""What sums and spans of years say when they do not add up."""

from __future__ import annotations

import pytest

from auditor import Document, Rule, findings_of
from auditor_rules.contradiction.arithmetic import said
from auditor_rules.contradiction.rules import (
    conversion_mismatch,
    parts_and_whole,
    weekday_date_mismatch,
    years_mismatch,
    years_reversed,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (87_000_000.0, "87 million"),
        (1.25e9, "1.25 billion"),
        (31_000.0, "31,000"),
        (2.5, "2.5"),
        (999_999.0, "999,999"),
    ],
)
def test_numbers_are_printed_as_an_article_would(value: float, expected: str) -> None:
    assert said(value) == expected


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            parts_and_whole.RULE,
            "Schools get 36 million, roads 22 million and the old 15 million. Together that makes "
            "84 million.",
            "The parts before it add up to 73 million, not 84 million.",
        ),
        (
            years_mismatch.RULE,
            "Tarrow, 9 October 2024. For twenty-four years it rained here, since 2010.",
            "From 2010 to 2024, when this was written, 14 years have passed, not 24.",
        ),
        (
            years_mismatch.RULE,
            "9 October 2024. Ada Brook, 45, was born in 1960 in Tarrow.",
            "Who was born in 1960 is 64 in 2024, when this was written, not 45.",
        ),
        (
            weekday_date_mismatch.RULE,
            "It opens on Friday, 10 October. On Saturday, October 10 there is music.",
            "The date is a Saturday here and a Friday earlier on.",
        ),
        (
            conversion_mismatch.RULE,
            "It is 20 km (5 miles) long.",
            "20 km is about 12.4 miles, not 5 miles.",
        ),
        (
            years_reversed.RULE,
            "The mill stood empty between 2010 – as it were – from 2012 to 2005.",
            "This span of years ends in 2005, before it begins in 2012.",
        ),
    ],
)
def test_a_message_names_both_values(rule: Rule, text: str, expected: str) -> None:
    (found,) = findings_of(rule, Document("test", text))

    assert found.message == expected


def test_a_year_far_from_its_span_is_not_looked_at() -> None:
    text = f"9 October 2024. For twenty-four years {'it rained ' * 40}since 2010."

    assert findings_of(years_mismatch.RULE, Document("test", text)) == []
