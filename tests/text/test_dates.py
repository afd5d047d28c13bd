"""Dates as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.dates import find_dates

Parts = tuple[int | None, int | None, int | None, int | None]


def read(text: str) -> list[tuple[str, Parts]]:
    return [(d.span.of(text), (d.year, d.month, d.day, d.weekday)) for d in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wednesday, October 9, 2024 - 4:50 pm",
            ("Wednesday, October 9, 2024 - 4:50 pm", (2024, 10, 9, 2)),
        ),
        ("Wed., Oct. 9, 2024", ("Wed., Oct. 9, 2024", (2024, 10, 9, 2))),
        ("MONDAY, 9 OCTOBER 2023", ("MONDAY, 9 OCTOBER 2023", (2023, 10, 9, 0))),
        ("9 October 2024 (Wednesday)", ("9 October 2024 (Wednesday)", (2024, 10, 9, 2))),
        ("on October 9, a Wednesday, it", ("October 9, a Wednesday", (None, 10, 9, 2))),
        ("the 9th of October", ("9th of October", (None, 10, 9, None))),
        ("Monday the 9th of October", ("Monday the 9th of October", (None, 10, 9, 0))),
        ("on Oct. 9 they", ("Oct. 9", (None, 10, 9, None))),
        ("in May 2015", ("May 2015", (2015, 5, None, None))),
        ("in May they", ("May", (None, 5, None, None))),
        ("since 2015 they", ("2015", (2015, None, None, None))),
        ("born in 1970 they", ("1970", (1970, None, None, None))),
        ("31 April 2020", ("31 April 2020", (2020, 4, 31, None))),
        ("2024-10-09T10:20", ("2024-10-09T10:20", (2024, 10, 9, None))),
        ("12/31/2024", ("12/31/2024", (2024, 12, 31, None))),
        ("31/12/2024", ("31/12/2024", (2024, 12, 31, None))),
        ("31.12.2024", ("31.12.2024", (2024, 12, 31, None))),
        ("31/13/2024", ("31/13/2024", (2024, None, None, None))),
        ("13/31/2024", ("13/31/2024", (2024, None, None, None))),
        ("12/05/2024", ("12/05/2024", (2024, None, None, None))),
        ("05/12/2024", ("05/12/2024", (2024, None, None, None))),
        ("1 May 2020", ("1 May 2020", (2020, 5, 1, None))),
        ("39 October 2020", ("39 October 2020", (2020, 10, 39, None))),
        ("Miller (2015) writes", ("2015", (2015, None, None, None))),
        ("10/11/2024", ("10/11/2024", (2024, None, None, None))),
        ("Tuesday's meeting", ("Tuesday", (None, None, None, 1))),
    ],
)
def test_a_date_is_read_as_far_as_it_is_given(text: str, expected: tuple[str, Parts]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "May I march on?",
        "March 10,000 miles",
        "June 5 percent up",
        "2000 people",
        "Model 2024",
        "0 October",
        "(2015 was good)",
        "2015 km",
        "in 2015 people",
    ],
)
def test_verbs_names_and_counts_are_no_dates(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["22 to 24 October 2024", "October 22-24, 2024", "22–24 October 2024"]
)
def test_a_range_of_days_is_one_mention(text: str) -> None:
    (found,) = find_dates(text)

    assert (found.span.of(text), found.day, found.last_day, found.month) == (text, 22, 24, 10)


def test_a_weekday_and_a_count_are_not_taken_for_a_date() -> None:
    assert read("Sunday 12 people met") == [("Sunday", (None, None, None, 6))]


def test_a_weekday_behind_belongs_to_a_day_that_has_none() -> None:
    assert read("Monday, 9 October 2023 (Tuesday)") == [
        ("Monday, 9 October 2023", (2023, 10, 9, 0)),
        ("Tuesday", (None, None, None, 1)),
    ]
    assert read("in October (Tuesday)") == [
        ("October", (None, 10, None, None)),
        ("Tuesday", (None, None, None, 1)),
    ]


@pytest.mark.parametrize(
    ("text", "has_time"),
    [("2024-10-09T10:20", True), ("2024-10-09", False), ("9 May", False), ("9 May, 4 pm", True)],
)
def test_whether_a_date_has_a_time_is_known(text: str, has_time: bool) -> None:
    (found,) = find_dates(text)

    assert (found.span.of(text), found.has_time) == (text, has_time)


def test_a_time_belongs_to_its_date() -> None:
    text = "Sept 5 at 10:30 a.m."

    assert [(d.span.of(text), d.has_time) for d in find_dates(text)] == [(text, True)]


PIECES = st.sampled_from(
    "Monday , . - 9 31 th October May 2024 of the to ( ) 10:30 pm / T in since 2024-10-09 \n".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=100)
@given(TEXTS | st.text(max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_dates(text)

    ends = [0, *(date.span.end for date in found)]
    assert all(
        end <= d.span.start < d.span.end <= len(text) for end, d in zip(ends, found, strict=False)
    )
    assert all(date.month is None or 1 <= date.month <= 12 for date in found)


@pytest.mark.parametrize(
    "piece", ["1", "9 ", "May ", "9 to ", "Monday, ", "2024-", "1/", "Monday the "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    assert len(find_dates(piece * 50_000)) <= 50_000
