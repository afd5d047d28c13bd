"""One pass over a text for all the phrases of all lexicons (Aho and Corasick 1975)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

import ahocorasick_rs

from auditor.document import Span

_make = tuple.__new__
_BY_SPAN = itemgetter(2)


class PhraseHit(NamedTuple):
    """A phrase of a lexicon, standing in the text as whole words."""

    lexicon: str
    phrase: str
    span: Span


class PhraseMatcher:
    """Finds whole-word occurrences of every phrase of every lexicon at once.

    Args:
        lexicons: folded phrases by the name of their lexicon.
    """

    def __init__(self, lexicons: Mapping[str, Iterable[str]]) -> None:
        pairs = [(name, phrase) for name, phrases in lexicons.items() for phrase in phrases]
        self._owners: dict[str, list[str]] = {}
        for name, phrase in pairs:
            self._owners.setdefault(phrase, []).append(name)
        self._phrases = list(self._owners)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._phrases, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def find(self, folded: str) -> dict[str, tuple[PhraseHit, ...]]:
        """Return the hits by lexicon, in order of their start, then of length.

        Hits of one lexicon may overlap: "white home" and "white home staff" are both reported.
        """
        hits: defaultdict[str, list[PhraseHit]] = defaultdict(list)
        phrases, owners = self._phrases, self._owners
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if _stands_alone(folded, start, end):
                phrase = phrases[index]
                span = _make(Span, (start, end))
                for name in owners[phrase]:
                    hits[name].append(_make(PhraseHit, (name, phrase, span)))
        return {name: tuple(sorted(found, key=_BY_SPAN)) for name, found in hits.items()}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no word runs over either end."""
    if start and text[start - 1].isalnum() and text[start].isalnum():
        return False  # most matches lie inside a longer word
    return not (text[end : end + 1].isalnum() and text[end - 1].isalnum())
