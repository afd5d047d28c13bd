"""Words that keep odd company where another word of their kind would be at home."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from auditor import Document, Span, Spans, view
from auditor_rules.machine_translation.collocation import (
    Pairs,
    facts,
    is_function,
    pairs,
    tokens,
)
from auditor_rules.machine_translation.counts import Integers, counts
from auditor_rules.machine_translation.neighbours import neighbours, substitutions
from auditor_rules.machine_translation.passages import windows

ODD = -1.1
"""A pair is odd below this PMI: a third as often as chance would have it."""
AGAINST = -2.5
"""What a word's PMI with both neighbours must add up to at most, in a text that is otherwise usual;
in a passage that looks spun, 0. Less would hardly leave room for a candidate to gain enough."""
AT_HOME = 0.5
"""A candidate must have at least this PMI with each neighbour."""
ODD_COMPANY = 2.0
"""Log-odds of a window from which a passage is taken to look spun."""
PER_RANK = 0.05
"""What each further place among a word's neighbours costs a candidate, in nats."""
KNOWN = 5.0
"""What it is worth, in nats, that a program is known to have put the word for the candidate."""
_TOLERANCE = 1e-6
"""Between numpy's logarithm and the one that decides."""
PER_PLACE = 1.0
"""What each candidate that the program is known to have replaced more often takes from that."""


class Candidate(NamedTuple):
    """A word that may have stood there."""

    word: str
    gain: float
    """By how many nats of PMI it fits its neighbours better than the word that stands there."""


class Oddity(NamedTuple):
    """A word that keeps odd company, and what may have stood there."""

    span: Span
    word: str
    pair: str
    """The odder of its two pairs."""
    candidates: tuple[Candidate, ...]
    """At least one, best first."""


def oddities(document: Document, least: float = -math.inf) -> Iterator[Oddity]:
    """Yield the odd words of the document that have a candidate, in order.

    Words none of whose candidates gains ``least`` nats are left out, which is told quickly.
    """
    found, names = tokens(document), counts().names
    odd = list(_odd_words(document))
    if not odd:
        return
    gaps = [_gap_at(found.ids, *each) for each in odd]
    for (index, left, right), gap, places in zip(
        odd, gaps, _places_that_fit(gaps, least), strict=True
    ):
        known = substitutions().get(gap.word, ())
        candidates = _ranked(gap, places, known) if places or known else ()
        if candidates:
            odder_is_left = right is None or (left is not None and left <= right)
            pair = (gap.before, gap.word) if odder_is_left else (gap.word, gap.after)
            yield Oddity(
                Span(int(found.starts[index]), int(found.ends[index])),
                names[gap.word],
                " ".join(names[each] for each in pair if each is not None),
                candidates,
            )


class _Gap(NamedTuple):
    """A word, by its rank, and the words on either side; ``None`` where there is no pair."""

    before: int | None
    word: int
    after: int | None
    information: float
    """PMI of the word with both."""


def _gap_at(ids: Integers, index: int, left: float | None, right: float | None) -> _Gap:
    return _Gap(
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


def ranked(
    before: int | None,
    word: int,
    after: int | None,
    known: Mapping[int, Sequence[int]] | None = None,
) -> tuple[Candidate, ...]:
    """Return the words that fit between two others better than ``word``, best first.

    Args:
        before: rank of the word on the left; ``None`` where there is none to pair with.
        word: rank of the word that stands there.
        after: rank of the word on the right, likewise.
        known: what programs put a word for; what ships where not given.
    """
    information = _information(before, word) + _information(word, after)
    gap = _Gap(before, word, after, information)
    (places,) = _places_that_fit([gap])
    return _ranked(gap, places, (substitutions() if known is None else known).get(word, ()))


def _places_that_fit(gaps: Sequence[_Gap], least: float = -math.inf) -> list[list[int]]:
    """Return which of each word's neighbours were counted beside both words around its gap.

    Most were not, and one look at the table settles that for all gaps of a document. There are none
    for a gap at which none of them gains ``least``.
    """
    near = neighbours().rows([gap.word for gap in gaps])
    fits, gains = near >= 0, np.zeros(near.shape)
    for side in ("before", "after"):
        others = np.array([-1 if (rank := getattr(gap, side)) is None else rank for gap in gaps])
        row, place = np.nonzero(fits & (others >= 0)[:, np.newaxis])
        pair = (others[row], near[row, place])
        lefts, rights = pair if side == "before" else pair[::-1]
        counted, expected = counts().pairs(lefts, rights), counts().all_expected(lefts, rights)
        fits[row, place] = counted > 0
        gains[row, place] += np.log((counted + 0.5) / (expected + 0.5))
    enough = np.array([gap.information + least - _TOLERANCE for gap in gaps])
    fits[~(fits & (gains > enough[:, np.newaxis])).any(axis=1)] = False
    return [np.flatnonzero(row).tolist() for row in fits]


def _ranked(gap: _Gap, places: Sequence[int], known: Sequence[int]) -> tuple[Candidate, ...]:
    """Rank the neighbours at some places and what programs put the word for."""
    before, word, after, own = gap
    scores: dict[int, tuple[float, float]] = {}
    near = neighbours().of(word)
    for place in places:
        candidate = near[place]
        fit = _fit(before, candidate, after)
        if fit is not None and not _is_inflection(word, candidate):
            scores[candidate] = (fit - own - PER_RANK * place, fit - own)
    for place, candidate in enumerate(known):
        gain = _information(before, candidate) + _information(candidate, after) - own
        scores[candidate] = (gain + KNOWN - PER_PLACE * place, gain)
    order = sorted(scores, key=lambda candidate: (-scores[candidate][0], candidate))
    names = counts().names
    return tuple(Candidate(names[each], scores[each][1]) for each in order)


def _fit(before: int | None, candidate: int, after: int | None) -> float | None:
    """Return the candidate's PMI with both neighbours; ``None`` where one of them is low."""
    left, right = _information(before, candidate), _information(candidate, after)
    is_low = (before is not None and left < AT_HOME) or (after is not None and right < AT_HOME)
    return None if is_low else left + right


def _information(left: int | None, right: int | None) -> float:
    return 0.0 if left is None or right is None else facts(left, right).pmi


def _is_inflection(word: int, candidate: int) -> bool:
    """Tell whether two words begin alike: a slip in grammar is not a substitution."""
    names = counts().names
    return names[word][:4] == names[candidate][:4]
