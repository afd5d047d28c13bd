"""What is known of a word by itself, looked up once in a process and not once in a document.

An article of 400 words has about 220 distinct ones, nearly all of which stood in an article before.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from auditor import Document, view, words
from auditor_rules.machine_translation.counts import counts
from auditor_rules.syllables import syllables_of

RAREST = 20
"""Words counted less often have too few neighbours to judge by."""
REMEMBERED = 1 << 15
"""Words kept; all are dropped when there are more, which few runs see twice."""
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
    def __missing__(self, word: str) -> Known:
        known = _look_up(word)
        if len(word) <= LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[word] = known
        return known


_known = _Vocabulary()


def _look_up(word: str) -> Known:
    lowered = word.lower()
    ids, low = counts().ids, lowered.replace("’", "'")
    has_genitive = low.endswith("'s") and "'s" in ids
    rank = ids.get(low[:-2] if has_genitive else low, _common())
    has_capital = lowered != word and word[0].isupper()
    bits = HAS_GENITIVE * has_genitive + HAS_CAPITAL * has_capital
    return Known(
        lowered=lowered,
        syllables=syllables_of(lowered),
        is_listed=lowered in ids,
        code=rank << CODE_BITS | bits if rank < _common() else -1,
    )


@cache
def _common() -> int:
    """Return the first rank of a word counted under ``RAREST`` times."""
    frequencies = counts().unigrams
    return bisect_left(frequencies, 1 - RAREST, key=lambda count: -count)


@view
def known_words(document: Document) -> list[Known]:
    """What is known of each word of the document, in order; not to be changed."""
    return list(map(_known.__getitem__, words(document).texts))
