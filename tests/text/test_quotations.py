"""Quotations in every style, and marks that open none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.quotations import MAX_UNCLOSED_LENGTH, find_quotations


def texts(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "hello there" and "good," she said.', ["hello there", "good,"]),
        ("“[T]he war,” she said, “is ‘over’.”", ["[T]he war,", "is ‘over’."]),
        ("'I don't know,' he said.", ["I don't know,"]),
        ("‘old ways’ and the ‘new ways’", ["old ways", "new ways"]),
        ("‘the soldiers’ families’, he said", ["the soldiers’ families"]),
        ("„Guten Tag“, sagte er. »Nein«, sagte sie.", ["Guten Tag", "Nein"]),
        ("« Oui », dit-il. «No», dijo.", [" Oui ", "No"]),
        ("``hi there'' he said", ["hi there"]),
        ('he said , " I am here " .', [" I am here "]),
        ("a “line that\nwas wrapped” here", ["line that\nwas wrapped"]),
        ('("quoted")—"dash"', ["quoted", "dash"]),
        ("“bad“ and ”good”", ["bad", "good"]),
        ("''It isn't bad,'' he said, ''and good.''", ["It isn't bad,", "and good."]),
        ("''He said 'stop it,''' she said, ''twice.''", ["He said 'stop it,'", "twice."]),
        # A mark that a space or a letter is missing at.
        ("He said“hello there” then", ["hello there"]),
        ("He said``hi there'' then", ["hi there"]),
        ('"Hello there"she said', ["Hello there"]),
        ("“hello ”there", ["hello "]),
        # One that opens again was never closed.
        ("''hello ''there'' end", ["hello", "there"]),
        ('no "open here “again” end', ["open here", "again"]),
        ("»Nein, »doch« sagte", ["Nein,", "doch"]),
        ("‘a ‘new ways’ b", ["new ways"]),
        # Marks of another style inside.
        ('«He said "yes" to it.» End', ['He said "yes" to it.']),
        ('‘old "new" ways’ end', ['old "new" ways']),
        ("a “line that\niPhones wrapped” here", ["line that\niPhones wrapped"]),
        # Single marks: the last that can close, after what may be a possessive.
        ("‘I am a’ he said", ["I am a"]),
        ("‘the soldiers’ a b’, he said", ["the soldiers’ a b"]),
        ("‘the USS’ a b’, he said", ["the USS’ a b"]),
        ("‘it is over’ he said of the dogs’ tails", ["it is over"]),
        ("‘model X’ he said of the dogs’ tails", ["model X"]),
    ],
)
def test_a_quotation_is_found_in_every_style(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The boys' dogs' tails don't wag.",
        "a = ''; b = ''",
        "rock 'n' roll in the '60s",
        'A 10" pipe and a man 5\' 10" tall',
        "'Tis the season of ’90s music",
        "no quotation at all",
        "‘old ’ and on",
        "‘wait,’tis old",
        "‘wait,’a b",
        "‘One.\n\nNext one.",
        "the dogs“ ",
        "",
    ],
)
def test_an_apostrophe_or_an_inch_opens_nothing(text: str) -> None:
    assert texts(text) == []


def test_speech_that_runs_over_paragraphs_is_continued() -> None:
    found = find_quotations("“One.\n\n“Two.\n\n“Three,” he said.")

    assert [(each.is_closed, each.is_continued) for each in found] == [
        (False, True),
        (False, True),
        (True, False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One.\n\n“Two.", [("One.", False, True), ("Two.", False, False)]),
        ("'One.\n\n'Two,' he said.", [("One.", False, True), ("Two,", True, False)]),
        ('“One.\n\n"Two," he said.', [("One.", False, True), ("Two,", True, False)]),
        ('«One.\n\n"Two," he said.', [("One.", False, False), ("Two,", True, False)]),
        ("«One.\n\nTwo « three » he said.", [("One.", False, False), (" three ", True, False)]),
    ],
)
def test_the_next_paragraph_carries_on_by_a_mark_of_the_same_style(
    text: str, expected: list[tuple[str, bool, bool]]
) -> None:
    found = [(q.inner.of(text), q.is_closed, q.is_continued) for q in find_quotations(text)]

    assert found == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“Never closed.\n\nThe next paragraph."

    assert texts(text) == ["Never closed."]
    assert not find_quotations(text)[0].is_closed


def test_a_second_opening_mark_ends_an_unclosed_quotation() -> None:
    assert texts('no "open here "again" end') == ["open here", "again"]


def test_an_unclosed_quotation_has_a_longest_length() -> None:
    (found,) = find_quotations("“" + "a" * 9000)

    assert found.inner.end - found.inner.start == MAX_UNCLOSED_LENGTH


@settings(max_examples=100)
@given(st.text(alphabet="ab s.,\n\"'“”‘’„«»`(5", max_size=60))
def test_quotations_lie_inside_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.span.start < quotation.inner.start < quotation.inner.end
        assert quotation.inner.end <= quotation.span.end <= len(text)
        assert quotation.is_closed == (quotation.inner.end < quotation.span.end)
        last = quotation.span.end


@pytest.mark.parametrize("unit", ["'a ", "“a ", '"', "' ", "‘a's ", "\n“", "«» "])
def test_hostile_text_is_read_in_one_pass(unit: str) -> None:
    text = unit * 20_000

    assert all(each.span.end <= len(text) for each in find_quotations(text))
