"""Words that say somebody said so, and what stands next to them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from auditor import Span
from auditor_rules.lexicons import lexicon

# What may stand between a source and its cue: auxiliaries and adverbs.
_FILLERS = frozenset(
    """have has had also now then often widely long still generally sometimes repeatedly publicly
    privately who would might may could will can are were is was be been
    already even further later recently frequently usually typically largely mostly commonly
    routinely consistently explicitly openly strongly directly immediately quickly soon again
    rightly correctly wrongly just only never not do did does currently broadly fully first
    previously reportedly however though meanwhile too""".split()
)
_NO_CLAIM = frozenset("hold want wish prefer know see find address discuss offer show".split())
_NEXT = re.compile(r"(?:, ?| )([a-z']+)")
_MOST_FILLERS = 4


class CueWord(NamedTuple):
    """A word or phrase that ascribes what is said to somebody."""

    span: Span
    lemma: str
    kind: str
    """``say``, ``think``, ``show``, ``act`` or ``per``."""

    @property
    def is_claim(self) -> bool:
        """Whether it passes on a claim: "critics praised it" reports an act instead."""
        return self.kind in ("say", "think", "show") and self.lemma not in _NO_CLAIM


@cache
def cue_words() -> dict[str, tuple[str, str, str]]:
    """Return form → lemma, kind, grammatical forms."""
    return {
        form: (row["lemma"], row["kind"], row["form"])
        for form, row in lexicon("attribution/cues").items()
    }


def cue_after(folded_text: str, end: int) -> CueWord | None:
    """Return the cue that follows a source which ends at ``end``, over a few adverbs at most."""
    known = cue_words()
    for _ in range(_MOST_FILLERS + 1):
        found = _NEXT.match(folded_text, end)
        if found is None:
            return None
        word = found.group(1)
        if word in known and known[word][2] != "ing":
            return CueWord(Span(found.start(1), found.end(1)), *known[word][:2])
        if word not in _FILLERS:
            return None
        end = found.end()
    return None
