"""Many spans answer as asking each of them would."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Span
from auditor.spans import Spans

spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda at: Span(at[0], sum(at)))


@given(st.lists(spans, max_size=8), spans)
@settings(max_examples=200)
def test_one_of_them_overlaps_or_covers(many: list[Span], one: Span) -> None:
    assert Spans(many).overlap(one) == any(each.overlaps(one) for each in many)
    assert Spans(many).cover(one) == any(each.covers(one) for each in many)


@given(st.lists(spans, max_size=8), st.integers(0, 40))
@settings(max_examples=200)
def test_one_of_them_holds_a_character(many: list[Span], offset: int) -> None:
    assert Spans(many).hold(offset) == any(each.start <= offset < each.end for each in many)
    assert bool(Spans(many)) == bool(many)
