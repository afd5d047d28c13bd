"""What neighbouring words say of a stretch of text: numbers that hold across programs.

A synonym that was put in stands beside words that it seldom stands beside. Each pair of words, and
each word, counts once in a document however often it is repeated: a report on rugby union is not
strange for saying "rugby union" ten times.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from auditor import Document, Span, view
from auditor_rules.english.counts import Integers, Numbers
from auditor_rules.machine_translation.collocation import Booleans, is_function, pairs, tokens
from auditor_rules.machine_translation.replacement import replacements

WEIGHT = 20
"""Every mean is drawn towards clean text's as if by so many more pairs: few pairs say little."""


class Profile(NamedTuple):
    """The seven numbers; clean English lies near the values of the empty document."""

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
    replaced: float
    """Share of words that look as if they were put in for a synonym; of those that have one."""


EMPTY = Profile(1.25, 1.2, 0.03, 0.23, 0.13, 0.145, 0.03)
"""Rounded means over clean news."""
_EMPTY = np.array(EMPTY)[:, np.newaxis]
ISOLATED = 0.5
"""PMI below which a pair is unusual."""


Ranges = Sequence[tuple[Integers, Integers]]
"""First token and the one after the last, of each stretch that belongs together."""


@view
def _sums(document: Document) -> Numbers:
    """Sums over the tokens before each token and, last, over all of them; a row for each.

    Pairs, their PMI, negative ones; pairs of a function word and another, their PMI, unseen ones;
    words with two neighbours, isolated ones, repelled ones; words with a synonym, replaced ones.
    """
    ids, found = tokens(document).ids, pairs(document)
    pmi, is_mixed = found.pmi, found.is_first & found.is_mixed
    following = np.append(pmi, 0.0)[1:]
    is_word = _is_first_between(ids, found.is_joined)
    terms = np.zeros((11, len(ids) + 1))
    terms[0, 1:] = found.is_first
    terms[1, 1:] = np.where(found.is_first, pmi, 0.0)
    terms[2, 1:] = found.is_first & (pmi < 0)
    terms[3, 1:] = is_mixed
    terms[4, 1:] = np.where(is_mixed, pmi, 0.0)
    terms[5, 1:] = is_mixed & (found.seen == 0)
    terms[6, 1:] = is_word
    terms[7, 1:] = is_word & (pmi < ISOLATED) & (following < ISOLATED)
    terms[8, 1:] = is_word & (pmi + following < 0)
    terms[9:, 1:] = replacements(document)
    return terms.cumsum(axis=1)


def _is_first_between(ids: Integers, is_joined: Booleans) -> Booleans:
    """Tell which tokens are content words with two neighbours, met so for the first time."""
    is_first = np.zeros(len(ids), np.bool_)
    is_between = is_joined & np.append(is_joined, False)[1:] & ~is_function()[ids]
    _, first = np.unique(ids[is_between], return_index=True)
    is_first[np.flatnonzero(is_between)[first]] = True
    return is_first


@view
def profile(document: Document) -> Profile:
    """The whole document's numbers."""
    return profile_within(document, Span(0, len(document.text)))


def profile_within(document: Document, span: Span) -> Profile:
    """Return the numbers of the words that begin in the span."""
    return Profile(*profiles_within(document, [span])[:, 0].tolist())


def profile_outside(document: Document, span: Span) -> Profile:
    """Return the numbers of all the other words."""
    return Profile(*profiles_outside(document, [span])[:, 0].tolist())


def profiles_within(document: Document, spans: Sequence[Span]) -> Numbers:
    """Return the profile of each span, as a column: seven numbers by spans."""
    return _over(_sums(document), (_ranges(document, spans),))


def profiles_outside(document: Document, spans: Sequence[Span]) -> Numbers:
    """Return the profile of what is left without each span, as a column."""
    first, last = _ranges(document, spans)
    begin, end = np.zeros_like(first), np.full_like(last, len(tokens(document).ids))
    return _over(_sums(document), ((begin, first), (last, end)))


def _ranges(document: Document, spans: Sequence[Span]) -> tuple[Integers, Integers]:
    starts = tokens(document).starts
    first, last = np.searchsorted(starts, np.array(spans).T)
    return first, last


def _over(sums: Numbers, ranges: Ranges) -> Numbers:
    totals = np.zeros((11, len(ranges[0][0])))
    for first, last in ranges:
        totals += sums[:, last] - sums[:, first]
    count, pmi, negative, mixed, pmi_mixed, unseen, words, isolated, repelled = totals[:9]
    judged, replaced = totals[9:]
    shown = np.array([pmi, pmi_mixed, unseen, negative, isolated, repelled, replaced])
    over = np.array([count, mixed, mixed, count, words, words, judged])
    profiles: Numbers = (shown + WEIGHT * _EMPTY) / (over + WEIGHT)
    return profiles
