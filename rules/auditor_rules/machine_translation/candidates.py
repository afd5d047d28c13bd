"""What may have stood where a word stands, the likeliest first.

By Bayes' rule a word is likelier the commoner it is and the better it fits its neighbours, so
candidates are ordered by ln U + PMI with both, and by what the list that names them is worth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.collocation import facts
from auditor_rules.machine_translation.neighbours import neighbours, substitutions
from auditor_rules.machine_translation.synonyms import synonyms

AT_HOME = 0.5
"""PMI that a word of like company must have with each neighbour."""
PER_RANK = 0.05
"""What each further place among a word's nearest costs a candidate, in nats."""
LISTED = 4.0
"""What it is worth, in nats, that a thesaurus holds the candidate for a synonym."""
KNOWN = 5.0
"""What it is worth, in nats, that a program is known to have put the word for the candidate."""
PER_PLACE = 1.0
"""What each candidate that the program is known to have replaced more often takes from that."""
_TOLERANCE = 1e-6
"""Between numpy's logarithm and the one that decides."""


class Candidate(NamedTuple):
    """A word that may have stood there."""

    word: str
    gain: float
    """By how many nats of PMI it fits its neighbours better than the word that stands there."""


class Gap(NamedTuple):
    """A word, by its rank, and the words on either side; ``None`` where there is no pair."""

    before: int | None
    word: int
    after: int | None
    information: float
    """PMI of the word with both."""


class _Named(NamedTuple):
    """A candidate as one of the lists names it."""

    rank: int
    gain: float
    worth: float
    """What it is worth, in nats, that the list names it."""


def ranked(
    before: int | None,
    word: int,
    after: int | None,
    known: Mapping[int, Sequence[int]] | None = None,
) -> tuple[Candidate, ...]:
    """Return the words that may have stood between two others instead of ``word``, best first.

    Args:
        before: rank of the word on the left; ``None`` where there is none to pair with.
        word: rank of the word that stands there.
        after: rank of the word on the right, likewise.
        known: what programs put a word for; what ships where not given.
    """
    information = _information(before, word) + _information(word, after)
    gap = Gap(before, word, after, information)
    (places,) = places_that_fit([gap])
    return by_likelihood(gap, usual_words(gap, places, known))


def by_likelihood(gap: Gap, usual: Sequence[_Named]) -> tuple[Candidate, ...]:
    """Order the words that would be usual in the gap, and the synonyms of the one that is in it."""
    found: dict[int, _Named] = {}
    for named in (*usual, *_synonyms(gap)):
        if named.rank not in found or named.worth > found[named.rank].worth:
            found[named.rank] = named
    table = counts()

    def likelihood(named: _Named) -> float:
        return named.gain + named.worth + math.log(table.unigrams[named.rank])

    order = sorted(found.values(), key=lambda named: (-likelihood(named), named.rank))
    return tuple(Candidate(table.names[named.rank], named.gain) for named in order)


def usual_words(
    gap: Gap, places: Sequence[int], known: Mapping[int, Sequence[int]] | None = None
) -> list[_Named]:
    """Return the neighbours at some places and what programs put the word for, best first."""
    found: dict[int, _Named] = {}
    near = neighbours().of(gap.word)
    for place in places:
        rank = near[place]
        fit = _fit(gap.before, rank, gap.after)
        if fit is not None and not _is_inflection(gap.word, rank):
            found[rank] = _Named(rank, fit - gap.information, -PER_RANK * place)
    originals = (substitutions() if known is None else known).get(gap.word, ())
    for place, rank in enumerate(originals):
        found[rank] = _Named(rank, _gain(gap, rank), KNOWN - PER_PLACE * place)
    return sorted(found.values(), key=lambda named: (-named.gain - named.worth, named.rank))


def _synonyms(gap: Gap) -> list[_Named]:
    return [_Named(rank, _gain(gap, rank), LISTED) for rank in synonyms().of(gap.word)]


def _gain(gap: Gap, rank: int) -> float:
    return _information(gap.before, rank) + _information(rank, gap.after) - gap.information


def places_that_fit(gaps: Sequence[Gap], least: float = -math.inf) -> list[list[int]]:
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
