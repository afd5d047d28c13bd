"""What is known of a word by itself, looked up once in a process and not once in a document.

An article of 400 words has about 220 distinct ones, nearly all of which stood in an article before.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

import numpy as np

from auditor import Document, view, words
from auditor_rules.english.counts import Integers, counts, integers
from auditor_rules.english.function_words import FUNCTION_WORDS
from auditor_rules.english.syllables import estimate, syllables_at

RAREST = 20
"""Words counted less often have too few neighbours to judge by."""
REMEMBERED = 1 << 14
"""Words kept, and as many again that were met before them."""
_APOSTROPHES = frozenset("'’")
_make = tuple.__new__
MAX_LENGTH = 40
"""Characters of the longest word kept: a hostile text must not fill the memory."""


class Known(NamedTuple):
    """A word as it stands in a text, and what is known of it."""

    lowered: str
    code: int
    """All else in one number, so that a document's words are one array; see ``word_codes``."""


HAS_GENITIVE = 1 << 0
"""It ends in ``'s``."""
HAS_CAPITAL = 1 << 1
"""It begins with a capital and its rank is known."""
IS_LISTED = 1 << 2
"""Its lower-case form is in the table of counts."""
IS_LONG = 1 << 3
"""It has more than one character."""
IS_IN_CAPITALS = 1 << 4
"""It is long and wholly in capitals."""
IS_FUNCTION_WORD = 1 << 5
"""It is a common English function word."""
_SYLLABLES_FROM, _RANK_FROM = 6, 14
MAX_SYLLABLES = 255
_FUNCTION_WORDS = FUNCTION_WORDS["en"]


class _Vocabulary(dict[str, Known]):
    """Known words; those that were not met for long are forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._older: dict[str, Known] = {}
        """What was known when it was last too much: words that are common come back from here."""

    def __missing__(self, word: str) -> Known:
        known = self._older.get(word) or _look_up(word)
        if len(word) <= MAX_LENGTH:
            if len(self) >= REMEMBERED:
                self._older = dict(self)
                self.clear()
            self[word] = known
        return known


_known = _Vocabulary()


def _look_up(word: str) -> Known:
    lowered = word.lower()
    listed = counts().ids.get(lowered)
    syllables = estimate(lowered) if listed is None else syllables_at(listed)
    rank, has_genitive = _rank(lowered, listed)
    is_long = len(word) > 1
    code = (
        rank << _RANK_FROM
        | min(syllables, MAX_SYLLABLES) << _SYLLABLES_FROM
        | HAS_GENITIVE * has_genitive
        | HAS_CAPITAL * (rank >= 0 and lowered != word and word[0].isupper())
        | IS_LISTED * (listed is not None)
        | IS_LONG * is_long
        | IS_IN_CAPITALS * (is_long and word.isupper())
        | IS_FUNCTION_WORD * (lowered in _FUNCTION_WORDS)
    )
    return _make(Known, (lowered, code))


def _rank(lowered: str, listed: int | None) -> tuple[int, bool]:
    """Return a word's rank without its genitive, -1 when it is rare, and whether it has one."""
    rank, has_genitive = listed, False
    if lowered[-1] == "s" and lowered[-2:-1] in _APOSTROPHES and "'s" in counts().ids:
        rank, has_genitive = counts().ids.get(lowered[:-2].replace("’", "'")), True
    elif "’" in lowered:
        rank = counts().ids.get(lowered.replace("’", "'"))
    if rank is None or rank >= _common():
        return -1, False
    return rank, has_genitive


@cache
def _common() -> int:
    """Return the first rank of a word counted under ``RAREST`` times."""
    frequencies = counts().unigrams
    return bisect_left(frequencies, 1 - RAREST, key=lambda count: -count)


@view
def known_words(document: Document) -> list[Known]:
    """What is known of each word of the document, in order; not to be changed."""
    return list(map(_known.__getitem__, words(document).texts))


@view
def word_codes(document: Document) -> Integers:
    """One number for each word: flags, from there on syllables, from there on rank."""
    return integers([known[1] for known in known_words(document)])


def ranks_in(codes: Integers) -> Integers:
    """Return each word's rank by frequency, without its genitive; -1 where it is rare.

    Rare is rarer than ``RAREST``.
    """
    return codes >> _RANK_FROM


def syllables_in(codes: Integers) -> Integers:
    """Return the syllables of each word, as of an English one: 1 to ``MAX_SYLLABLES``."""
    return codes >> _SYLLABLES_FROM & MAX_SYLLABLES


def count_of(flag: int, codes: Integers) -> int:
    """Return how many words have a flag."""
    return int(np.count_nonzero(codes & flag))
