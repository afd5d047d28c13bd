"""How likely it is that a word was put in for one of its synonyms.

A program that puts one of the k(c) synonyms of c between the neighbours a and b of c leaves a word
w with odds, by Bayes' rule, of

    s / (1 - s) * sum over c of F(c) / F(w) / k(c), where F(x) = U(x) e^(PMI(a, x) + PMI(x, b)),

U is how often a word was counted, PMI what `facts` says of two words side by side, and s the share
of words that such a program replaces.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from auditor import Document, view
from auditor_rules.english.counts import Integers, Numbers, counts
from auditor_rules.machine_translation.collocation import Booleans, is_function, pairs, tokens
from auditor_rules.machine_translation.synonyms import synonyms

SHARE = 0.05
"""Share of words taken to be replaced before a word is looked at; .02 to .2 tell texts apart
alike."""
LOOSE = 1.0
"""PMI with both neighbours, added up, from which on a word is taken for the author's own: it stands
where it is at home, and to look its synonyms up as well tells no more."""


class Replacements(NamedTuple):
    """What is judged of a document's tokens; arrays as long as they."""

    is_judged: Booleans
    """Whether it is a content word with a synonym and a neighbour, and stands so first."""
    probability: Numbers
    """That it was put in; 0.0 where it is not judged."""


@view
def replacements(document: Document) -> Replacements:
    """Tell which words of the document look as if they were put in for a synonym."""
    ids, found = tokens(document).ids, pairs(document)
    is_followed = np.append(found.is_joined, False)[1:]
    able = np.flatnonzero(_is_replaceable()[ids] & (found.is_joined | is_followed))
    _, first = np.unique(ids[able], return_index=True)
    is_judged, probability = np.zeros(len(ids), np.bool_), np.zeros(len(ids))
    is_judged[able[first]] = True
    information = found.pmi + np.append(found.pmi, 0.0)[1:]
    loose = np.flatnonzero(is_judged & (information < LOOSE))
    row, instead = synonyms().commonest(ids[loose])
    # Both at once: what takes the time is to look, not how much is looked up.
    places, words = np.append(loose, loose[row]), np.append(ids[loose], instead)
    own, others = np.split(_fit(ids, found.is_joined, places, words), [len(loose)])
    ratios = others / own[row] / synonyms().sizes[instead].clip(1)
    odds = SHARE / (1 - SHARE) * np.bincount(row, ratios, len(loose))
    probability[loose] = odds / (1 + odds)
    return Replacements(is_judged, probability)


@cache
def _is_replaceable() -> Booleans:
    """Return for each rank whether it is a content word with a synonym."""
    return (synonyms().sizes > 0) & ~is_function()


def _fit(ids: Integers, is_joined: Booleans, at: Integers, words: Integers) -> Numbers:
    """Return F of words, each in the place of a token."""
    fit = counts().frequencies(words)
    before = is_joined[at]
    after = np.append(is_joined, False)[at + 1]
    lefts = np.append(ids[at[before] - 1], words[after])
    rights = np.append(words[before], ids[at[after] + 1])
    together = (counts().pairs(lefts, rights) + 0.5) / (counts().all_expected(lefts, rights) + 0.5)
    fit[before] *= together[: before.sum()]
    fit[after] *= together[before.sum() :]
    return fit
