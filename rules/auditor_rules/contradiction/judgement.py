"""From pairs of numbers to disagreements: how likely, and how they disagree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from auditor import Document, sentences, view
from auditor_rules.contradiction.agreement import are_turned
from auditor_rules.contradiction.context import details_of, of_each_mention
from auditor_rules.contradiction.mentions import Mention, mentions
from auditor_rules.contradiction.pairs import FEATURES, TEMPORAL, Pair, pairs
from auditor_rules.contradiction.trees import Forest
from auditor_rules.contradiction.trees import forest as shipped

BESIDE = 40
"""Characters between two numbers that are told side by side."""
MOST_PARTNERS = 3
"""A number that disagrees with more others than this stands in a list or a table."""
_NOUN, _HEAD, _LEAD, _PEERS, _RATIO, _SMALL, _TIMES = (
    FEATURES.index(name)
    for name in (
        "same_noun",
        "same_head",
        "in_lead",
        "peers",
        "ratio",
        "small",
        "times_apart",
    )
)
_UPDATE = re.compile(
    r"\b(?:revised|raised|lowered|updated?|corrected|upgraded|downgraded|adjusted|amended"
    r"|(?:has|had|have) (?:since )?(?:risen|grown|climbed|fallen|dropped)|rose to|fell to"
    r"|now stands|(?:earlier|initial) (?:reports?|estimates?|figures?|count)"
    r"|previously (?:reported|estimated|said|put)|an earlier version)\b"
)
_ANOTHER = re.compile(
    r"\b(?:another|additional|further|extra|other|remaining|compared (?:with|to)|from"
    r"|(?<!more )(?<!less )(?<!fewer )than|instead of|out of|of the|of whom|of which"
    r"|including|by|every|each)"
    r"(?: (?:an?|about|around|some|nearly|almost|estimated|roughly|the))*[ ]?[$£€]?\Z",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?: [a-z]+)? (?:more|others|each|apiece|per|a (?:day|week|month|year))\b")
_PAST = re.compile(
    r"\b(?:(?:last|previous|prior) (?:year|month|week|quarter|season|decade|time)"
    r"|(?:years?|months?|weeks?|days?|decades?) (?:ago|earlier|before)"
    r"|previously|formerly|originally|in the past)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SOURCE = re.compile(
    r"\b(?:[Aa]ccording to|(?:figures|estimates|data|numbers) (?:from|by|of)) (?:the )?"
    r"([A-Z][\w.’'-]{0,60}(?: [A-Z][\w.’'-]{0,60}){0,4}|[a-z]+ [a-z]+)"
    r"|([A-Z][\w.’'-]{0,60}(?: [A-Z][\w.’'-]{0,60}){0,4}|[Pp]olice|[Oo]rganisers|[Oo]rganizers"
    r"|[Oo]fficials|[Ww]itnesses|[Cc]ritics|[Rr]esidents|[Aa]ctivists)"
    r"(?: (?:later|also))? (?:said|says?|estimated?s?|reported|claim(?:ed|s)?|puts? it|spoke)\b"
)


class Disagreement(NamedTuple):
    """Two numbers that do not fit, and how sure that is."""

    pair: Pair
    probability: float
    grade: str
    """``conflict``, ``possible``, ``update`` or ``sources-disagree``."""


def disagreements(document: Document, forest: Forest) -> tuple[Disagreement, ...]:
    """Return the disagreements in order of their second number, at most one for each number."""
    likely = _weighed(document, forest)
    partners = Counter(m.span for _, pair in likely for m in (pair.first, pair.second))
    taken: set[int] = set()
    found = []
    for probability, pair in sorted(likely, key=lambda each: -each[0]):
        ends = {pair.first.span.start, pair.second.span.start}
        is_listed = max(partners[pair.first.span], partners[pair.second.span]) > MOST_PARTNERS
        if not is_listed and not ends & taken:
            taken |= ends
            found.append(
                Disagreement(pair, probability, _grade(document, pair, probability, forest))
            )
    return tuple(sorted(found, key=lambda each: each.pair.second.span))


def _weighed(document: Document, forest: Forest) -> tuple[tuple[float, Pair], ...]:
    """Return the pairs that the forest takes for possible, with their probabilities."""
    return _by_shipped(document) if forest is shipped() else _weigh(document, forest)


@view
def _by_shipped(document: Document) -> tuple[tuple[float, Pair], ...]:
    return _weigh(document, shipped())


def _weigh(document: Document, forest: Forest) -> tuple[tuple[float, Pair], ...]:
    weighed = ((_probability(document, pair, forest), pair) for pair in pairs(document))
    return tuple(each for each in weighed if each[0] >= forest.possible)


def _probability(document: Document, pair: Pair, forest: Forest) -> float:
    if _is_told_apart(document, pair):
        return 0.0
    probability = forest.probability(pair.features)
    if pair.first.kind in TEMPORAL:
        return probability if probability >= forest.conflict else 0.0
    is_telling = _says_the_same_deed(pair) or are_turned(pair.first, pair.second)
    return max(probability, forest.possible if is_telling else 0.0)


class _Told(NamedTuple):
    """What a number's own sentence says against its being of one thing and time with others."""

    is_another: bool
    is_past: bool
    years: frozenset[str]


@of_each_mention
def _told_of(document: Document, mention: Mention) -> _Told:
    start, end = mention.span
    before = _ANOTHER.search(document.text, max(0, start - BESIDE), start)
    said = _sentence(document, mention)
    return _Told(
        bool(before or _MORE.match(document.text, end)),
        bool(_PAST.search(said)),
        frozenset(_YEAR.findall(said)),
    )


def _is_told_apart(document: Document, pair: Pair) -> bool:
    """Tell whether the text itself says that the two numbers are of two things or two times."""
    first, second = pair.first, pair.second
    one, other = _told_of(document, first), _told_of(document, second)
    if one.is_another or other.is_another:
        return True
    if first.kind in TEMPORAL:
        return False
    if _stands_beside(document, first, second) or _stands_beside(document, second, first):
        return True  # "214 passengers and 31 crew" does not gainsay "214 on board"
    if _names_differ(document, pair) and not (first.low >= 100 and are_turned(first, second)):
        return True
    if one.is_past != other.is_past:
        return True
    return bool(one.years and other.years) and not one.years & other.years


def _names_differ(document: Document, pair: Pair) -> bool:
    one, other = details_of(document, pair.first), details_of(document, pair.second)
    return bool(one.names and other.names) and not one.names & other.names


@view
def _by_value(document: Document) -> dict[tuple[str, float], list[int]]:
    """Where the numbers of each kind and value begin, in order."""
    known: dict[tuple[str, float], list[int]] = {}
    for mention in mentions(document):
        known.setdefault((mention.kind, mention.low), []).append(mention.span.start)
    return known


def _stands_beside(document: Document, one: Mention, other: Mention) -> bool:
    """Tell whether one number's value is said right beside the other, too."""
    starts = _by_value(document)[one.kind, one.low]
    low = bisect_left(starts, other.span.start - BESIDE)
    return low < len(starts) and starts[low] <= other.span.end + BESIDE


def _says_the_same_deed(pair: Pair) -> bool:
    """Tell "the arrival of 300 guests" at the head of the text from its only rival further down.

    So few such pairs stand in untouched news (1 in 2,254 documents) that the trees, which learn
    from many, cannot know how telling they are.
    """
    features = pair.features
    return (
        pair.first.kind == "count"
        and features[_NOUN] > 0
        and features[_HEAD] > 0
        and features[_LEAD] > 0
        and features[_PEERS] <= 3
        and features[_RATIO] > 0.15
        and not features[_SMALL]
    )


def _grade(document: Document, pair: Pair, probability: float, forest: Forest) -> str:
    one, other = _sentence(document, pair.first), _sentence(document, pair.second)
    if _UPDATE.search(one) or _UPDATE.search(other):
        return "update"
    left, right = source_in(one), source_in(other)
    if left and right and not set(left.split()) & set(right.split()):
        return "sources-disagree"
    is_certain = probability >= forest.conflict and pair.first.kind not in TEMPORAL
    return "conflict" if is_certain else "possible"


def _sentence(document: Document, mention: Mention) -> str:
    span = sentences(document)[mention.sentence]
    start = max(span.start, mention.span.start - 300)
    return document.text[start : min(span.end, mention.span.end + 300)]


def source_in(sentence: str) -> str:
    """Return who a sentence says it has its statement from; empty where it does not say."""
    match = _SOURCE.search(sentence)
    return (match.group(1) or match.group(2)).lower() if match else ""
