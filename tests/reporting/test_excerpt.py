"""The line around a place: cut to its surroundings, and marked exactly below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from auditor.reporting.excerpt import WIDTH, excerpt_of


def test_a_place_is_marked_below() -> None:
    assert excerpt_of("one\ntwo three\nfour", 8, 13) == ("two three", "    ^^^^^")


def test_a_place_over_two_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt_of("two three\nfour", 4, 14) == ("two three", "    ^^^^^")


def test_wide_characters_take_two_columns() -> None:
    assert excerpt_of("日本 x", 3, 4) == ("日本 x", "     ^")


def test_indentation_goes_and_what_acts_is_shown() -> None:
    assert excerpt_of("\t  a\x1b[31m b", 9, 10) == ("a⟨U+001B⟩[31m b", "             ^")


def test_a_long_line_is_cut_on_both_sides_of_the_place() -> None:
    line, mark = excerpt_of(f"{'before ' * 50}HERE{' after' * 50}", 350, 354)

    assert line[mark.index("^") : mark.rindex("^") + 1] == "HERE"
    assert (line[0], line[-1], len(line)) == ("…", "…", WIDTH)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_a_line_is_never_wider_than_the_page_and_the_mark_lies_below_it(
    text: str, start: int, length: int
) -> None:
    start = min(start, len(text))

    line, mark = excerpt_of(text, start, min(start + length, len(text)))

    assert "\n" not in line + mark
    assert cell_len(line) <= WIDTH
    assert mark.strip() and set(mark.strip()) == {"^"}
    assert len(mark) <= cell_len(line) + 1
