"""Words that stand in the same company as a word: candidates for what it replaced.

``neighbours.bin`` holds, for each of the commonest words, the ranks of the words whose neighbours
are most like its own, nearest first, as 16-bit numbers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from auditor import PackError
from auditor_rules.english.counts import Integers, counts, little_endian

NEIGHBOURS_FILE = Path(__file__).with_name("neighbours.bin")
SUBSTITUTIONS_FILE = Path(__file__).with_name("substitutions.tsv")
MAGIC = b"AUDNEI01"
HEADER = struct.Struct("<8sII")
"""Magic, words, neighbours of each."""


class Neighbours:
    """A table of each word's nearest words."""

    def __init__(self, data: bytes) -> None:
        if data[:8] != MAGIC or len(data) < HEADER.size:
            raise PackError(f"table of neighbours: begins with {data[:8]!r}, expected {MAGIC!r}")
        _, self.words, self.size = HEADER.unpack_from(data)
        self._ranks = little_endian(memoryview(data)[HEADER.size :], "H")
        self._rows = np.array(self._ranks, np.int64)
        if len(self._ranks) != self.words * self.size:
            raise PackError("table of neighbours: truncated; build or install it again")
        self._rows = self._rows.reshape(self.words, self.size)

    def of(self, word: int) -> Sequence[int]:
        """Return a word's neighbours by their ranks, nearest first; none for a rare word."""
        if word >= self.words:
            return ()
        return self._ranks[word * self.size : (word + 1) * self.size]

    def rows(self, words: Sequence[int]) -> Integers:
        """Return a row of neighbours for each word; -1 for those of a rare word."""
        asked = np.array(words)
        known = asked < self.words
        return np.where(known[:, np.newaxis], self._rows[np.where(known, asked, 0)], -1)


def neighbours_bytes(rows: Sequence[Sequence[int]]) -> bytes:
    """Return the file's bytes, from each word's neighbours."""
    size = len(rows[0])
    flat = [rank for row in rows for rank in row]
    return HEADER.pack(MAGIC, len(rows), size) + struct.pack(f"<{len(flat)}H", *flat)


@cache
def neighbours() -> Neighbours:
    """Return the table that ships with the pack."""
    return Neighbours(NEIGHBOURS_FILE.read_bytes())


@cache
def substitutions() -> dict[int, tuple[int, ...]]:
    """Return what stood in the original where programs put a word, most frequent first."""
    return parse_substitutions(SUBSTITUTIONS_FILE.read_text("utf-8").splitlines())


def parse_substitutions(lines: Iterable[str]) -> dict[int, tuple[int, ...]]:
    """Parse lines of a word and its originals, by their ranks; unknown words are left out."""
    ids = counts().ids
    found = {}
    for line in lines:
        word, _, originals = line.partition("\t")
        if word in ids and not line.startswith("#"):
            found[ids[word]] = tuple(ids[each] for each in originals.split() if each in ids)
    return found
