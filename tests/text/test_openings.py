"""Patterns tried only where their openings stand find what they would find anywhere."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.openings import matches_at, places_of


def test_every_place_is_found_and_places_may_overlap() -> None:
    assert list(places_of("banana", "ana")) == [1, 3]
    assert list(places_of("", "a")) == []


def test_matches_come_in_order_whatever_the_order_of_the_openings() -> None:
    pattern = re.compile(r"(?:our|this) \w+")

    found = matches_at(pattern, "in this town, our town", ("our ", "this "))

    assert [match[0] for match in found] == ["this town", "our town"]


@given(st.text(alphabet="ab ", max_size=60))
@settings(max_examples=100)
def test_the_first_match_is_the_pattern_s_own(text: str) -> None:
    pattern = re.compile(r"ab+|b ")
    own = pattern.search(text)

    found = next(matches_at(pattern, text, ("ab", "b ")), None)

    assert (found and found.span()) == (own and own.span())
