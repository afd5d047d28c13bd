"""Whether two numbers fit, and what is made of it when they do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, findings_of
from auditor_rules.contradiction.agreement import agree, are_turned
from auditor_rules.contradiction.judgement import disagreements, source_in
from auditor_rules.contradiction.mentions import mentions
from auditor_rules.contradiction.pairs import FEATURES, pairs
from auditor_rules.contradiction.rules.numbers_disagree import RULE
from auditor_rules.contradiction.trees import Forest, Node, forest, read_forest, write_forest


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("10,000 bees", "9,870 bees", True),
        ("10,000 bees", "8,000 bees", False),
        ("3,000 bees", "10,000 bees", False),
        ("more than 200 bees", "231 bees", True),
        ("more than 200 bees", "900 bees", False),
        ("up to 11,000 bees", "9,500 bees", True),
        ("about 870 bees", "900 bees", True),
        ("$16bn", "$16.6bn", True),
        ("$16bn", "$61bn", False),
        ("10 to 12 bees", "11 bees", True),
        ("two-thirds of the bees", "65 percent of the bees", True),
        ("7 bees", "8 bees", False),
        ("on Monday", "on Tuesday", False),
    ],
)
def test_numbers_agree_when_both_can_be_true(one: str, other: str, expected: bool) -> None:
    left, right = (mentions(Document("test", text))[0] for text in (one, other))

    assert agree(left, right) is expected
    assert agree(right, left) is expected


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("10,000 young wild bees left", "bee"),
        ("10,000 of the bees left", "bee"),
        ("12 people left", "person"),
        ("10,000 beesYesterday they left", "bee"),
        ("10,000 were gone", ""),
    ],
)
def test_what_is_counted_is_read_behind_the_number(text: str, noun: str) -> None:
    assert mentions(Document("test", text))[0].noun == noun


def test_a_forest_survives_being_written_and_read() -> None:
    grown = Forest(("a",), -1.0, ((Node(0, 0.5, 1, 2, 0.0), *LEAVES),), 0.5, 0.2, "nothing")

    again = read_forest(write_forest(grown))

    assert again == grown
    assert again.probability((0.5,)) == pytest.approx(0.5)
    assert again.probability((0.6,)) == pytest.approx(0.1192029)


LEAVES = (Node(-1, 0.0, 0, 0, 1.0), Node(-1, 0.0, 0, 0, -1.0))


def test_the_forest_that_ships_was_trained_on_these_features() -> None:
    assert forest().features == FEATURES


def test_who_says_so_is_read() -> None:
    assert source_in("According to the Harbour Board, 40 boats sank.") == "harbour board"
    assert source_in("Ada Brook said that 40 boats sank.") == "ada brook"
    assert source_in("In the storm 40 boats sank.") == ""


WORDS = st.sampled_from(
    "the harbour festival visitors 12,000 31,000 Monday 40 percent said Ada . \n In 2015".split(" ")
)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_ends_lie_in_the_text_in_order(text: str) -> None:
    for found in disagreements(Document("test", text), forest()):
        first, second = found.pair.first.span, found.pair.second.span
        assert 0 <= first.start < first.end <= second.start < second.end <= len(text)


def test_cost_grows_with_length_and_not_with_its_square() -> None:
    text = "The harbour festival had 12,000 visitors. The harbour had 31,000 visitors.\n" * 300

    assert sum(1 for _ in pairs(Document("test", text))) <= 32 * 600


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("214 passengers", True),
        ("412 passengers", True),
        ("241 passengers", False),
        ("214 sailors", False),
        ("215 passengers", False),
    ],
)
def test_turned_digits_are_told_from_other_numbers(text: str, expected: bool) -> None:
    one, other = (mentions(Document("test", each))[0] for each in ("241 passengers", text))

    assert are_turned(one, other) is expected


def test_turned_digits_of_one_noun_are_said_to_be_so() -> None:
    text = "214 passengers were on board of the Aurelie. It rained. All 241 passengers got off."

    (found,) = findings_of(RULE, Document("test", text))

    assert found.message == (
        "“241” does not fit “214” earlier on: the same digits in another order."
    )


def test_a_number_beside_the_same_number_is_of_another_thing() -> None:
    text = "Ferry aground with 214 on board\nThe ferry had 214 passengers and 31 crew on board."

    assert disagreements(Document("test", text), forest()) == ()
