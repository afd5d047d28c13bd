"""Phrases of many lists in one pass, as whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.document import Span
from auditor.text.phrases import PhraseHit, PhraseMatcher

MATCHER = PhraseMatcher({"rooms": ["white home", "home", "white home staff"], "plain": ["home"]})


def test_every_list_that_has_a_phrase_is_told_of_it_the_shorter_first() -> None:
    assert MATCHER.find("the white home staff") == {
        "rooms": (
            PhraseHit("rooms", "white home", Span(4, 14)),
            PhraseHit("rooms", "white home staff", Span(4, 20)),
            PhraseHit("rooms", "home", Span(10, 14)),
        ),
        "plain": (PhraseHit("plain", "home", Span(10, 14)),),
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("home", 1),
        ("(home)", 1),
        ("a home a", 1),
        ("ahome", 0),
        ("homes", 0),
        ("home1", 0),
        ("1home", 0),
        ("home-home", 2),
        ("homehome", 0),
    ],
)
def test_a_phrase_stands_as_whole_words(text: str, count: int) -> None:
    assert len(MATCHER.find(text).get("plain", ())) == count


def test_a_mark_at_the_end_of_a_phrase_needs_no_space_around_it() -> None:
    matcher = PhraseMatcher({"marks": ["(c)", "a."]})

    assert [hit.phrase for hit in matcher.find("x(c)y, a.b")["marks"]] == ["(c)", "a."]


@given(st.text(alphabet="home white-1", max_size=60))
def test_hits_say_what_stands_there_in_order(text: str) -> None:
    for name, hits in MATCHER.find(text).items():
        assert [hit.lexicon for hit in hits] == [name] * len(hits)
        assert [hit.phrase for hit in hits] == [hit.span.of(text) for hit in hits]
        assert list(hits) == sorted(hits, key=lambda hit: hit.span)
