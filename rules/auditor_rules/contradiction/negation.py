"""Whether one sentence denies what another says: by negation, by an opposite, by a number."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from auditor import fold
from auditor_rules.english.stems import stem_and_weight

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|merely|necessarily)\b|\bno (?:later|more|less) than\b|\bno\. "
)
NEGATIONS = frozenset(
    """not no never nobody none nothing neither nor nowhere without cannot can't don't doesn't
    didn't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't shouldn't
    couldn't mustn't hardly barely lacks lacked lacking unable refused refuses failed
    fails fail denied denies ignores ignored ignore avoids avoided avoid avoiding
    neglects neglected neglecting disregards disregarded excludes excluded unrelated
    unaffected""".split()
)
FORBIDDING = frozenset(
    """ban bans banned forbid forbids forbade forbidden prohibit prohibits prohibited bar bars
    barred block blocks blocked reject rejects rejected oppose opposes opposed veto vetoes vetoed
    halt halts halted scrap scraps scrapped cancel cancels cancelled canceled prevent prevents
    prevented stop stops stopped abandon abandons abandoned against""".split()
)
"""What such a word says of a deed, "not" says of its contrary: to ban is not to allow."""
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-", "mis")


class Statement(NamedTuple):
    """A sentence reduced to what can be denied."""

    weights: dict[str, float]
    """Telling stems with their weight."""
    words: frozenset[str]
    negations: int
    forbidding: frozenset[str] = frozenset()


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Return stem → the stems of its opposites."""
    table = (files(__package__) / "antonyms.tsv").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for line in table.splitlines()[1:]:
        word, others = line.split("\t")
        stems = {_stem(other) for other in others.split()}
        found.setdefault(_stem(word), set()).update(stems)
    return {stem: frozenset(others - {stem}) for stem, others in found.items()}


def _stem(word: str) -> str:
    return stem_and_weight(word)[0]


def statement_of(sentence: str) -> Statement:
    """Reduce a sentence."""
    words = _WORD.findall(_NOT_ONLY.sub(" ", fold(sentence)))
    stems = [stem_and_weight(word) for word in words]
    return Statement(
        {stem: weight for stem, weight in stems if weight > 0},
        frozenset(stem for stem, _ in stems),
        sum(word in NEGATIONS or word.endswith("n't") for word in words),
        FORBIDDING.intersection(words),
    )


class Opposition(NamedTuple):
    """How two sentences deny one another."""

    kind: str
    """``negation`` or ``antonym``."""
    share: float
    """Share of the weight of the shorter sentence's telling words that both hold."""
    words: tuple[str, ...]
    """The opposite stems."""


def share_of(one: Statement, other: Statement) -> float:
    """Return how much of the lighter sentence's weight both hold."""
    common = one.weights.keys() & other.weights.keys()
    lighter = min(sum(one.weights.values()), sum(other.weights.values()))
    if not lighter:
        return 0.0
    return sum(min(one.weights[s], other.weights[s]) for s in common) / lighter


def opposed(one: Statement, other: Statement) -> Opposition | None:
    """Return how two sentences deny one another, where they do; the caller asks for a share."""
    share = share_of(one, other)
    if bool(one.negations) != bool(other.negations):
        if bool(one.forbidding) != bool(other.forbidding):
            return None
        return Opposition("negation", share, ())
    pair = opposite_words(one.words - other.words, other.words - one.words)
    return Opposition("antonym", share, pair) if pair is not None else None


def opposite_words(one: frozenset[str], other: frozenset[str]) -> tuple[str, str] | None:
    """Return a word of the first set and its opposite in the second."""
    table = opposites()
    for stem in sorted(one):
        for rival in table.get(stem, frozenset()) & other:
            return stem, rival
        for prefix in _PREFIXES:
            if prefix + stem in other and len(stem) > 3:
                return stem, prefix + stem
            if (
                stem.startswith(prefix)
                and len(stem) > len(prefix) + 3
                and stem[len(prefix) :] in other
            ):
                return stem, stem[len(prefix) :]
    return None
