"""Parts and their whole: where it adds up, where it does not, and where nobody said it should."""

from __future__ import annotations

import pytest

from auditor import Document, findings_of
from auditor_rules.contradiction.rules.parts_and_whole import RULE

LIST = "Schools get 36 million, roads 22 million and the old 15 million. "  # 73 million


def found(text: str) -> list[tuple[str, list[str], str]]:
    return [
        (each.span.of(text), [span.of(text) for span in each.related], each.message)
        for each in findings_of(RULE, Document("test", text))
        if each.span is not None
    ]


def test_it_is_a_conflict_of_arithmetic() -> None:
    (each,) = findings_of(RULE, Document("test", f"{LIST}Together that makes 84 million."))

    assert (each.kind, each.grade) == ("arithmetic", "conflict")


@pytest.mark.parametrize(
    ("text", "whole", "parts", "message"),
    [
        (
            f"{LIST}That is 84 million in all.",
            "84 million",
            ["36 million", "22 million", "15 million"],
            "The parts before it add up to 73 million, not 84 million.",
        ),
        (
            "There were 30 sailors, of whom 31 could not swim.",
            "31",
            ["30"],
            "31 cannot be a part of 30.",
        ),
        (
            "Of the 3 ships one had 30 sailors, of whom 41 could not swim.",
            "41",
            ["30"],
            "41 cannot be a part of 30.",
        ),
        (
            "The budget is 84 million, 6 million more than the 74 million of last year.",
            "84 million",
            ["6 million", "74 million"],
            "74 million and 6 million make 80 million, not 84 million.",
        ),
        (
            "The budget is 60 million, 6 million less than the 74 million of last year.",
            "60 million",
            ["6 million", "74 million"],
            "74 million less 6 million make 68 million, not 60 million.",
        ),
        (
            "In 3 towns it had 84, which is 6 higher than the 74 of before.",
            "84",
            ["6", "74"],
            "74 and 6 make 80, not 84.",
        ),
        (
            "It has 9 km, 6 more than the 84, 6 more than the 74.",
            "84",
            ["6", "74"],
            "74 and 6 make 80, not 84.",
        ),
        (
            "In the poll 58 percent were in favour and 45 percent against.",
            "45 percent",
            ["58 percent"],
            "These shares add up to 103 percent.",
        ),
    ],
)
def test_a_finding_names_the_whole_its_parts_and_the_sum(
    text: str, whole: str, parts: list[str], message: str
) -> None:
    assert found(text) == [(whole, parts, message)]


@pytest.mark.parametrize(
    ("told", "is_wrong"),
    [
        # Half the sum of what rounding can have taken off the parts: 0.69 million.
        ("73.6 million", False),
        ("73.7 million", True),
        ("72.4 million", False),
        ("72.3 million", True),
        # From half to twice the sum it may be the list's; beyond, it is of something else.
        ("36.5 million", False),
        ("36.6 million", True),
        ("145 million", True),
        ("146 million", False),
        ("180 million", False),
        ("about 84 million", False),
    ],
)
def test_a_total_may_differ_by_rounding_and_may_be_of_something_else(
    told: str, is_wrong: bool
) -> None:
    assert [each[0] for each in found(f"{LIST}Together that makes {told}.")] == [told] * is_wrong


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        # Small numbers: 2 percent of the sum is less than half a piece of each.
        ("They found 10, 12 and 9 of them. Together that makes 31.6.", False),
        ("They found 10, 12 and 9 of them. Together that makes 31.7.", True),
        ("They found 40, 2 and 3 of them. Together that makes 45.75.", False),
        ("They found 40, 2 and 3 of them. Together that makes 45.85.", True),
        ("They drank 0.1, 0.1 and 0.1 there. Together that makes 0.45.", True),
        # Two are no list; not all of one kind are no list; two totals are none.
        ("Schools get 36 million and roads 22 million. Together that makes 64 million.", False),
        ("He has 36 km, 22 km, 15 km and 9. Together that makes 84 km.", False),
        ("He has 36, 22, 15 and 9 km. Together that makes 94.", False),
        (f"{LIST}Together 84 million went to 3 people.", False),
        # Shares are of a whole that may be told elsewhere.
        ("They took 40 percent, 30 percent and 20 percent. Together that makes 95 percent.", False),
        # The word for the total stands by the number.
        (f"{LIST}That is 84 million, as we hear, in all.", True),
        (f"{LIST}That is 84 million, as we heard, in all.", False),
        (f"{LIST}They paid 84 million.", False),
        # The list is in the sentence before, in the paragraph before at the most.
        (f"{LIST.strip()}\n\nTogether that makes 84 million.", True),
        (f"{LIST.strip()}\n\n\nTogether that makes 84 million.", False),
    ],
)
def test_a_list_and_the_total_in_the_next_sentence(text: str, is_wrong: bool) -> None:
    assert len(found(text)) == is_wrong


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("It has 80, 6 more than the 74 of before.", False),
        ("It has 80.5, 6 more than the 74 of before.", False),
        ("It has 81, 6 more than the 74 of before.", True),
        ("It has 84, about 6 more than the 74 of before.", False),
        ("It has 84 percent, 6 percent more than the 74 percent of before.", False),
        ("It has 84 km, 6 more than the 74 of before.", False),
        ("It has 84 in spite of the 6 more than the 74 of before.", False),
        (f"It has 84, 6 more than {'the' + 26 * 'e'} 74 of before.", True),
        (f"It has 84, 6 more than {'the' + 27 * 'e'} 74 of before.", False),
        ("It has 84, 6 in the 74 of before.", False),
    ],
)
def test_so_much_more_than_so_many(text: str, is_wrong: bool) -> None:
    assert len(found(text)) == is_wrong


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("There were 30 sailors, of whom 30.5 could not swim.", False),
        ("There were about 30 sailors, of whom 33 could not swim.", False),
        ("There were about 30 sailors, of whom 34 could not swim.", True),
        ("There were 30 sailors, of whom 41 percent could not swim.", False),
        ("There were 30 km of road, of which 41 were bad.", False),
        ("There were 30 percent, of whom 41 were bad.", False),
        ("In the poll 58 percent were in favour and 44 percent against.", False),
        ("In the poll 58 percent said yes and 58 percent said yes.", False),
        ("In the poll 158 percent were in favour.", False),
        ("In the poll 50 percent said yes, 40 percent said no and 13 percent were unsure.", False),
        ("In the poll 50 percent said yes, 40 percent said no and 14 percent were unsure.", True),
    ],
)
def test_a_part_and_its_whole_in_one_sentence(text: str, is_wrong: bool) -> None:
    assert len(found(text)) == is_wrong
