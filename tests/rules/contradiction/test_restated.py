"""Two sentences that say the same, and the one thing that they tell otherwise."""

from __future__ import annotations

import pytest

from auditor import Document, Rule, findings_of
from auditor_rules.contradiction.differences import differences
from auditor_rules.contradiction.rules import numbers_disagree, share_mismatch

LEAD = "The harbour bridge in Vellmouth was opened on Monday by 40 sailors from Tarrow.\n"
RAIN = "It rained all day, and nobody spoke for long.\n" * 4


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            "The harbour bridge in Vellmouth was opened on Monday by 60 sailors from Tarrow.",
            "number",
        ),
        ("In short, 60 sailors from Tarrow opened the harbour bridge in Vellmouth.", "number"),
        (
            "As noted, " + LEAD.replace("Monday", "Friday").replace("The", "the").strip(),
            "date",
        ),
        ("In 2019 the harbour bridge in Vellmouth was opened by 40 sailors.", None),
        ("The harbour bridge in Tarrow was opened on Monday by 60 sailors.", None),
        ("Another 60 sailors from Tarrow opened the harbour bridge in Vellmouth.", None),
        ("The harbour bridge in Vellmouth was opened on Monday by 40 sailors from Tarrow.", None),
    ],
)
def test_a_single_difference_is_found(said: str, kind: str | None) -> None:
    found = differences(Document("test", LEAD + RAIN + said))

    assert [each.kind for each in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "Brent crude settled at $81.10 a barrel, up 1.1%. West Texas crude settled at $77.45 a "
        "barrel, up 2.0%.",
        "The storms have hit 920,300 families across 4,212 villages. A total of 41,600 families "
        "are in 980 centres across the island.",
        "Firms raised $188 million in May. Of this, $64 million went to the firm Loadline, with a "
        "valuation of $880 million.",
        "Lindhaven: 40 homes refused\nPERMISSION for 39 homes in Lindhaven has been refused.",
    ],
)
def test_what_may_be_of_two_things_is_a_note_at_most(text: str) -> None:
    found = findings_of(numbers_disagree.RULE, Document("test", text))

    assert [each for each in found if each.severity != "note"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all 30 of the 120 members (25%) came.", 0),
        ("In all 30 of the 120 members (35%) came.", 1),
        ("In all 30 of the 120 members (35% of the women) came.", 0),
        ("It won 3 of 5 games in 2019 (12%).", 0),
        ("Of 1,000 asked, 333 agreed, or a third, and 33.3 percent did not.", 0),
        ("A total of 2,000 of 3,000 homes (69%) have a garden.", 0),
        ("See 12/48 (25%) and 13/48 (47%).", 1),
    ],
)
@pytest.mark.parametrize("rule", [share_mismatch.RULE])
def test_shares_are_reckoned(rule: Rule, text: str, expected: int) -> None:
    assert len(findings_of(rule, Document("test", text))) == expected
