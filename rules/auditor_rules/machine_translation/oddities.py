"""Words that keep odd company where another word of their kind would be at home."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from auditor import Document, Span, Spans, view
from auditor_rules.english.counts import Integers, counts
from auditor_rules.machine_translation.candidates import (
    Candidate,
    Gap,
    by_likelihood,
    places_that_fit,
    usual_words,
)
from auditor_rules.machine_translation.collocation import Pairs, is_function, pairs, tokens
from auditor_rules.machine_translation.passages import windows

ODD = -1.1
"""A pair is odd below this PMI: a third as often as chance would have it."""
AGAINST = -2.5
"""What a word's PMI with both neighbours must add up to at most, in a text that is otherwise usual;
in a passage that looks spun, 0. Less would hardly leave room for a candidate to gain enough."""
ODD_COMPANY = 2.25
"""Log-odds of a window from which a passage is taken to look spun."""


class Oddity(NamedTuple):
    """A word that keeps odd company, and what may have stood there."""

    span: Span
    word: str
    pair: str
    """The odder of its two pairs."""
    gain: float
    """By how many nats of PMI a word of its kind fits its neighbours better."""
    candidates: tuple[Candidate, ...]
    """At least one, the likeliest first."""


def oddities(document: Document, least: float = -math.inf) -> Iterator[Oddity]:
    """Yield the odd words of the document in whose place another would be usual, in order.

    Words whose best candidate gains less than ``least`` nats are left out, before any is ranked.
    """
    found, names = tokens(document), counts().names
    odd = list(_odd_words(document))
    if not odd:
        return
    gaps = [_gap_at(found.ids, *each) for each in odd]
    for (index, left, right), gap, places in zip(
        odd, gaps, places_that_fit(gaps, least), strict=True
    ):
        usual = usual_words(gap, places)
        if usual and usual[0].gain >= least:
            odder_is_left = right is None or (left is not None and left <= right)
            pair = (gap.before, gap.word) if odder_is_left else (gap.word, gap.after)
            yield Oddity(
                Span(int(found.starts[index]), int(found.ends[index])),
                names[gap.word],
                " ".join(names[each] for each in pair if each is not None),
                usual[0].gain,
                by_likelihood(gap, usual),
            )


def _gap_at(ids: Integers, index: int, left: float | None, right: float | None) -> Gap:
    return Gap(
        None if left is None else int(ids[index - 1]),
        int(ids[index]),
        None if right is None else int(ids[index + 1]),
        (left or 0.0) + (right or 0.0),
    )


def _odd_words(document: Document) -> Iterator[tuple[int, float | None, float | None]]:
    """Yield the tokens that keep odd company, with their PMI to the left and to the right."""
    found, known, spun = tokens(document), pairs(document), odd_company(document)
    is_odd = known.is_joined & (known.pmi < ODD)
    is_odd[:-1] |= is_odd[1:]  # few are: only these and the words before them are looked at
    for index in np.flatnonzero(is_odd & ~is_function()[found.ids]).tolist():
        left, right = _information_at(known, index), _information_at(known, index + 1)
        both = (left or 0.0) + (right or 0.0)
        if both < AGAINST or (both < 0 and spun.hold(int(found.starts[index]))):
            yield index, left, right


def _information_at(known: Pairs, index: int) -> float | None:
    """Return the PMI of a token with the one before; ``None`` where they are no pair."""
    if index == len(known.pmi) or not known.is_joined[index]:
        return None
    return float(known.pmi[index])


@view
def odd_company(document: Document) -> Spans:
    """The windows that look more spun than not."""
    return Spans(each.span for each in windows(document) if each.log_odds > ODD_COMPANY)
