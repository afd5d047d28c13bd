"""Pairs of numbers that may speak of one thing, and what tells whether they do."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from auditor import Document, Span, lines, quoted
from auditor_rules.contradiction.agreement import agree, are_turned
from auditor_rules.contradiction.context import CUES, Details, details_of, surroundings_of
from auditor_rules.contradiction.mentions import Mention, mentions
from auditor_rules.english.stems import stem_and_weight

LEAST_OVERLAP = 0.3
"""Pairs whose contexts share less than about one uncommon word are not looked at."""
MAX_OPENING = 4
"""A mention is compared with so many of its kind of the opening: the cost grows linearly with
length. Numbers further down are compared where their sentences say the same: see restatements."""
MAX_COMPARED = 12
"""So many others of its kind a number is compared with; one of more stands in a table."""
TEMPORAL = frozenset(("weekday", "month", "day", "year", "ordinal"))
LEAST_NEAR = 3
"""Days and years are compared only in nearly the same words."""
LAST_OF_LEAD = 2
"""A text names many numbers and days in like words: only those of its first three sentences are
held against the rest."""
FEATURES = (
    "least_share",
    "most_share",
    "overlap",
    "near",
    "same_noun",
    "one_noun",
    "nouns_shared",
    "nouns_apart",
    "support",
    "other_support",
    "peers",
    "peers_of_kind",
    "noun_weight",
    "same_left",
    "same_right",
    "same_head",
    "in_lead",
    "in_headline",
    *(f"cue_{name}" for name in CUES),
    "times_apart",
    "times_shared",
    "names_apart",
    "names_shared",
    "same_line",
    "numbers_around",
    "quoted",
    "ratio",
    "grain",
    "qualified",
    "small",
    "next_sentence",
    "is_count",
    "is_money",
    "is_percent",
    "is_weekday",
    "is_year",
    "is_month",
    "is_day",
    "is_ordinal",
    "is_duration",
    "is_age",
)
_GROUPS: dict[str, str] = {
    **dict.fromkeys(("USD", "GBP", "EUR", "JPY", "INR", "RUB", "CNY"), "money"),
    **dict.fromkeys(("years", "months", "weeks", "days", "hours", "minutes"), "duration"),
    "%": "percent",
    "years old": "age",
}
_KINDS = "count money percent weekday year month day ordinal duration age".split()


@dataclass(frozen=True, eq=False)
class Pair:
    """Two numbers that do not agree and may be meant for one thing."""

    first: Mention
    second: Mention
    shared: tuple[str, ...]
    """The telling stems that both contexts hold, the most telling first."""
    weighed: Callable[[Pair], tuple[float, ...]]

    @cached_property
    def features(self) -> tuple[float, ...]:
        """What tells whether they are of one thing, in the order of ``FEATURES``.

        Computed when asked for: of most pairs in a text full of numbers the text itself says that
        they are of two things.
        """
        return self.weighed(self)


class _Layout(NamedTuple):
    """Where things stand in the document."""

    line_starts: tuple[int, ...]
    has_headline: bool
    per_sentence: Counter[int]
    alike: dict[tuple[str, float], int]
    """How often each value of each kind is mentioned."""
    peers: dict[tuple[str, str | None], int]
    """How many mentions of a kind there are, with each noun and (``None``) in all."""


def pairs(document: Document) -> Iterator[Pair]:
    """Yield the pairs of numbers that disagree in like contexts, in order of their second one."""
    layout: _Layout | None = None
    seen: dict[str, list[Mention]] = {}
    compared: Counter[Span] = Counter()
    for second in mentions(document):
        earlier = seen.setdefault(second.kind, [])
        for first in earlier:
            if compared[first.span] < MAX_COMPARED and _may_be_compared(first, second):
                compared[first.span] += 1
                layout = layout or _layout(document)
                pair = _pair(document, first, second, layout)
                if pair is not None:
                    yield pair
        if second.sentence <= LAST_OF_LEAD and len(earlier) < MAX_OPENING:
            earlier.append(second)


def _may_be_compared(first: Mention, second: Mention) -> bool:
    if first.sentence == second.sentence or agree(first, second):
        return False
    is_counted = first.kind in ("count", "%", "ordinal")
    return not (is_counted and first.noun and second.noun and first.noun != second.noun)


def _layout(document: Document) -> _Layout:
    paragraphs, known = lines(document), mentions(document)
    return _Layout(
        tuple(line.start for line in paragraphs),
        bool(paragraphs) and paragraphs[0].end - paragraphs[0].start < 120,
        Counter(mention.sentence for mention in known),
        Counter((mention.kind, mention.low) for mention in known),
        Counter((mention.kind, noun) for mention in known for noun in (mention.noun, None)),
    )


def _pair(document: Document, first: Mention, second: Mention, layout: _Layout) -> Pair | None:
    one, other = surroundings_of(document, first), surroundings_of(document, second)
    common = one.weights.keys() & other.weights.keys()
    if not common:
        return None
    if first.kind in TEMPORAL and len(one.near & other.near) < LEAST_NEAR:
        return None
    weighed = sorted([(min(one.weights[s], other.weights[s]), s) for s in common], reverse=True)
    overlap = sum([weight for weight, _ in weighed])
    if overlap < LEAST_OVERLAP and not are_turned(first, second):
        return None
    shared = tuple(stem for _, stem in weighed[:4])
    return Pair(first, second, shared, partial(_features, document, layout, overlap))


def _features(document: Document, layout: _Layout, overlap: float, pair: Pair) -> tuple[float, ...]:
    first, second = pair.first, pair.second
    one, other = surroundings_of(document, first), surroundings_of(document, second)
    common = one.weights.keys() & other.weights.keys()
    shares = sorted(
        # Exactly rounded: the order of a set of words differs from process to process.
        math.fsum([each.weights[stem] for stem in common]) / each.total
        for each in (one, other)
    )
    features = (
        *shares,
        overlap,
        len(one.near & other.near),
        *_of_nouns(first, second),
        *_of_support(first, second, layout),
        one.left == other.left != "",
        one.right == other.right != "",
        one.head == other.head != "",
        first.sentence <= 1,
        first.sentence == 0 and layout.has_headline,
        *_of_details(details_of(document, first), details_of(document, second)),
        *_of_place(first, second, layout),
        sum(quoted(document).hold(each.span.start) for each in (first, second)),
        *_of_value(first, second),
    )
    return tuple(map(float, features))


def _of_nouns(first: Mention, second: Mention) -> tuple[float, ...]:
    one, other = set(first.noun_words), set(second.noun_words)
    return (
        first.noun == second.noun != "",
        bool(first.noun) != bool(second.noun),
        len(one & other),
        len(one ^ other) if one and other else 0,
    )


def _of_support(first: Mention, second: Mention, layout: _Layout) -> tuple[float, ...]:
    return (
        min(layout.alike[first.kind, first.low], 4) - 1,
        min(layout.alike[second.kind, second.low], 4) - 1,
        min(layout.peers[first.kind, first.noun], 12),
        min(layout.peers[first.kind, None], 30),
        stem_and_weight(first.noun)[1] if first.noun else 0.0,
    )


def _of_details(one: Details, other: Details) -> tuple[float, ...]:
    cues = [abs(a - b) for a, b in zip(one.cues, other.cues, strict=True)]
    cues[-1] = one.cues[-1] + other.cues[-1]
    names = len(one.names | other.names)
    return (
        *cues,
        len(one.times ^ other.times) / (1 if one.times and other.times else 2),
        len(one.times & other.times),
        len(one.names ^ other.names) / (1 + names),
        len(one.names & other.names),
    )


def _of_place(first: Mention, second: Mention, layout: _Layout) -> tuple[float, ...]:
    starts, counts = layout.line_starts, layout.per_sentence
    return (
        bisect_right(starts, first.span.start) == bisect_right(starts, second.span.start),
        counts[first.sentence] + counts[second.sentence] - 2,
    )


def _of_value(first: Mention, second: Mention) -> tuple[float, ...]:
    group = _GROUPS.get(first.kind, first.kind)
    return (
        min(5.0, abs(math.log((first.high + 1) / (second.high + 1)))),
        math.log10(min(first.grain, second.grain) + 0.001),
        bool(first.qualifier) + bool(second.qualifier),
        min(first.high, second.high) <= 12,
        second.sentence - first.sentence == 1,
        *(group == kind for kind in _KINDS),
    )
