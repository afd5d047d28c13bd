"""Words that a thesaurus holds for synonyms: what a program that spins may have replaced.

``synonyms.bin`` holds, for each word of the table of counts, the ranks of the words that share a
synset of WordNet with it, commonest first: how many of each word as one byte, then all of them as
16-bit numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from auditor import PackError
from auditor_rules.english.counts import Integers

SYNONYMS_FILE = Path(__file__).with_name("synonyms.bin")
MAGIC = b"AUDSYN01"
HEADER = struct.Struct("<8sI")
"""Magic, words."""
COMMONEST = 6
"""Synonyms of a word that are enough to judge it by."""


class Synonyms:
    """A table of each word's synonyms."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != MAGIC or len(data) < HEADER.size:
            raise PackError(f"table of synonyms: begins with {data[:8]!r}, expected {MAGIC!r}")
        _, words = HEADER.unpack_from(data)
        lengths = np.frombuffer(data[HEADER.size : HEADER.size + words], np.uint8)
        ranks = data[HEADER.size + words :]
        if len(lengths) != words or len(ranks) != 2 * lengths.sum(dtype=np.int64):
            raise PackError("table of synonyms: truncated; build or install it again")
        self._ranks = np.frombuffer(ranks, "<u2").astype(np.int64)
        self.sizes: Integers = lengths.astype(np.int64)
        """How many synonyms each word has."""
        self._starts = self.sizes.cumsum() - self.sizes

    def of(self, word: int) -> list[int]:
        """Return a word's synonyms by their ranks, commonest first."""
        start = self._starts[word]
        found: list[int] = self._ranks[start : start + self.sizes[word]].tolist()
        return found

    def commonest(self, words: Integers) -> tuple[Integers, Integers]:
        """Return up to six synonyms of each word, and before them whose they are: its place."""
        sizes = np.minimum(self.sizes[words], COMMONEST)
        of = np.repeat(np.arange(len(words)), sizes)
        number = np.arange(len(of)) - (sizes.cumsum() - sizes)[of]
        return of, self._ranks[self._starts[words][of] + number]


def synonyms_bytes(rows: Sequence[Sequence[int]]) -> bytes:
    """Return the file's bytes, from each word's synonyms; at most 255 of each."""
    flat = [rank for row in rows for rank in row]
    lengths = bytes(map(len, rows))
    return HEADER.pack(MAGIC, len(rows)) + lengths + struct.pack(f"<{len(flat)}H", *flat)


@cache
def synonyms() -> Synonyms:
    """Return the table that ships with the pack."""
    return Synonyms(SYNONYMS_FILE.read_bytes())
