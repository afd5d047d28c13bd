"""How usual it is for each two neighbouring words to stand together.

For a pair a, b counted c times: expected e = U(a) U(b) / N, and its pointwise mutual information is
PMI = ln((c + 1/2) / (e + 1/2)) (Church and Hanks 1990, with half a count added to both). Pairs do
not run over punctuation, numbers or line ends; a word with a capital inside a sentence is taken for
a name and left out, as is a word counted under 20 times.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor import Document, view, words
from auditor_rules.english.counts import Integers, Numbers, counts, integers
from auditor_rules.english.vocabulary import HAS_CAPITAL, HAS_GENITIVE, ranks_in, word_codes

REMEMBERED = 1 << 13
"""Pairs whose facts are kept between documents where they are asked for one by one."""
GAPS_REMEMBERED, MAX_LENGTH_GAP = 1 << 10, 8
"""Stretches between words that are kept, and the characters of the longest."""
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


Booleans = npt.NDArray[np.bool_]


class Tokens(NamedTuple):
    """The words that the table knows well, names and numbers left out; arrays of one length."""

    ids: Integers
    """Each word's rank by frequency in the table."""
    starts: Integers
    ends: Integers
    is_joined: Booleans
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
def is_function() -> Booleans:
    """Return for each rank in the table of counts whether the word is a function word."""
    flags = np.zeros(len(counts().names), np.bool_)
    flags[list(function_ids())] = True
    return flags


_JOINT, _STOP = 1, 2
"""Bits: only white space stands between two words; a sentence ends between them."""


class _Gaps(dict[str, int]):
    """What stands between two words, judged once: few different gaps are met."""

    def __missing__(self, gap: str) -> int:
        is_joint = gap == " " or (gap.isspace() and "\n" not in gap)
        judged = _JOINT * is_joint + _STOP * (not _SENTENCE_END.isdisjoint(gap))
        if len(gap) <= MAX_LENGTH_GAP and len(self) < GAPS_REMEMBERED:
            self[gap] = judged
        return judged


_gaps = _Gaps()


@view
def tokens(document: Document) -> Tokens:
    """The words that the table knows well, in order."""
    found = words(document)
    if not found:
        return _NONE
    # Arrays, because this is done for every word of every document; `array` fills them quickest.
    codes = word_codes(document)
    starts, ends = integers(found.starts), integers(found.ends)
    gaps = np.frombuffer(bytes(map(_gaps.__getitem__, found.gaps)), np.uint8)[:-1]
    is_name = (codes & HAS_CAPITAL != 0) & (gaps & _STOP == 0) & (starts > 0)
    is_kept = (codes >= 0) & ~is_name
    is_joined = gaps & _JOINT != 0
    is_joined[0] = False
    is_joined[1:] &= is_kept[:-1]
    kept = np.flatnonzero(is_kept)
    codes = codes[kept]
    one = Tokens(ranks_in(codes), starts[kept], ends[kept], is_joined[kept])
    return _with_genitives(one, codes & HAS_GENITIVE != 0)


_NO_NUMBERS = np.zeros(0, np.int64)
_NONE = Tokens(_NO_NUMBERS, _NO_NUMBERS, _NO_NUMBERS, np.zeros(0, np.bool_))


def _with_genitives(found: Tokens, has_genitive: Booleans) -> Tokens:
    """Make two tokens of each word that ends in ``'s``, the second joined to the first."""
    if not has_genitive.any():
        return found
    at = np.repeat(np.arange(len(found.ids)), 1 + has_genitive)
    is_ending = np.zeros(len(at), np.bool_)
    is_ending[1:] = at[1:] == at[:-1]
    cuts = found.ends - 2 * has_genitive
    return Tokens(
        np.where(is_ending, counts().ids["'s"], found.ids[at]),
        np.where(is_ending, cuts[at], found.starts[at]),
        np.where(is_ending, found.ends[at], cuts[at]),
        is_ending | found.is_joined[at],
    )


@lru_cache(REMEMBERED)
def facts(left: int, right: int) -> Facts:
    """Return what the table says of two words, by their ranks, standing side by side."""
    table = counts()
    seen, expected = table.pair(left, right), table.expected(left, right)
    pmi = math.log((seen + 0.5) / (expected + 0.5))
    is_mixed = (left in function_ids()) != (right in function_ids())
    return _make(Facts, (seen, expected, pmi, is_mixed))


class Pairs(NamedTuple):
    """What the table says of each token and the one before; arrays as long as the tokens.

    Where the two are not joined the numbers mean nothing.
    """

    is_joined: Booleans
    is_first: Booleans
    """Whether the pair stands here for the first time in the document."""
    seen: Numbers
    pmi: Numbers
    is_mixed: Booleans


@view
def pairs(document: Document) -> Pairs:
    """The document's pairs, each at its right word; see `facts`."""
    ids, _, _, is_joined = tokens(document)
    at = np.flatnonzero(is_joined)
    lefts, rights = ids[at - 1], ids[at]
    keys = lefts << 16 | rights
    order = np.argsort(keys, kind="stable")  # ascending, as the table: its parts are met in order
    at, lefts, rights, keys = at[order], lefts[order], rights[order], keys[order]
    counted = counts().pairs(lefts, rights)
    ratios = (counted + 0.5) / (counts().all_expected(lefts, rights) + 0.5)
    is_first, is_mixed = np.zeros(len(ids), np.bool_), np.zeros(len(ids), np.bool_)
    seen, pmi = np.zeros(len(ids)), np.zeros(len(ids))
    is_first[at[1:]] = keys[1:] != keys[:-1]
    is_first[at[:1]] = True
    is_mixed[at] = is_function()[lefts] != is_function()[rights]
    seen[at] = counted
    # Not numpy's logarithm, whose last digit differs between processors.
    pmi[at] = list(map(math.log, ratios.tolist()))
    return Pairs(is_joined, is_first, seen, pmi, is_mixed)
