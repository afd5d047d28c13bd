"""Recognising a finding again after the document moved, grew or was slightly edited.

A fingerprint keeps apart what was quoted and what stood around it, so that a change of one still
leaves the other to go by. Reviewers' verdicts and accepted findings are kept under it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from operator import itemgetter
from typing import NamedTuple

from auditor.document import Span

CONTEXT_WORDS = 5
"""On either side: enough to tell two "officials said" apart, few enough to survive edits nearby."""
_REACH = 200
"""Characters in which those words are looked for."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Fingerprint(NamedTuple):
    """Rule, and digests of the quote and of the words before and after it."""

    rule: str
    quote: str
    before: str
    after: str

    def __str__(self) -> str:
        return ":".join(self)

    @classmethod
    def parse(cls, text: str) -> Fingerprint:
        """Read what ``str`` wrote.

        Raises:
            ValueError: it is no fingerprint.
        """
        parts = text.split(":")
        if len(parts) != len(cls._fields):
            raise ValueError(f"{text!r} is not a fingerprint: expected rule:quote:before:after")
        return cls(*parts)


def fingerprint(text: str, rule: str, span: Span | None) -> Fingerprint:
    """Return the fingerprint of a finding; one about the whole document has its rule alone."""
    if span is None:
        return Fingerprint(rule, "", "", "")
    before = _words(text[max(0, span.start - _REACH) : span.start])[-CONTEXT_WORDS:]
    after = _words(text[span.end : span.end + _REACH])[:CONTEXT_WORDS]
    quoted = span.of(text)
    return Fingerprint(
        rule, _digest(_words(quoted) or [quoted.strip()]), _digest(before), _digest(after)
    )


def text_digest(text: str) -> str:
    """Return the SHA-256 of a document's text: tells a renamed document from another one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))


def _digest(words: Sequence[str]) -> str:
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:8]


def pair(known: Sequence[Fingerprint], found: Sequence[Fingerprint]) -> dict[int, int]:
    """Map positions in ``found`` to positions in ``known`` that are the same finding.

    Equal ones pair first; then those that agree in two of quote, before and after; at last the
    same quote alone, where each side has it once. Ties go in order, and none is used twice.
    """
    pairs: dict[int, int] = {}
    for key in _KEYS:
        _pair_by(key, known, found, pairs)
    _pair_unique(known, found, pairs)
    return pairs


_RULE_AND_QUOTE = itemgetter(0, 1)
_KEYS: tuple[Callable[[Fingerprint], Hashable], ...] = (
    tuple,
    itemgetter(0, 1, 2),  # an edit after it
    itemgetter(0, 1, 3),  # an edit before it
    itemgetter(0, 2, 3),  # an edit of the quote itself
)


def _pair_by(
    key: Callable[[Fingerprint], Hashable],
    known: Sequence[Fingerprint],
    found: Sequence[Fingerprint],
    pairs: dict[int, int],
) -> None:
    waiting = _by_key(key, known, set(pairs.values()))
    for value, positions in _by_key(key, found, set(pairs)).items():
        pairs.update(zip(positions, waiting.get(value, ()), strict=False))


def _pair_unique(
    known: Sequence[Fingerprint], found: Sequence[Fingerprint], pairs: dict[int, int]
) -> None:
    """Pair by quote alone, where neither side has it twice: not even among those paired."""
    waiting = _by_key(_RULE_AND_QUOTE, known, set())
    used = set(pairs.values())
    for value, positions in _by_key(_RULE_AND_QUOTE, found, set()).items():
        partners = waiting.get(value, [])
        if len(partners) == len(positions) == 1 and not used.intersection(partners):
            pairs.setdefault(positions[0], partners[0])


def _by_key(
    key: Callable[[Fingerprint], Hashable], fingerprints: Sequence[Fingerprint], used: set[int]
) -> dict[Hashable, list[int]]:
    positions: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, each in enumerate(fingerprints):
        if position not in used:
            positions[key(each)].append(position)
    return positions
