"""What stands around a number: its sentence's cues, times and names."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeVar

from auditor import Document, Span, folded, sentences, view
from auditor_rules.contradiction.mentions import Mention
from auditor_rules.english.stems import stem_and_weight

REACH = 240
"""Characters of the sentence that are read on either side of a number."""
NEAREST = 5
REMEMBERED = 2048
"""Numbers whose surroundings are kept, some 5 KB each: a text full of numbers has too many."""
CUES: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "more": "another additional more further extra other others rest remaining next",
        "plan": """could would may might plan plans planned planning target targets targeted goal
            aim aims expect expects expected forecast forecasts predict predicts predicted projected
            if should hope hopes want wants need needs will proposed potential potentially possible
            estimated likely""",
        "part": """whom including among divided respectively each per every apiece average median
            either half includes include""",
        "then": """compared than previous previously earlier last ago former formerly initial
            initially originally later before after since until once already now revised raised
            record first second third latest recent recently past""",
        "denial": "not no never without neither nor none n't don't didn't isn't wasn't won't",
        "contest": """poll polls percent points survey score scored beat win won lead goal goals
            minutes vote votes ballot delegates match game season""",
    }.items()
}
_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december yesterday today tomorrow""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[%$£€]|(?:19|20)\d\d")
_NAME = re.compile(r"(?<=[^.\n] )[A-Z][\w'’-]+")

T = TypeVar("T")


class Surroundings(NamedTuple):
    """A mention's context."""

    weights: dict[str, float]
    """Stems around it, weighed by rarity and nearness."""
    near: frozenset[str]
    """The ``NEAREST`` telling stems nearest to it."""
    total: float
    left: str
    """The word right before the number."""
    right: str
    head: str
    """The stem of the telling word next before the number: "deployment of 3,000"."""
    words: tuple[str, ...]
    reach: Span
    """What was read of the sentence."""


class Details(NamedTuple):
    """What only pairs with like contexts are asked for."""

    cues: tuple[int, ...]
    """How many words of each set of ``CUES``."""
    times: frozenset[str]
    names: frozenset[str]


def of_each_mention(
    read: Callable[[Document, Mention], T],
) -> Callable[[Document, Mention], T]:
    """Make a function of a mention remember what it read of the document's latest ones.

    Numbers are compared with those near them and those of the opening, again and again.
    """

    @view
    def known(document: Document) -> dict[int, T]:
        return {}

    @wraps(read)
    def recall(document: Document, mention: Mention) -> T:
        kept = known(document)
        found = kept.get(mention.span.start)
        if found is None:
            found = read(document, mention)
            if len(kept) >= REMEMBERED:
                del kept[next(iter(kept))]
            kept[mention.span.start] = found
        return found

    return recall


@of_each_mention
def details_of(document: Document, mention: Mention) -> Details:
    """Return the cues, times and names around a mention in its sentence."""
    around = surroundings_of(document, mention)
    words = frozenset(around.words)
    return Details(
        tuple(len(words & cues) for cues in CUES.values()),
        frozenset(word for word in words if word in _TIMES or word.isdigit()),
        frozenset(_NAME.findall(document.text, *around.reach)),
    )


@of_each_mention
def surroundings_of(document: Document, mention: Mention) -> Surroundings:
    """Return what stands around a mention in its sentence."""
    low, sentence = folded(document), sentences(document)[mention.sentence]
    start = max(sentence.start, mention.span.start - REACH)
    end = min(sentence.end, mention.span.end + REACH)
    before = _WORD.findall(low, start, mention.span.start)
    after = _WORD.findall(low, mention.span.end, end)
    before.reverse()
    weights: dict[str, float] = {}
    ranked: list[tuple[int, str]] = []
    for words in (before, after):
        telling: list[tuple[int, str]] = []
        for distance, (stem, weight) in enumerate(map(stem_and_weight, words), 6):
            if weight:
                nearer = 6 * weight / distance
                if nearer > weights.get(stem, 0.0):
                    weights[stem] = nearer
                telling.append((distance, stem))
        ranked += telling[:NEAREST]
    ranked.sort()
    return Surroundings(
        weights,
        frozenset([stem for _, stem in ranked[:NEAREST]]),
        sum(weights.values()) or 1.0,
        before[0] if before else "",
        after[0] if after else "",
        _head(before[:3]),
        (*before, *after),
        Span(start, end),
    )


def _head(before: list[str]) -> str:
    return next((stem for stem, weight in map(stem_and_weight, before) if weight > 0.3), "")
