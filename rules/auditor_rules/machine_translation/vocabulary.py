"""What is known of a word by itself, looked up once in a process and not once in a document.

An article of 400 words has about 220 distinct ones, nearly all of which stood in an article before.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from auditor import Document, view, words
from auditor_rules.machine_translation.counts import counts
from auditor_rules.syllables import estimate, syllables_at

RAREST = 20
"""Words counted less often have too few neighbours to judge by."""
REMEMBERED = 1 << 14
"""Words kept, and as many again that were met before them."""
_APOSTROPHES = frozenset("'’")
_make = tuple.__new__
LONGEST = 40
"""Characters of the longest word kept: a hostile text must not fill the memory."""


class Known(NamedTuple):
    """A word as it stands in a text, and what is known of it."""

    lowered: str
    syllables: int
    """As of an English word, at least 1."""
    is_listed: bool
    """Whether its lower-case form is in the table of counts."""
    code: int
    """Its rank by frequency, without its genitive, above the bits below; -1 when it is rarer than
    ``RAREST``. One number, so that a document's are one array."""


HAS_GENITIVE, HAS_CAPITAL, CODE_BITS = 1, 2, 2
"""Bits of a word's code: it ends in ``'s``; it begins with a capital."""


class _Vocabulary(dict[str, Known]):
    """Known words; those that were not met for long are forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self._older: dict[str, Known] = {}
        """What was known when it was last too much: words that are common come back from here."""

    def __missing__(self, word: str) -> Known:
        known = self._older.get(word) or _look_up(word)
        if len(word) <= LONGEST:
            if len(self) >= REMEMBERED:
                self._older = dict(self)
                self.clear()
            self[word] = known
        return known


_known = _Vocabulary()


def _look_up(word: str) -> Known:
    lowered = word.lower()
    rank = counts().ids.get(lowered)
    syllables = estimate(lowered) if rank is None else syllables_at(rank)
    stem, has_genitive = rank, False
    if lowered[-1] == "s" and lowered[-2:-1] in _APOSTROPHES and "'s" in counts().ids:
        stem, has_genitive = counts().ids.get(lowered[:-2].replace("’", "'")), True
    elif "’" in lowered:
        stem = counts().ids.get(lowered.replace("’", "'"))
    if stem is None or stem >= _common():
        return _make(Known, (lowered, syllables, rank is not None, -1))
    has_capital = lowered != word and word[0].isupper()
    code = stem << CODE_BITS | HAS_GENITIVE * has_genitive | HAS_CAPITAL * has_capital
    return _make(Known, (lowered, syllables, rank is not None, code))


@cache
def _common() -> int:
    """Return the first rank of a word counted under ``RAREST`` times."""
    frequencies = counts().unigrams
    return bisect_left(frequencies, 1 - RAREST, key=lambda count: -count)


@view
def known_words(document: Document) -> list[Known]:
    """What is known of each word of the document, in order; not to be changed."""
    return list(map(_known.__getitem__, words(document).texts))
