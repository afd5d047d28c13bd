"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, quantities
from auditor.text.quantities import Quantity, find_quantities


def read(text: str) -> list[tuple[str, float, float, str, str]]:
    found = quantities(Document("test", text))
    return [(q.span.of(text), q.low, q.high, q.unit, q.qualifier) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("about three,000 walkers came", ("three,000", 3000, 3000, "", "about")),
        ("a 1.3 million-strong crowd", ("1.3 million", 1.3e6, 1.3e6, "", "")),
        ("sold for $51m last year", ("$51m", 51e6, 51e6, "USD", "")),
        ("nearly half a million came", ("half a million", 5e5, 5e5, "", "nearly")),
        ("a third of a million bees", ("a third of a million", 1 / 3 * 1e6, 1 / 3 * 1e6, "", "")),
        ("a million and a half trees", ("a million and a half", 1.5e6, 1.5e6, "", "")),
        ("two and a half million trees", ("two and a half million", 2.5e6, 2.5e6, "", "")),
        ("10 to 12 million trees", ("10 to 12 million", 1e7, 1.2e7, "", "")),
        ("between 10 and 12 trees", ("10 and 12", 10, 12, "", "")),
        ("10-12 people were there", ("10-12", 10, 12, "", "")),
        ("up to 20 per cent of them", ("20 per cent", 20, 20, "%", "up to")),
        ("5 percentage points", ("5 percentage points", 5, 5, "percentage points", "")),
        ("a 45-year-old baker", ("45-year-old", 45, 45, "years old", "")),
        ("Ada Brook, 45, a baker", ("45", 45, 45, "years old", "")),
        ("as many as 11,000 sheep", ("11,000", 11000, 11000, "", "up to")),
        ("no fewer than 300 sheep", ("300", 300, 300, "", "at least")),
        ("10,000 or more sheep", ("10,000", 10000, 10000, "", "at least")),
        ("two-thirds of the sheep", ("two-thirds", 100 * (2 / 3), 100 * (2 / 3), "%", "")),
        ("it cost US$5,000 to mend", ("US$5,000", 5000, 5000, "USD", "")),
        ("it cost 10 million euros", ("10 million euros", 1e7, 1e7, "EUR", "")),
        ("the road is 20km long", ("20km", 20, 20, "km", "")),
        ("the 100m final", ("100m", 100, 100, "metres", "")),
        ("it holds 5m people", ("5m", 5e6, 5e6, "", "")),
        ("twenty-four ducks", ("twenty-four", 24, 24, "", "")),
        (
            "two hundred and fifty thousand",
            ("two hundred and fifty thousand", 250e3, 250e3, "", ""),
        ),
        ("more than 2000 people", ("2000", 2000, 2000, "", "more than")),
        ("three dozen eggs", ("three dozen", 36, 36, "", "")),
        ("Aged 45, she", ("45", 45, 45, "years old", "")),
        ("a girl aged 1 slept", ("1", 1, 1, "years old", "")),
        ("saw 123456 sheep", ("123456", 123456, 123456, "", "")),
        ("a Boeing 1,737 in all", ("1,737", 1737, 1737, "", "")),
    ],
)
def test_a_quantity_is_read_with_its_unit_and_qualifier(
    text: str, expected: tuple[str, float, float, str, str]
) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 and again on 2024-10-09, at 10:30 and at 5pm.",
        "An F-16, COVID-19, the G7, a Boeing 737, 5G, the 1980s, v2.0.1 and 24/7.",
        "They won 3-1, and the vote was 52-48.",
        "The file 1234567 and a Boeing 737 in all.",
        "Call 555-123-4567, ask for No. 5 and press #7.",
        "One of them said that no one came one by one.",
    ],
)
def test_years_codes_times_scores_and_pronouns_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_a_change_is_two_quantities_and_not_a_range() -> None:
    found = [(low, high) for _, low, high, _, _ in read("It rose from 40 to 50 percent.")]

    assert found == [(40, 40), (50, 50)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10-12 people", [(10, 12)]),
        ("10-12 million", [(1e7, 1.2e7)]),
        ("10-12 km", [(10, 12)]),
        ("10-12 dozen", [(120, 144)]),
        ("500 to 2 million people", [(500, 2e6)]),
        ("10-12 in the north", []),
        ("between 10 and 12 people", [(10, 12)]),
        ("both 10 and 12 people", [(10, 10), (12, 12)]),
        ("10 or 12 people", [(10, 12)]),
        ("rose 10 or 12 percent", [(10, 10), (12, 12)]),
        ("12 to 10 people", [(12, 12), (10, 10)]),
        ("5 km to 7 miles", [(5, 5), (7, 7)]),
        ("$5 to $7", [(5, 7)]),
        ("5 to 7 to 9 people", [(5, 7), (9, 9)]),
    ],
)
def test_a_range_is_one_quantity_where_its_words_say_so(
    text: str, expected: list[tuple[float, float]]
) -> None:
    assert [(low, high) for _, low, high, _, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$5k", 5000, "USD"),
        ("5k people", 5000, ""),
        ("5K in the north", 5000, ""),
        ("$5m", 5e6, "USD"),
        ("5m people", 5e6, ""),
        ("5m high", 5, "metres"),
    ],
)
def test_a_letter_is_a_magnitude_or_a_unit(text: str, value: float, unit: str) -> None:
    assert [each[1:4] for each in read(text)] == [(value, value, unit)]


def test_ordinals_say_that_they_are() -> None:
    found = find_quantities("the 22nd time, the twenty-first century and the third man")

    assert [(q.low, q.is_ordinal) for q in found] == [(22, True), (21, True), (3, True)]


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("8,000", 1000),
        ("8,040", 10),
        ("1.3 million", 1e5),
        ("7", 1),
        ("0", 1),
        ("half a million", 1e5),
        ("two-thirds of the", 5),
        ("10 to 12 million", 1e7),
        ("40 to 55", 10),
    ],
)
def test_the_grain_is_the_size_of_the_last_digit_given(text: str, grain: float) -> None:
    assert find_quantities(f"{text} bees")[0].grain == grain


PIECES = st.sampled_from(
    """10 , . - – 12 million and a half third of to $ £ 5m one two-thirds % per cent 1,000 three,000
    between about more than from 2015 22nd st : / # No. km year old Ada people \n é ４ ½""".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join)


@settings(max_examples=100)
@given(TEXTS | st.text(max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found: tuple[Quantity, ...] = find_quantities(text)

    ends = [0, *(quantity.span.end for quantity in found)]
    assert all(
        end <= q.span.start < q.span.end <= len(text) for end, q in zip(ends, found, strict=False)
    )
    assert all(quantity.low <= quantity.high for quantity in found)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1,000", "10 to ", "two-", "hundred ", "$", "1-", "a "]
)
def test_hostile_repetition_ends(piece: str) -> None:
    assert len(find_quantities(piece * 50_000)) <= 50_000 * len(piece)
