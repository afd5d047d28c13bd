"""Words, with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters and digits with inner apostrophes, hyphens, full stops between single letters ("U.S.")
# and separators between digits ("10,000", "1.3", "10:30"). Linear: no two parts of it can match
# the same character.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*(?:,\d{3}\b)?"
)
_make = tuple.__new__


class Word(NamedTuple):
    """One word as it stands in the text."""

    start: int
    end: int
    text: str


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words in order.

    "U.S." and "10,000" are one word, "don't" is one, "well-known" is two; "three,000" is one, so
    that rules can see the spinner's number.
    """
    # A third of what match objects and calling Word would take, and there are many words. Between
    # words there is no letter and no digit, so that a word is found where it was matched.
    found, find, end = [], text.find, 0
    for written in _WORD.findall(text):
        start = find(written, end)
        end = start + len(written)
        found.append(_make(Word, (start, end, written)))
    return tuple(found)
