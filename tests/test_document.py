"""Documents: views computed once, positions in the source."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import Anchor, Document, Position, Span, line_starts, view, words


def test_a_view_is_computed_once_per_document() -> None:
    calls = []

    @view
    def length(document: Document) -> int:
        calls.append(document.id)
        return len(document.text)

    one, other = Document("one", "abc"), Document("other", "abcd")

    assert [length(one), length(one), length(other)] == [3, 3, 4]
    assert calls == ["one", "other"]


def test_views_play_no_part_in_equality_and_do_not_travel() -> None:
    read, unread = Document("d", "some words"), Document("d", "some words")
    words(read)

    assert read == unread
    assert pickle.loads(pickle.dumps(read))._views == {}


@given(st.text(alphabet="ab\n", max_size=60), st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    document = Document("d", text)
    offset = data.draw(st.integers(0, len(text)))

    line, column = document.position(offset)

    assert line_starts(document)[line - 1] + column - 1 == offset
    assert text[:offset].count("\n") == line - 1


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, (5, 3)), (3, (5, 6)), (6, (6, 1)), (8, (9, 1)), (9, (9, 1))],
)
def test_anchors_lead_to_the_source_file(offset: int, expected: tuple[int, int]) -> None:
    anchors = (Anchor(0, 5, 3, True), Anchor(8, 9, 1, False))
    document = Document("d", "hello\nyou all", anchors=anchors)

    assert document.position(offset) == Position(*expected)


def test_spans_are_half_open() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert Span(0, 4).covers(Span(0, 4))
    assert not Span(0, 3).covers(Span(2, 4))
