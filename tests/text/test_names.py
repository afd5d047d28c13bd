"""Names with their kinds, titles and roles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.gazetteer import gazetteer
from auditor.text.names import MAX_RUN_LENGTH, find_names


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
        ("Zebulon walked.", []),
        ("Zebulon Quux walked.", [("Zebulon Quux", "unknown")]),
        ("Zed Quux Sr. walked", [("Zed Quux Sr.", "unknown")]),
        (
            "Zed Quux. Fyre walked. A Fyre",
            [("Zed Quux", "unknown"), ("Fyre", "unknown"), ("Fyre", "unknown")],
        ),
        ("“Zebulon walked", []),
        ("- Zebulon walked", [("Zebulon", "unknown")]),
        # One word: known, in capitals, a title.
        ("Russian came", [("Russian", "demonym")]),
        ("NATO met", [("NATO", "organisation")]),
        ("NATO\nmet NATO", [("NATO", "organisation"), ("NATO", "organisation")]),
        ("saw QUUXEN met", [("QUUXEN", "organisation")]),
        ("saw Zed's QUUXEN met", [("Zed", "unknown"), ("QUUXEN", "organisation")]),
        ("saw Zed's QUUXENS met", [("Zed", "unknown"), ("QUUXENS", "unknown")]),
        ("saw QUUXENS met", [("QUUXENS", "unknown")]),
        ("A met", []),
        ("the President met", []),
        # Capitals that only their place gives.
        ("US and IT went", [("US", "place")]),
        ("the IT Ministry opened", [("IT Ministry", "organisation")]),
        ("The US Navy came", [("US Navy", "organisation")]),
        ("In May Quux came", [("May Quux", "unknown")]),
        ("Zed The Quux", []),
        # Where a run of capitalised words is split.
        ("the Bank of Quux opened", [("Bank of Quux", "organisation")]),
        ("the Quux of Fyre opened", [("Quux", "unknown"), ("Fyre", "unknown")]),
        ("the Quux for Fyre opened", [("Quux", "unknown"), ("Fyre", "unknown")]),
        ("saw Zed's Quux", [("Zed", "unknown"), ("Quux", "unknown")]),
        ("saw Zed. Quux", [("Zed", "unknown")]),
        ("saw St. Quux", [("St. Quux", "unknown")]),
        ("Ludwig van Quux came", [("Ludwig van Quux", "person")]),
        ("met al-Quux there", [("al-Quux", "unknown")]),
        ("met d’Quux there", [("d’Quux", "unknown")]),
        ("Quux & Fyre came", [("Quux & Fyre", "unknown")]),
        ("met Zed\u00a0Quux", [("Zed\u00a0Quux", "unknown")]),
        # What makes an organisation.
        ("Quux Ministry opened", [("Quux Ministry", "organisation")]),
        ("Ministry of Quux opened", [("Ministry of Quux", "organisation")]),
        ("Ministry Quux opened", [("Ministry Quux", "unknown")]),
        # What makes a person.
        ("Maria Quux came", [("Maria Quux", "person")]),
        ("J. Quux came", [("J. Quux", "person")]),
        ("Zed Q. Quux came", [("Zed Q. Quux", "person")]),
        ("Zed Quux Q. came", [("Zed Quux Q.", "unknown")]),
        ("Maria Quux Fyre Blip came", [("Maria Quux Fyre Blip", "person")]),
        ("Maria Quux Fyre Blip Esk came", [("Maria Quux Fyre Blip Esk", "unknown")]),
        ("Russian Maria Quux came", [("Russian", "demonym"), ("Maria Quux", "person")]),
        # What "and" joins.
        (
            "saw Security and Cooperation Center",
            [("Security and Cooperation Center", "organisation")],
        ),
        ("Security and Cooperation Center", [("Security and Cooperation Center", "organisation")]),
        ("saw Security and Zed", [("Security", "unknown"), ("Zed", "unknown")]),
        ("saw Security and NATO", [("Security", "unknown"), ("NATO", "organisation")]),
        (
            "saw Quux and Cooperation Center",
            [("Quux", "unknown"), ("Cooperation Center", "organisation")],
        ),
        (
            "saw Security or Cooperation Center",
            [("Security", "unknown"), ("Cooperation Center", "organisation")],
        ),
    ],
)
def test_a_name_has_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_an_office_without_its_holder_is_no_person() -> None:
    assert not any(name.kind == "person" for name in find_names("Director of National Health met"))


def test_a_title_stands_before_and_a_role_after() -> None:
    text = "U.S. Trade Secretary Ann Lee met Omar Diaz, head of the port. Former mayor Bo Tan left."
    people = [name for name in find_names(text) if name.kind == "person"]

    assert [(each.span.of(text), each.title, each.role) for each in people] == [
        ("Ann Lee", "U.S. Trade Secretary", ""),
        ("Omar Diaz", "", "head of the port"),
        ("Bo Tan", "mayor", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "title", "role"),
    [
        ("the former prime minister Zed Quux left", "Zed Quux", "former prime minister", ""),
        ("minister Zed Quux left", "Zed Quux", "minister", ""),
        ("He met minister Zed here", "Zed", "minister", ""),
        ("a mother, minister Zed Quux", "Zed Quux", "minister", ""),
        ("the North Korean leader Zed Quux", "Zed Quux", "North Korean leader", ""),
        ("a Ukrainian foreign minister Zed Quux", "Zed Quux", "Ukrainian foreign minister", ""),
        ("He met the spokeswoman Zed, a mother", "Zed", "spokeswoman", "mother"),
        ("said President Putin", "Putin", "President", ""),
        ("U.S. President Joe Biden's son", "Joe Biden", "U.S. President", ""),
        ("German Chancellor Zed Quux came", "Zed Quux", "German Chancellor", ""),
        ("met Mr. A. Quux Jr. today", "A. Quux Jr.", "Mr.", ""),
        ("Secretary for Health Ann Lee", "Ann Lee", "Secretary for Health", ""),
        ("Minister of Foreign Affairs Zed Quux", "Zed Quux", "Minister of Foreign Affairs", ""),
        ("President of Costa Rica Zed Quux", "Zed Quux", "President of Costa Rica", ""),
        ("Minister of Foreign Maria Quux", "Maria Quux", "Minister of Foreign", ""),
        ("Zed Quux, the head of the port, spoke", "Zed Quux", "", "head of the port"),
        ("Zed Quux, who was chairman; he", "Zed Quux", "", "chairman"),
        ("President Zed Quux, head of it", "Zed Quux", "President", "head of it"),
        ("Zed Quux, CHAIRMAN of it", "Zed Quux", "", "CHAIRMAN of it"),
        (
            "Zed Quux, one two three four five six head",
            "Zed Quux",
            "",
            "one two three four five six head",
        ),
        ("Zed Quux Fyre Blip Dorn, head of it", "Zed Quux Fyre Blip Dorn", "", "head of it"),
    ],
)
def test_a_title_or_a_role_makes_a_person(text: str, name: str, title: str, role: str) -> None:
    people = [each for each in find_names(text) if each.kind == "person"]

    assert [(each.span.of(text), each.title, each.role) for each in people] == [(name, title, role)]


@pytest.mark.parametrize(
    "text",
    [
        "Zed Quux, one two three four five six seven head",
        "Zed Quux , head of it",
        "Zed Quux; head of it",
        "met Zed, head of it",
        "Zed Quux Fyre Blip Dorn Esk, head of it",
        "South African Zed Quux came",
        "a minister, Zed Quux",
        "a minister\nZed Quux",
        "a prime mover Zed Quux",
    ],
)
def test_a_role_elsewhere_makes_none(text: str) -> None:
    assert [each for each in find_names(text) if each.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Kowalska spoke. Kowalska then left.", ["Maria Kowalska", "Maria Kowalska"]),
        ("Ann Lee spoke. Ann then left.", ["Ann Lee", "Ann Lee"]),
        ("Ann Lee met Maria Lee. Lee left.", ["Ann Lee", "Maria Lee", "Ann Lee"]),
        ("Kim Jong-un spoke. Kim left.", ["Kim Jong-un", "Kim Jong-un"]),
        ("Ann Lee met President Lee.", ["Ann Lee", "Ann Lee"]),
        # The article of an Arabic surname, and an elided particle, belong to it.
        ("Omar al-Quux spoke. Quux left.", ["Omar al-Quux", "Omar al-Quux"]),
        ("Omar el-Quux spoke. Quux left.", ["Omar el-Quux", "Omar el-Quux"]),
        ("Omar d’Ocagne spoke. There d’Ocagne left.", ["Omar d’Ocagne", "Omar d’Ocagne"]),
        ("Omar van spoke.", []),
        ("Zed Lee met Lee.", []),
    ],
)
def test_a_surname_alone_is_the_person_named_in_full_first(text: str, expected: list[str]) -> None:
    assert [name.full for name in find_names(text) if name.kind == "person"] == expected


def test_who_is_no_person_has_neither_title_nor_role() -> None:
    others = find_names("South African Zed Quux Fyre Blip Dorn Esk, head of it, left Kyiv.")

    assert [(each.kind, each.title, each.role) for each in others] == [
        ("demonym", "", ""),
        ("unknown", "", ""),
        ("place", "", ""),
    ]


def test_a_run_longer_than_those_remembered_is_read_alike() -> None:
    word = "Q" + "u" * (MAX_RUN_LENGTH // 2)

    assert kinds(f"saw {word} {word}, head of it") == [(f"{word} {word}", "person")]


def test_a_place_named_like_a_person_stays_a_place() -> None:
    text = "Maria Berlin spoke in Berlin."

    assert [(name.kind, name.full) for name in find_names(text)] == [
        ("person", "Maria Berlin"),
        ("place", "Berlin"),
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
