"""Numbers half replaced: what is found, what it was, and what people write themselves."""

from __future__ import annotations

import pytest

from auditor import Document, findings_of
from auditor_rules.machine_translation.rules.spun_number import RULE


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (each.span.of(text), each.suggestion, each.kind)
        for each in findings_of(RULE, Document("test", text))
        if each.span is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It got Six,000,500 votes.", ("Six,000,500", "6,000,500", "thousands")),
        ("It sold four.5 million.", ("four.5", "4.5", "decimal")),
        ("It fell by Twelve.25 percent.", ("Twelve.25", "12.25", "decimal")),
        ("Some THREE% fell.", ("THREE%", "3%", "percent")),
        ("It cost £Nine billion.", ("£Nine", "£9", "currency")),
        ("$three,000 was lost.", ("$three", "$3", "currency")),
        ("In the Other 1/2 of it.", ("the Other 1/2", "the Other half", "half")),
        ("Each yr it grows.", ("Each yr", "Each year", "year")),
        ("In third YRS it grows.", ("third YRS", "third yearS", "year")),
        ("A 12-12 months-old boy.", ("12-12 months-old", "12-year-old", "aged")),
        ("Between 3 nations.", ("Between 3 nations", "Between three nations", "few")),
        ("About 10's of them.", ("10's of", "tens of", "plural")),
        ("About 100’s of them.", ("100’s of", "hundreds of", "plural")),
        ("About 1,000's of them.", ("1,000's of", "thousands of", "plural")),
    ],
)
def test_a_number_gets_back_what_it_was(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]


def test_a_finding_shows_both_and_a_digit_before_a_pair_is_only_a_note() -> None:
    text = "The 2 sides met in the second 1/2."
    few, half = findings_of(RULE, Document("test", text))

    assert (
        few.message == "“The 2 sides” where writers use “The two sides”: signs of a synonym program"
    )
    assert (few.severity, few.confidence) == ("note", 0.3)
    assert (half.severity, half.confidence) == ("warning", RULE.confidence)


@pytest.mark.parametrize(
    "text",
    [
        "This yr / next yr / last yr |",
        "This yr/",
        "This yr| last yr |",
        "This yr\tlast yr\t",
        "The last yr.",
        "A 5 yr wait, per yr, and a yr ago; 12 yrs exp.",
        "It sold four.5 houses.",
        "Some 4.5 percent, $3 million and 12 percent.",
        "The six,000,50 votes.",
    ],
)
def test_headings_and_what_people_write_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_after_a_heading_the_search_goes_on() -> None:
    assert [each[0] for each in found("This yr / last yr: four,500")] == ["last yr", "four,500"]


def test_two_spaces_end_a_column_heading() -> None:
    assert [each[0] for each in found("This yr  / next")] == ["This yr"]


def test_numbers_that_stand_close_are_each_found_once() -> None:
    text = "In the final yr the 2 sides met; the second 1/2 was four,500, five,600 or six,700."

    assert [each[0] for each in found(text)] == [
        "final yr",
        "the 2 sides",
        "second 1/2",
        "four,500",
        "five,600",
        "six,700",
    ]
