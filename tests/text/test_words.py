"""Words as values and as columns: the same words, and the whole text between them."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.text.words import _BEYOND_LATIN, _LATIN, _LATIN_LETTERS, Word, split_words

# What a word is, as plainly as it can be said; the patterns in use are quicker forms of it.
PLAIN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:,\d{3}\b)?"
)
TEXTS = st.text(alphabet=st.sampled_from("aZé²Яß日19_'’.,:- \n“"), max_size=60)


@given(TEXTS)
@settings(max_examples=100)
def test_words_are_those_of_the_plain_definition(text: str) -> None:
    expected = [(found.start(), found.end(), found[0]) for found in PLAIN.finditer(text)]

    assert [tuple(word) for word in split_words(text)] == expected


@given(TEXTS)
@settings(max_examples=100)
def test_words_and_gaps_join_to_the_text(text: str) -> None:
    found = split_words(text)

    assert len(found.gaps) == len(found) + 1
    assert text == "".join(
        piece for pair in zip(found.gaps, [*found.texts, ""], strict=True) for piece in pair
    )


def test_words_can_be_asked_for_by_place() -> None:
    found = split_words("One, two three.")

    assert found[1] == Word(5, 8, "two")
    assert found[1:] == (Word(5, 8, "two"), Word(9, 14, "three"))
    assert list(found) == [found[0], *found[1:]]


def test_the_letters_spelt_out_are_all_that_the_latin_pattern_can_meet() -> None:
    letter = re.compile(f"[{_LATIN_LETTERS}]")
    for char in map(chr, range(0x3000)):
        if _BEYOND_LATIN.match(char) is None:
            assert bool(letter.match(char)) == bool(re.match(r"[^\W\d_]", char)), hex(ord(char))
            assert bool(_LATIN.match(char)) == bool(re.match(r"[^\W_]", char)), hex(ord(char))
