"""Names with their kinds, titles and roles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.gazetteer import gazetteer
from auditor.text.names import find_names


def kinds(text: str) -> list[tuple[str, str]]:
    return [(name.span.of(text), name.kind) for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Kyiv spoke.", [("Kyiv", "place")]),
        ("The European Union's budget", [("European Union", "organisation")]),
        ("two North Korean soldiers", [("North Korean", "demonym")]),
        ("the Ministry of Fisheries said", [("Ministry of Fisheries", "organisation")]),
        (
            "the Food and Safety Agency said",
            [("Food and Safety Agency", "organisation")],
        ),
        ("However, Monday was dry.", []),
        ("What Does This Mean For The Region?", []),
        ("TAGS\n\nThe BBC reported", [("BBC", "organisation")]),
        ("Zebulon walked. Later Zebulon ran.", [("Zebulon", "unknown"), ("Zebulon", "unknown")]),
    ],
)
def test_a_name_has_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_title_stands_before_and_a_role_after() -> None:
    text = "U.S. Trade Secretary Ann Lee met Omar Diaz, head of the port. Former mayor Bo Tan left."
    people = [name for name in find_names(text) if name.kind == "person"]

    assert [(each.span.of(text), each.title, each.role) for each in people] == [
        ("Ann Lee", "U.S. Trade Secretary", ""),
        ("Omar Diaz", "", "head of the port"),
        ("Bo Tan", "mayor", ""),
    ]


def test_a_surname_alone_is_the_person_named_in_full() -> None:
    text = "Maria Kowalska spoke. Kowalska then left."

    assert [(name.kind, name.full) for name in find_names(text)] == [
        ("person", "Maria Kowalska"),
        ("person", "Maria Kowalska"),
    ]


def test_a_demonym_knows_its_country() -> None:
    assert gazetteer().country_of["Ukrainian"] == "Ukraine"
    assert gazetteer().country_of["Kyiv"] == "Ukraine"


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            "President Ann of Kyiv the Lee, U.S. North Korean Ministry ’s O’Hara said. \n A The Dr."
            " Jong-un and Inc. Zed's É".split(" ")
        ),
        max_size=25,
    ).map(" ".join)
)
def test_names_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for name in find_names(text):
        assert last <= name.span.start < name.span.end <= len(text)
        assert name.kind in {"person", "place", "organisation", "demonym", "unknown"}
        assert name.full
        last = name.span.end


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    find_names(text)


@pytest.mark.parametrize("unit", ["A", "A ", "Of of ", "President ", "Ann Lee, ", "A.", "A'"])
def test_hostile_text_is_read_in_one_pass(unit: str) -> None:
    text = unit * 10_000

    assert all(name.span.end <= len(text) for name in find_names(text))
