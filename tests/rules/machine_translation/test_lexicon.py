"""The lexicon of spun phrases: its guards, its forms, its suggestions."""

from __future__ import annotations

import pytest

from auditor import Document, PackError, Span
from auditor.engine.audit_documents import findings_of
from auditor_rules.lexicons import lexicons, parse_lexicon
from auditor_rules.machine_translation.casing import in_case_of
from auditor_rules.machine_translation.guards import next_word, parse_guard
from auditor_rules.machine_translation.rules.spun_phrase import RULE, spun_lists, spun_phrases

SPUN = (
    "Tanks moved to the entrance line quite than wait. The White Home and Wall Avenue were silent."
)


def _listed() -> dict[str, dict[str, str]]:
    return {
        phrase: dict(row)
        for name in spun_lists()
        for phrase, row in lexicons()[name].items()
        if row["base"] == phrase
    }


def test_there_are_more_than_1500_entries_besides_inflections() -> None:
    assert len(_listed()) > 1500


def test_every_entry_is_folded_has_a_usual_form_and_a_guard_that_can_be_read() -> None:
    for phrase, row in _listed().items():
        assert phrase == phrase.lower().strip()
        assert row["usual"].strip()
        assert row["usual"].split("|")[0].lower() != phrase
        parse_guard(row.get("guard", ""))


def test_a_listed_noun_is_found_in_its_plural_with_the_plural_suggested() -> None:
    document = Document("", "The entrance lines moved.")

    assert [(hit.span, hit.usual) for hit in spun_phrases(document)] == [
        (Span(4, 18), "front lines")
    ]


def test_forms_of_a_phrase_are_inflected_like_the_usual_one() -> None:
    rows = parse_lexicon(
        "phrase\tusual\tinflect\ncash register\ttill\tn\nforge a vote\tcast a vote\tv"
    )

    assert {phrase: row["usual"] for phrase, row in rows.items()} == {
        "cash register": "till",
        "cash registers": "tills",
        "forge a vote": "cast a vote",
        "forges a vote": "casts a vote",
        "forged a vote": "cast a vote",
        "forging a vote": "casting a vote",
    }


@pytest.mark.parametrize(
    ("found", "usual", "expected"),
    [
        ("white home", "White House", "White House"),
        ("quite than", "rather than", "rather than"),
        ("Quite than", "rather than", "Rather than"),
        ("QUITE THAN", "rather than", "RATHER THAN"),
        ("Entrance Line", "front line|front lines", "Front Line|Front Lines"),
        ("Minister Of Protection", "Minister of Defence", "Minister of Defence"),
    ],
)
def test_a_suggestion_keeps_the_capitals_of_what_stands_there(
    found: str, usual: str, expected: str
) -> None:
    assert in_case_of(found, usual) == expected


@pytest.mark.parametrize(
    ("guard", "holds"),
    [
        ("", True),
        ("next=moved", True),
        ("next=moved|ran ; prev=grey", True),
        ("next!=moved", False),
        ("prev=^", False),
        ("prev=-ey", True),
        ("near=river", True),
        ("near!=river", False),
        ("case=lower", True),
        ("case=capital", False),
        ("next=#", False),
    ],
)
def test_a_guard_looks_at_the_words_around(guard: str, holds: bool) -> None:
    document = Document("", "A big grey cat moved to the river.")

    assert parse_guard(guard).holds(document, Span(11, 14)) is holds


def test_a_clause_ends_at_punctuation() -> None:
    assert next_word(Document("", "the cat, moved"), Span(4, 7)) == "^"


@pytest.mark.parametrize("guard", ["beside=a", "next", "hits=many", "next="])
def test_a_guard_that_cannot_be_read_is_refused(guard: str) -> None:
    with pytest.raises(PackError, match="guard"):
        parse_guard(guard)


def test_an_entry_right_elsewhere_counts_only_beside_other_entries() -> None:
    alone = Document("", "The state sent troopers to the border.")
    beside = Document("", "The army sent troopers to the border. " + SPUN)

    assert "troopers" not in {hit.entry for hit in spun_phrases(alone)}
    assert "troopers" in {hit.entry for hit in spun_phrases(beside)}


def test_of_overlapping_entries_the_longest_stands() -> None:
    hits = spun_phrases(Document("", "A satellite tv for pc was launched by the Wall Avenue firm."))

    assert [hit.usual for hit in hits] == ["satellite", "Wall Street"]


def test_a_text_with_many_entries_is_an_error_and_one_is_a_warning() -> None:
    many = (
        SPUN + " He has change into a position mannequin. It has forged doubt. They discovered out."
    )

    assert {finding.severity for finding in findings_of(RULE, Document("", many))} == {"error"}
    assert {finding.severity for finding in findings_of(RULE, Document("", SPUN))} == {"warning"}
