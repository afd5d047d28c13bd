"""A finding is recognised again after its document changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.document import Span
from auditor.fingerprint import Fingerprint, fingerprint, pair

RULE = "attribution/anonymous-source"
TEXT = "On Monday the bridge was closed again, officials said, because of the heavy rain upstream."


def of(text: str, quote: str = "officials said", rule: str = RULE) -> Fingerprint:
    start = text.index(quote)
    return fingerprint(text, rule, Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("edited", "quote"),
    [
        ("A new first line.\n\n" + TEXT, "officials said"),
        (TEXT.replace(" ", "\n"), "officials\nsaid"),
        (TEXT.upper(), "OFFICIALS SAID"),
        (TEXT.replace(",", " –"), "officials said"),
    ],
    ids=["moved", "wrapped", "capitals", "punctuation"],
)
def test_moving_and_reformatting_leave_the_fingerprint_alone(edited: str, quote: str) -> None:
    assert of(edited, quote) == of(TEXT)


@pytest.mark.parametrize(
    ("edited", "quote"),
    [
        (TEXT.replace("closed again", "shut for good"), "officials said"),
        (TEXT.replace("heavy rain", "flood"), "officials said"),
        (TEXT.replace("officials said", "two officials said"), "two officials said"),
        ("Elsewhere: officials said no.", "officials said"),
    ],
    ids=["before", "after", "within", "around"],
)
def test_one_small_edit_still_pairs(edited: str, quote: str) -> None:
    assert of(edited, quote) != of(TEXT)
    assert pair([of(TEXT)], [of(edited, quote)]) == {0: 0}


def test_another_rule_never_pairs() -> None:
    assert pair([of(TEXT)], [of(TEXT, rule="attribution/weasel")]) == {}


def test_the_same_words_in_two_other_places_do_not_pair() -> None:
    elsewhere = [of("One: officials said a."), of("Two: officials said b.")]

    assert pair([of(TEXT)], elsewhere) == {}


def test_repeated_findings_pair_in_order_and_once() -> None:
    assert pair([of(TEXT)] * 2, [of(TEXT)] * 3) == {0: 0, 1: 1}


def test_a_finding_about_the_whole_document_goes_by_its_rule() -> None:
    assert str(fingerprint(TEXT, "attribution/no-byline", None)) == "attribution/no-byline:::"


def test_what_is_no_fingerprint_is_refused() -> None:
    with pytest.raises(ValueError, match="expected rule:quote:before:after"):
        Fingerprint.parse("a:b")


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_writing_and_reading_give_the_same(text: str, start: int, end: int) -> None:
    made = fingerprint(text, RULE, Span(start, end))

    assert Fingerprint.parse(str(made)) == made
    assert pair([made], [made]) == {0: 0}
