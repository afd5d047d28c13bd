"""Ignore comments: what they cover, and what happens to those that say nothing useful."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.check.ignore_comments import Ignore, Malformed, ignores_in

KNOWN = frozenset(("boilerplate", "boilerplate/menu", "attribution"))


def one(source: str) -> Ignore | Malformed:
    (found,) = ignores_in(source, KNOWN)
    return found


def test_beside_text_it_holds_for_that_line() -> None:
    found = one(
        "first\nsecond <!-- audit: ignore boilerplate/menu it is a quotation --> end\nthird"
    )

    assert found == Ignore(("boilerplate/menu",), "it is a quotation", 2, 8, 2)


def test_alone_it_holds_to_the_end_of_the_next_paragraph() -> None:
    found = one("a\n<!-- audit: ignore boilerplate -->\n\nb\nc\n\nd")

    assert found == Ignore(("boilerplate",), "", 2, 1, 5)


def test_over_several_lines_and_for_several_rules() -> None:
    found = one("<!-- audit: ignore\n  boilerplate,attribution\n  — because: so -->\ntext")

    assert found == Ignore(("boilerplate", "attribution"), "because: so", 1, 1, 4)


def test_for_a_file_it_covers_everything_and_the_document_itself() -> None:
    found = one("x\n<!-- AUDIT: ignore-file attribution - an advertorial -->")

    assert isinstance(found, Ignore)
    assert found.is_for_file
    assert found.covers(None, None)
    assert found.covers(999, 999)


def test_a_finding_is_covered_when_one_of_its_lines_is() -> None:
    found = Ignore(("attribution",), "", line=3, column=1, last_line=5)

    assert [found.covers(*lines) for lines in ((1, 2), (1, 3), (5, 9), (6, 6), (None, None))] == [
        False,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- audit: ingore boilerplate -->", "'ingore' is no instruction"),
        ("<!-- audit: -->", "'' is no instruction"),
        ("<!-- audit: ignore -->", "names no rule"),
        ("<!-- audit: ignore boilerplate/manu x -->", "did you mean 'boilerplate/menu'"),
        ("<!-- audit: ignore boilerplate", "is not closed with -->"),
    ],
)
def test_what_cannot_be_understood_is_told(comment: str, message: str) -> None:
    found = one(f"a\n {comment}")

    assert isinstance(found, Malformed)
    assert message in found.message
    assert (found.line, found.column) == (2, 2)


def test_other_comments_are_none_of_ours() -> None:
    assert list(ignores_in("<!-- audition: ignore boilerplate --> audit: ignore", KNOWN)) == []


pieces = st.sampled_from(
    [
        "<!--",
        "-->",
        "audit:",
        " ignore ",
        "ignore-file ",
        "boilerplate",
        ",",
        "\n",
        "\r\n",
        "x",
        "—",
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
@settings(max_examples=100)
def test_any_text_gives_comments_in_order_within_it(source: str) -> None:
    found = list(ignores_in(source, KNOWN))
    places = [(each.line, each.column) for each in found]

    assert places == sorted(set(places))
    for each in found:
        assert 1 <= each.line <= source.count("\n") + 1
        if isinstance(each, Ignore) and not each.is_for_file:
            assert each.line <= each.last_line <= source.count("\n") + 1
