"""Words, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple, overload


def _pattern(letter: str, digit: str, either: str) -> re.Pattern[str]:
    """Return a pattern for letters and digits as words are made of them.

    Inner apostrophes, full stops between single letters ("U.S.") and separators between digits
    ("10,000", "1.3", "10:30") belong to a word. Linear: no two parts can match the same character.
    Every branch opens with a class or a literal, and what is mostly absent is the branch tried
    last: `re` is four times as fast so.
    """
    number = rf"(?<={digit}){digit}*(?:[.,:]{digit}+)*{letter}*"
    tail = rf"['’]{letter}+(?:['’]{letter}+)*(?:,{digit}{{3}}\b)?|,{digit}{{3}}\b|"
    return re.compile(rf"({either}(?:{number}|\.(?:{letter}\.)+|{letter}*(?:{tail})))")


_BEYOND_LATIN = re.compile("[^\x00-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]")
# Letters are spelt out where there are only these: asking for a character's category takes longer.
_LATIN_LETTERS = "A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-\u024f"
_LATIN = _pattern(f"[{_LATIN_LETTERS}]", "[0-9]", f"[{_LATIN_LETTERS}0-9]")
_ANY = _pattern(r"[^\W\d_]", r"\d", r"[^\W_]")


class Word(NamedTuple):
    """One word as it stands in the text."""

    start: int
    end: int
    text: str


_word: Any = partial(tuple.__new__, Word)


class Words(Sequence[Word]):
    """The words of a text in order: as values, or column by column for those that read them all.

    The columns are lists of one length, not to be changed: most rules look at every word, and
    plain lists spare each of them an object a word.
    """

    __slots__ = ("ends", "gaps", "starts", "texts")

    def __init__(self, text: str) -> None:
        # The pattern's one group makes `split` return what matched too: gap, word, …, gap.
        parts = (_ANY if _BEYOND_LATIN.search(text) else _LATIN).split(text)
        edges = list(accumulate(map(len, parts)))
        self.texts: list[str] = parts[1::2]
        self.starts: list[int] = edges[0:-1:2]
        self.ends: list[int] = edges[1::2]
        self.gaps: list[str] = parts[0::2]
        """What stands before each word and, one more, after the last."""

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Word]:
        return map(_word, zip(self.starts, self.ends, self.texts, strict=True))

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, at: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(at, slice):
            columns = zip(self.starts[at], self.ends[at], self.texts[at], strict=True)
            return tuple(map(_word, columns))
        return Word(self.starts[at], self.ends[at], self.texts[at])


def split_words(text: str) -> Words:
    """Return the words in order.

    "U.S." and "10,000" are one word, "don't" is one, "well-known" is two; "three,000" is one, so
    that rules can see the spinner's number.
    """
    return Words(text)
