"""Texts that stop in the middle of a sentence, and texts that only end without a full stop."""

from __future__ import annotations

import pytest

from auditor import Document, findings_of
from auditor_rules.boilerplate.rules.truncated_text import RULE

PROSE = "The mill on the river closed on Friday after ninety years of work there."
PLEA = "Sign up for our newsletter to get the best of our stories in your inbox every day."
LAST = "The council met. It heard the owner, two of the workers and a banker who said that the"


def found(*texts: str) -> list[str]:
    text = "\n".join(texts)
    return [each.span.of(text) for each in findings_of(RULE, Document("test", text)) if each.span]


def test_the_last_60_characters_of_the_cut_line_are_marked() -> None:
    (tail,) = found(PROSE, PROSE, PROSE, LAST)

    assert tail == LAST[-60:]


def test_it_says_what_it_saw() -> None:
    (each,) = findings_of(RULE, Document("test", "\n".join([PROSE, PROSE, PROSE, LAST])))

    assert (each.message, each.kind) == ("the text stops in the middle of a sentence", "cut-off")


@pytest.mark.parametrize(
    ("last", "is_cut"),
    [
        (f"{LAST},", True),
        (f"{LAST}…", True),
        (f"{LAST}...", True),
        (f"{LAST} […]", True),
        (f"{LAST} [...]", True),
        (f"{LAST} [+1204 chars]", True),
        (f"{LAST} (more…)", True),
        (f"{LAST} end.", False),
        (f"{LAST} 9", False),
        (f"{LAST}….", False),
    ],
)
def test_it_stops_at_a_word_a_comma_dots_or_a_mark_of_a_feed(last: str, is_cut: bool) -> None:
    assert len(found(PROSE, PROSE, PROSE, last)) == is_cut


@pytest.mark.parametrize(
    ("last", "is_cut"),
    [
        ("It met. " + "a" * 51, False),
        ("It met. " + "a" * 52, True),
        ("a" * 150, False),
        ("a" * 151, True),
    ],
)
def test_a_caption_is_no_paragraph(last: str, is_cut: bool) -> None:
    assert found(PROSE, PROSE, PROSE, last) == [last[-60:]] * is_cut


def test_three_paragraphs_with_an_end_tell_that_paragraphs_have_one_here() -> None:
    assert found(PROSE, PROSE, LAST) == []
    assert found(PROSE, PROSE, PROSE, LAST) == [LAST[-60:]]


def test_residue_after_the_cut_is_passed_over() -> None:
    assert found(PROSE, PROSE, PROSE, LAST, PLEA) == [LAST[-60:]]
    assert found(PROSE, PROSE, PROSE, PLEA) == []


def test_a_page_that_is_nothing_but_residue_is_not_cut() -> None:
    assert found(PLEA, PLEA, PLEA) == []
