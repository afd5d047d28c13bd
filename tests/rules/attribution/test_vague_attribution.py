"""Claims hung on nobody: how grave, and when a named member of the group makes good for it."""

from __future__ import annotations

import pytest

from auditor import Document, findings_of
from auditor_rules.attribution.rules.vague_attribution import REACH, REACH_BACK, RULE

CLAIM = "Many analysts said prices will fall."


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (each.span.of(text), each.severity, each.kind)
        for each in findings_of(RULE, Document("test", text))
        if each.span is not None
    ]


def test_a_claim_with_figures_weighs_more_than_one_without() -> None:
    text = (
        "Observers believe that $41 was paid for the port. Some say it will close. It is believed "
        "that it was sold. The bridge is seen as a gift. Reports suggest that it stands."
    )

    assert found(text) == [
        ("Observers believe", "warning", "group"),
        ("Some say", "note", "hearsay"),
        ("It is believed that", "note", "impersonal"),
        ("is seen as", "note", "passive"),
        ("Reports suggest", "note", "report"),
    ]


def test_the_message_quotes_it_and_says_who_is_missing() -> None:
    text = "Some say it will close, as experts say."
    messages = [each.message for each in findings_of(RULE, Document("test", text))]

    assert messages == [
        "Vague attribution: “Some say” names nobody.",
        "Vague attribution: “experts say” names a group and nobody in it.",
    ]


@pytest.mark.parametrize(
    ("person", "is_made_good"),
    [
        ("Ann Lee, an analyst at Oxbow, spoke.", True),
        ("Ann Lee, head of analysis at Oxbow, spoke.", True),
        ("Ann Lee, a banker at Oxbow, spoke.", False),
        ("Ann Lee spoke of an analyst.", False),
    ],
)
def test_a_named_member_of_the_group_makes_good_for_it(person: str, is_made_good: bool) -> None:
    assert found(f"{CLAIM} {person}") == [("Many analysts said", "note", "group")] * (
        not is_made_good
    )


def test_some_of_a_group_are_made_good_for_too_and_reports_are_not() -> None:
    assert found("Some doctors said prices will fall.") == [
        ("Some doctors said", "note", "some-group")
    ]
    assert found("Some doctors said prices will fall. Ann Lee, a doctor at Oxbow, spoke.") == []
    assert found("Reports suggest that it fell. Ann Lee, a reporter at Oxbow, spoke.") == [
        ("Reports suggest", "note", "report")
    ]


def test_only_the_group_that_she_is_of_is_made_good_for() -> None:
    text = "Analysts said it will fall. Critics said it will rise. Ann Lee, an analyst, spoke."

    assert [each[0] for each in found(text)] == ["Critics said"]


@pytest.mark.parametrize(("distance", "is_made_good"), [(REACH - 1, True), (REACH, False)])
def test_she_speaks_soon_after(distance: int, is_made_good: bool) -> None:
    claim = "Many analysts said"
    between = " prices will fall."
    text = f"{claim}{between}{' ' * (distance - len(between))}Ann Lee, an analyst at Oxbow, spoke."
    assert text.index("Ann") - len(claim) == distance

    assert (found(text) == []) == is_made_good


@pytest.mark.parametrize(
    ("distance", "is_made_good"), [(REACH_BACK - 1, True), (REACH_BACK, False)]
)
def test_or_not_long_before(distance: int, is_made_good: bool) -> None:
    person = "Ann Lee, an analyst at Oxbow, spoke."
    text = f"{person}{' ' * (distance - len(person))}{CLAIM}"
    assert text.index("Many") == distance

    assert (found(text) == []) == is_made_good
