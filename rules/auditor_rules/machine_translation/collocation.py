"""How usual it is for each two neighbouring words to stand together.

For a pair a, b counted c times: expected e = U(a) U(b) / N, and its pointwise mutual information is
PMI = ln((c + 1/2) / (e + 1/2)) (Church and Hanks 1990, with half a count added to both). Pairs do
not run over punctuation, numbers or line ends; a word with a capital inside a sentence is taken for
a name and left out, as is a word counted under 20 times.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache, lru_cache
from typing import NamedTuple

from auditor import Document, view, words
from auditor_rules.machine_translation.counts import counts

RAREST = 20
"""Words counted less often have too few neighbours to judge by."""
REMEMBERED = 1 << 17
"""Pairs whose facts are kept between documents; the common ones return in every article."""
WORDS_REMEMBERED = 1 << 15
"""Words whose place in the table is kept."""
FUNCTION_WORDS = frozenset(
    """the of and to in that is was for with on as are by from at has have this it be which not or
    an were had will but they their his its who a i you he she we my me him them us our your her
    been being do does did would could should may might must can shall than then there these those
    so if no all any some such into over under about after before between through during without
    against among upon when where while because since until though although however also only very
    more most much many other same own each every both few less least just even still yet too again
    once what whose whom how why 's up out off""".split()
)
_SENTENCE_END = frozenset('.!?\n"“”:;•…—(')
_make = tuple.__new__


class Tokens(NamedTuple):
    """The words that the table knows well, names and numbers left out; lists of one length."""

    ids: list[int]
    """Each word's rank by frequency in the table."""
    starts: list[int]
    ends: list[int]
    is_joined: list[bool]
    """Whether only white space stands between the word and the one before: they are a pair."""


class Facts(NamedTuple):
    """What the table says of a pair of words."""

    seen: float
    """How often it was counted; 0.0 when under four times."""
    expected: float
    """How often it would be if words were drawn at random."""
    pmi: float
    """Pointwise mutual information, in nats."""
    is_mixed: bool
    """Whether one of the two is a function word and the other is not."""


@cache
def function_ids() -> frozenset[int]:
    """Return the function words by their ranks in the table of counts."""
    ids = counts().ids
    return frozenset(ids[word] for word in FUNCTION_WORDS if word in ids)


@cache
def _common() -> int:
    """Return the first rank of a word counted under ``RAREST`` times."""
    frequencies = counts().unigrams
    return bisect_left(frequencies, 1 - RAREST, key=lambda count: -count)


@view
def tokens(document: Document) -> Tokens:
    """The words that the table knows well, in order."""
    text, genitive = document.text, counts().ids.get("'s", -1)
    found = Tokens([], [], [], [])
    # The loop runs for every word of every document: hence the names for its methods.
    add_id, add_joined = found.ids.append, found.is_joined.append
    add_start, add_end = found.starts.append, found.ends.append
    previous_end, is_chained = 0, False
    for start, end, word in words(document):
        rank, ending, has_capital = _entry(word)
        gap = text[previous_end:start]
        previous_end = end
        if rank < 0 or (has_capital and start and _SENTENCE_END.isdisjoint(gap)):
            is_chained = False
            continue
        add_id(rank)
        add_start(start)
        add_end(end - ending)
        add_joined(is_chained and (gap == " " or (gap.isspace() and "\n" not in gap)))
        is_chained = True
        if ending:
            add_id(genitive)
            add_start(end - ending)
            add_end(end)
            add_joined(True)
    return found


@lru_cache(WORDS_REMEMBERED)
def _entry(word: str) -> tuple[int, int, bool]:
    """Return a word's rank (-1: not known well), its genitive's length, and if it has a capital."""
    low, ending = word.lower(), 0
    has_capital = low != word and word[0].isupper()
    low = low.replace("’", "'")
    if low.endswith("'s") and "'s" in counts().ids:
        low, ending = low[:-2], 2
    rank = counts().ids.get(low, _common())
    return (rank if rank < _common() else -1), ending, has_capital


@lru_cache(REMEMBERED)
def facts(left: int, right: int) -> Facts:
    """Return what the table says of two words, by their ranks, standing side by side."""
    table = counts()
    seen, expected = table.pair(left, right), table.expected(left, right)
    pmi = math.log((seen + 0.5) / (expected + 0.5))
    is_mixed = (left in function_ids()) != (right in function_ids())
    return _make(Facts, (seen, expected, pmi, is_mixed))


@view
def pairs(document: Document) -> list[Facts | None]:
    """For each token what the table says of it and the one before; ``None`` where not joined."""
    found = tokens(document)
    return [
        facts(left, right) if is_joined else None
        for left, right, is_joined in zip((0, *found.ids), found.ids, found.is_joined, strict=False)
    ]
