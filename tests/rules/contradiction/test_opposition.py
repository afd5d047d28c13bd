"""Denials, opposites and claims."""

from __future__ import annotations

import pytest

from auditor import Document
from auditor_rules.contradiction.claims import doubts
from auditor_rules.contradiction.negation import opposed, opposites, share_of, statement_of


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The bridge was opened.", "The bridge was not opened.", "negation"),
        ("Nobody likes the bridge.", "People like the bridge.", "negation"),
        ("Prices rose in May.", "Prices fell in May.", "antonym"),
        ("The rule is legal.", "The rule is illegal.", "antonym"),
        ("The bridge was opened.", "The bridge was opened in May.", None),
        ("He not only opened the bridge.", "He opened the bridge.", None),
    ],
)
def test_sentences_deny_one_another(one: str, other: str, kind: str | None) -> None:
    found = opposed(statement_of(one), statement_of(other))

    assert (found.kind if found else None) == kind


def test_opposites_go_both_ways() -> None:
    table = opposites()

    assert all(stem in table[other] for stem, others in table.items() for other in others)


def test_what_two_sentences_share_is_weighed_by_rarity() -> None:
    harbour = statement_of("the crane of the harbour")

    assert share_of(harbour, statement_of("the crane of the harbour fell")) == pytest.approx(1.0)
    assert share_of(harbour, statement_of("bread")) == 0.0
    assert share_of(statement_of(""), harbour) == 0.0


def test_a_claim_is_held_against_its_article() -> None:
    claim = "The Vellmouth ferry carried 300 people."
    text = f"{claim}\n\nThe ferry of Vellmouth carried 214 people and a dog on Sunday."
    found = doubts(Document("test", text), len(claim))

    assert [(d.span.of(text), d.kind, d.rival and d.rival.of(text)) for d in found] == [
        ("300", "number", "214")
    ]
