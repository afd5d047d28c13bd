"""What neighbouring words say of a stretch of text: six numbers that hold across programs.

A synonym that was put in stands beside words that it seldom stands beside. Each pair of words, and
each word, counts once in a document however often it is repeated: a report on rugby union is not
strange for saying "rugby union" ten times.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import zip_longest
from typing import NamedTuple

from auditor import Document, Span, view
from auditor_rules.machine_translation.collocation import function_ids, pairs, tokens

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


Sums = tuple[int, float, int, int, float, int, int, int, int]
"""Pairs, their PMI, negative ones; pairs of a function word and another, their PMI, unseen ones;
words with two neighbours, isolated ones, repelled ones."""


@view
def _sums(document: Document) -> list[Sums]:
    """Sums over the tokens before each token and, last, over all of them."""
    # One loop over plain numbers: this runs for every pair of words of every document.
    ids, found = tokens(document).ids, pairs(document)
    before, words_before = set[int](), set(function_ids())
    count = negative = mixed = unseen = words = isolated = repelled = 0
    pmi = pmi_mixed = 0.0
    rows: list[Sums] = [(0, 0.0, 0, 0, 0.0, 0, 0, 0, 0)]
    left = 0
    for word, pair, following in zip_longest(ids, found, found[1:]):
        if pair is not None:
            seen, _, information, is_mixed = pair
            key = left << 16 | word
            if key not in before:
                before.add(key)
                count += 1
                pmi += information
                negative += information < 0
                if is_mixed:
                    mixed += 1
                    pmi_mixed += information
                    unseen += seen == 0
            if following is not None and word not in words_before:
                words_before.add(word)
                words += 1
                next_information = following.pmi
                isolated += information < 0.5 and next_information < 0.5
                repelled += information + next_information < 0
        left = word
        rows.append((count, pmi, negative, mixed, pmi_mixed, unseen, words, isolated, repelled))
    return rows


Ranges = tuple[tuple[int, int], ...]
"""First token and the one after the last, of each stretch."""


@view
def profile(document: Document) -> Profile:
    """The whole document's six numbers."""
    return _over(_sums(document), ((0, len(pairs(document))),))


def profile_within(document: Document, span: Span) -> Profile:
    """Return the six numbers of the words that begin in the span."""
    return _over(_sums(document), (_range(document, span),))


def profile_outside(document: Document, span: Span) -> Profile:
    """Return the six numbers of all the other words."""
    first, last = _range(document, span)
    return _over(_sums(document), ((0, first), (last, len(pairs(document)))))


def _range(document: Document, span: Span) -> tuple[int, int]:
    starts = tokens(document).starts
    return bisect_left(starts, span.start), bisect_left(starts, span.end)


def _over(sums: list[Sums], ranges: Ranges) -> Profile:
    parts = [
        [high - low for low, high in zip(sums[first], sums[last], strict=True)]
        for first, last in ranges
    ]
    totals = parts[0] if len(parts) == 1 else [sum(part) for part in zip(*parts, strict=True)]
    count, pmi, negative, mixed, pmi_mixed, unseen, words, isolated, repelled = totals
    pairs_weight, mixed_weight, words_weight = count + WEIGHT, mixed + WEIGHT, words + WEIGHT
    return Profile(
        (pmi + WEIGHT * EMPTY.pmi_mean) / pairs_weight,
        (pmi_mixed + WEIGHT * EMPTY.pmi_function_content) / mixed_weight,
        (unseen + WEIGHT * EMPTY.unseen_function_content) / mixed_weight,
        (negative + WEIGHT * EMPTY.negative) / pairs_weight,
        (isolated + WEIGHT * EMPTY.isolated) / words_weight,
        (repelled + WEIGHT * EMPTY.repelled) / words_weight,
    )
