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
    text = document.text
    known, common, genitive = counts().ids, _common(), counts().ids.get("'s")
    found = Tokens([], [], [], [])
    previous_end, is_chained = 0, False
    for start, end, word in words(document):
        gap = text[previous_end:start]
        is_joined = is_chained and (gap == " " or (gap.isspace() and "\n" not in gap))
        previous_end, is_chained = end, False
        low = word.lower()
        if low != word and start and _SENTENCE_END.isdisjoint(gap) and word[0].isupper():
            continue
        if "’" in low:
            low = low.replace("’", "'")
        stem_end = end
        if genitive is not None and low.endswith("'s"):
            low, stem_end = low[:-2], end - 2
        rank = known.get(low, common)
        if rank < common:
            is_chained = True
            _append(found, rank, start, stem_end, is_joined)
            if stem_end < end and genitive is not None:
                _append(found, genitive, stem_end, end, True)
    return found


def _append(found: Tokens, rank: int, start: int, end: int, is_joined: bool) -> None:
    found.ids.append(rank)
    found.starts.append(start)
    found.ends.append(end)
    found.is_joined.append(is_joined)


@lru_cache(REMEMBERED)
def facts(left: int, right: int) -> Facts:
    """Return what the table says of two words, by their ranks, standing side by side."""
    table = counts()
    seen, expected = table.pair(left, right), table.expected(left, right)
    pmi = math.log((seen + 0.5) / (expected + 0.5))
    return Facts(seen, expected, pmi, (left in function_ids()) != (right in function_ids()))


@view
def pairs(document: Document) -> list[Facts | None]:
    """For each token what the table says of it and the one before; ``None`` where not joined."""
    found = tokens(document)
    return [
        facts(left, right) if is_joined else None
        for left, right, is_joined in zip((0, *found.ids), found.ids, found.is_joined, strict=False)
    ]
