"""How usual it is for each two neighbouring words to stand together.

For a pair a, b counted c times: expected e = U(a) U(b) / N, and its pointwise mutual information is
PMI = ln((c + 1/2) / (e + 1/2)) (Church and Hanks 1990, with half a count added to both). Pairs do
not run over punctuation, numbers or line ends; a word with a capital inside a sentence is taken for
a name and left out, as is a word counted under 20 times.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from auditor import Document, folded, view
from auditor_rules.machine_translation.counts import Counts, counts

RAREST = 20
"""Words counted less often have too few neighbours to judge by."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = frozenset('.!?\n"“”:;•…—(')


class Token(NamedTuple):
    """A word of the table, at its place."""

    start: int
    end: int
    id: int
    """The word's rank by frequency in the table."""
    is_joined: bool
    """Whether only white space stands between it and the token before, so that they are a pair."""


class Pair(NamedTuple):
    """Two neighbouring words and how usual they are side by side."""

    start: int
    end: int
    left: int
    """Index into the tokens; the right word's is one more."""
    seen: float
    expected: float
    pmi: float


@view
def tokens(document: Document) -> tuple[Token, ...]:
    """The words that the table knows well, names and numbers left out, in order."""
    return tuple(find_tokens(document.text, folded(document), counts()))


def find_tokens(text: str, low: str, table: Counts) -> list[Token]:
    """Return the words that the table knows well, in order.

    Args:
        text: the text.
        low: the same, folded.
        table: the counts.
    """
    found: list[Token] = []
    ids, frequencies = table.ids, table.unigrams
    previous_end, is_chained = 0, False
    for match in _WORD.finditer(low):
        start, end = match.span()
        gap = text[previous_end:start]
        is_joined = is_chained and (gap == " " or (gap.isspace() and "\n" not in gap))
        previous_end, is_chained = end, False
        if text[start].isupper() and not (start == 0 or _opens_sentence(gap)):
            continue
        word = match.group()
        is_genitive = word.endswith("'s") and word not in ids
        found_id = ids.get(word[:-2] if is_genitive else word)
        if found_id is None or frequencies[found_id] < RAREST:
            continue
        is_chained = True
        stem_end = end - 2 if is_genitive else end
        found.append(Token(start, stem_end, found_id, is_joined))
        if is_genitive and "'s" in ids:
            found.append(Token(stem_end, end, ids["'s"], True))
    return found


def _opens_sentence(gap: str) -> bool:
    return not _SENTENCE_END.isdisjoint(gap)


@view
def pairs(document: Document) -> tuple[Pair, ...]:
    """The neighbouring words with how usual they are side by side, in order."""
    return tuple(find_pairs(tokens(document), counts()))


def find_pairs(known: tuple[Token, ...], table: Counts) -> list[Pair]:
    """Return every two joined tokens with their counts."""
    found = []
    for index in range(1, len(known)):
        right = known[index]
        if right.is_joined:
            left = known[index - 1]
            seen = table.pair(left.id, right.id)
            expected = table.expected(left.id, right.id)
            pmi = math.log((seen + 0.5) / (expected + 0.5))
            found.append(Pair(left.start, right.end, index - 1, seen, expected, pmi))
    return found
