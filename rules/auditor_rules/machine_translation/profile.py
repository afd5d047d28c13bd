"""What neighbouring words say of a stretch of text: six numbers that hold across programs.

A synonym that was put in stands beside words that it seldom stands beside. Each pair of words, and
each word, counts once in a document however often it is repeated: a report on rugby union is not
strange for saying "rugby union" ten times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, zip_longest
from typing import NamedTuple

from auditor import Document, view
from auditor_rules.machine_translation.collocation import REMEMBERED, Facts, facts, pairs, tokens
from auditor_rules.machine_translation.counts import counts

FUNCTION_WORDS = frozenset(
    """the of and to in that is was for with on as are by from at has have this it be which not or
    an were had will but they their his its who a i you he she we my me him them us our your her
    been being do does did would could should may might must can shall than then there these those
    so if no all any some such into over under about after before between through during without
    against among upon when where while because since until though although however also only very
    more most much many other same own each every both few less least just even still yet too again
    once what whose whom how why 's up out off""".split()
)
WEIGHT = 20
"""Every mean is drawn towards clean text's as if by so many more pairs: few pairs say little."""


class Profile(NamedTuple):
    """The six numbers; clean English lies near the values of the empty document."""

    pmi_mean: float
    """Mean PMI of the pairs, in nats."""
    pmi_function_content: float
    """The same over pairs of a function word and another word."""
    unseen_function_content: float
    """Share of those pairs that the table does not hold."""
    negative: float
    """Share of pairs that stand together less often than by chance."""
    isolated: float
    """Share of words whose neighbours on both sides are unusual (PMI below one half)."""
    repelled: float
    """Share of words whose PMI with both neighbours adds up to less than zero."""


EMPTY = Profile(1.1, 1.05, 0.12, 0.2, 0.05, 0.1)
"""Rounded means over clean news."""


class _Sums(NamedTuple):
    """Running sums over the tokens; item i is the sum over those before token i."""

    pairs: list[int]
    pmi: list[float]
    negative: list[int]
    function_content: list[int]
    pmi_function_content: list[float]
    unseen_function_content: list[int]
    words: list[int]
    isolated: list[int]
    repelled: list[int]


PairRow = tuple[int, float, int, int, float, int]
WordRow = tuple[int, int, int]
NO_PAIR: PairRow = (0, 0.0, 0, 0, 0.0, 0)
NO_WORD: WordRow = (0, 0, 0)


@cache
def function_ids() -> frozenset[int]:
    """Return the function words by their ranks in the table of counts."""
    ids = counts().ids
    return frozenset(ids[word] for word in FUNCTION_WORDS if word in ids)


@view
def _sums(document: Document) -> _Sums:
    ids, found = tokens(document).ids, pairs(document)
    pair_columns = zip(NO_PAIR, *_pair_rows(ids, found), strict=True)
    word_columns = zip(NO_WORD, *_word_rows(ids, found), strict=True)
    columns = ([*accumulate(column)] for column in (*pair_columns, *word_columns))
    return _Sums(*columns)


@lru_cache(REMEMBERED)
def _pair_row(left: int, right: int) -> PairRow:
    """Return what a pair adds to the sums."""
    found = facts(left, right)
    mixed = (left in function_ids()) != (right in function_ids())
    unseen = mixed and found.seen == 0
    return (1, found.pmi, found.pmi < 0, mixed, found.pmi if mixed else 0.0, unseen)


def _pair_rows(ids: list[int], found: list[Facts | None]) -> Iterator[PairRow]:
    """Yield for each token what the pair that ends in it adds, the first time it stands there."""
    before: set[tuple[int, int]] = set()
    left = -1
    for right, pair in zip(ids, found, strict=True):
        key = (left, right)
        if pair is None or key in before:
            yield NO_PAIR
        else:
            before.add(key)
            yield _pair_row(left, right)
        left = right


def _word_rows(ids: list[int], found: list[Facts | None]) -> Iterator[WordRow]:
    """Yield for each token what it adds with both its neighbours, the first time it has two."""
    before = set(function_ids())
    for word, left, right in zip_longest(ids, found, found[1:]):
        if left is None or right is None or word in before:
            yield NO_WORD
        else:
            before.add(word)
            isolated = left.pmi < 0.5 and right.pmi < 0.5
            yield (1, isolated, left.pmi + right.pmi < 0)


@view
def profile(document: Document) -> Profile:
    """The whole document's six numbers."""
    return _between(_sums(document), 0, len(pairs(document)))


def profile_between(document: Document, start: int, end: int) -> Profile:
    """Return the six numbers of the words that begin in [start, end)."""
    starts = tokens(document).starts
    return _between(_sums(document), bisect_left(starts, start), bisect_left(starts, end))


def _between(sums: _Sums, first: int, last: int) -> Profile:
    count = sums.pairs[last] - sums.pairs[first]
    mixed = sums.function_content[last] - sums.function_content[first]
    words = sums.words[last] - sums.words[first]

    def mean(column: list[int] | list[float], size: int, usual: float) -> float:
        return (column[last] - column[first] + WEIGHT * usual) / (size + WEIGHT)

    return Profile(
        mean(sums.pmi, count, EMPTY.pmi_mean),
        mean(sums.pmi_function_content, mixed, EMPTY.pmi_function_content),
        mean(sums.unseen_function_content, mixed, EMPTY.unseen_function_content),
        mean(sums.negative, count, EMPTY.negative),
        mean(sums.isolated, words, EMPTY.isolated),
        mean(sums.repelled, words, EMPTY.repelled),
    )
