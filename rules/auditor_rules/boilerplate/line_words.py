"""How much a line's words sound like page furniture: a hashed logistic regression.

Words and pairs of neighbours at the line's beginning and end are hashed (CRC-32, which does not
change between runs) into a table of one-byte weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from zlib import crc32

from auditor_rules.boilerplate.line_model import WordTable, line_model

BUCKETS = 1 << 16
OPENING = 12
ENDING = 4
"""Words of a line's beginning and end that are looked at: a cue stands at either."""


def word_buckets(words: Sequence[str]) -> Iterator[int]:
    """Yield the buckets of a line's words and pairs, digits taken as alike; with repeats."""
    folded = [word.lower() if not word[0].isdigit() else "0" for word in words]
    if len(folded) > OPENING + ENDING:
        folded = [*folded[:OPENING], "…", *folded[-ENDING:]]
    previous = "^"
    for word in (*folded, "$"):
        yield crc32(f"{previous} {word}".encode()) % BUCKETS
        yield crc32(word.encode()) % BUCKETS
        previous = word


def words_score(words: Sequence[str]) -> float:
    """Return the log-odds that a line of these words is furniture, as far as its words tell."""
    return table_score(line_model().words, words)


def table_score(table: WordTable, words: Sequence[str]) -> float:
    """Return the same by a given table; scaled by the root of the count, as in training."""
    weights = table.weights
    total: float = sum(weights[bucket] for bucket in word_buckets(words))
    return table.intercept + table.unit * total / math.sqrt(entries(words))


def entries(words: Sequence[str]) -> int:
    """Return how many buckets ``word_buckets`` yields for a line of these words."""
    count = len(words)
    return 2 * ((count if count <= OPENING + ENDING else OPENING + ENDING + 1) + 1)
