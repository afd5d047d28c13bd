"""Lines, sentences and words: pure functions with laws."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.folding import fold
from auditor.text.sentences import split_lines, split_sentences
from auditor.text.words import split_words

TEXT = st.text(alphabet=st.sampled_from("aAbß İ’'\"“”.,!?…\n\t 019-()"), max_size=120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Dr. Ana Kovac spoke. He left.", ["Dr. Ana Kovac spoke.", "He left."]),
        ("He lives in the U.S. The house is old.", ["He lives in the U.S.", "The house is old."]),
        ("He met J. R. Miller of the U.S. Navy.", ["He met J. R. Miller of the U.S. Navy."]),
        ("“We won.” She smiled.", ["“We won.”", "She smiled."]),
        ("It rose 3.5 percent. Why?", ["It rose 3.5 percent.", "Why?"]),
        ("A headline\n\nThe text. More.", ["A headline", "The text.", "More."]),
        (
            "It ended at 5 p.m. on Monday. Rain fell.",
            ["It ended at 5 p.m. on Monday.", "Rain fell."],
        ),
        ("of his country. sovereignty, he said", ["of his country. sovereignty, he said"]),
        ("We won! He left.", ["We won!", "He left."]),
        ("He left . She came.", ["He left .", "She came."]),
        ("He met (Dr. Kovac) there.", ["He met (Dr. Kovac) there."]),
        ("It was I. He left.", ["It was I.", "He left."]),
        ("It was J. Miller.", ["It was J. Miller."]),
        ("It was a car. Miller left.", ["It was a car.", "Miller left."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't U.S. 10,000 three,000 1.3", ["don't", "U.S.", "10,000", "three,000", "1.3"]),
        ("well-known 2nd 10:30", ["well", "known", "2nd", "10:30"]),
        ("Österreich’s ﬁn", ["Österreich’s", "ﬁn"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in split_words(text)] == expected


@given(TEXT)
def test_words_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    found = split_words(text)

    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


@given(TEXT)
def test_every_word_lies_in_exactly_one_sentence_and_every_sentence_in_one_line(text: str) -> None:
    lines, sentences = split_lines(text), split_sentences(text)

    for word in split_words(text):
        assert sum(s.start <= word.start and word.end <= s.end for s in sentences) == 1
    for sentence in sentences:
        assert sum(line.covers(sentence) for line in lines) == 1


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
