"""Numbers in words: what each is worth, and the size of its last digit."""

from __future__ import annotations

import pytest

from auditor.text.numerals import Numeral, find_spelt, numeral_of


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("seven", Numeral(7, 1)),
        ("twenty", Numeral(20, 10)),
        ("twenty-four", Numeral(24, 1)),
        ("a dozen", Numeral(12, 12)),
        ("a hundred", Numeral(100, 100)),
        ("three hundred", Numeral(300, 100)),
        ("two hundred and six", Numeral(206, 1)),
        ("two hundred and fifty thousand", Numeral(250_000, 1000)),
        ("a million", Numeral(1e6, 1e6)),
        ("one million two hundred thousand", Numeral(1_200_000, 1000)),
        # What programs that re-word leave of "3,000".
        ("three,000", Numeral(3000, 1000)),
        ("three,500", Numeral(3500, 1)),
        ("twenty,000", Numeral(20_000, 10_000)),
        # A half is of the last digit, and one behind a magnitude of that.
        ("two and a half", Numeral(2.5, 0.1)),
        ("two and a quarter", Numeral(2.25, 0.1)),
        ("a million and a half", Numeral(1.5e6, 1e5)),
        ("a million and a quarter", Numeral(1.25e6, 1e5)),
        ("two and a half million", Numeral(2.5e6, 1e5)),
        ("two and a quarter million", Numeral(2.25e6, 1e5)),
        ("half a million", Numeral(5e5, 1e5)),
        ("a third of a million", Numeral(1e6 / 3, 1e5)),
        ("three quarters of a million", Numeral(7.5e5, 1e5)),
        ("two-thirds", Numeral(2 / 3, 0.01, is_share=True)),
        ("three quarters", Numeral(0.75, 0.01, is_share=True)),
        ("third", Numeral(3, 1, is_ordinal=True)),
        ("twentieth", Numeral(20, 1, is_ordinal=True)),
        ("twenty-first", Numeral(21, 1, is_ordinal=True)),
    ],
)
def test_a_number_in_words_has_its_worth(text: str, numeral: Numeral) -> None:
    (match,) = find_spelt(text)

    assert match.group() == text
    assert numeral_of(match) == numeral


@pytest.mark.parametrize(
    ("text", "spelt", "share"),
    [
        ("a third of the sheep", "a third", 1 / 3),
        ("an eighth of them", "an eighth", 1 / 8),
        ("half of the sheep", "half", 1 / 2),
    ],
)
def test_a_part_of_something_is_a_share(text: str, spelt: str, share: float) -> None:
    (match,) = find_spelt(text)

    assert match.group() == spelt
    assert numeral_of(match) == Numeral(share, 0.01, is_share=True)
