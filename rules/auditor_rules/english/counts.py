"""How often English words occur, and how often they stand together: a table on disk, mapped.

The file ``counts.bin`` is distilled by ``python -m auditor_rules.english.distil_counts``. All
numbers are little-endian. Opening it reads the words and which pairs there are; how often each pair
was counted stays on disk until it is looked at.
"""

from __future__ import annotations

import math
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from auditor import PackError

COUNTS_FILE = Path(__file__).with_name("counts.bin")
MAGIC = b"AUDCNT01"
HEADER = struct.Struct("<8sIIIQ")
"""Magic, words, pairs, bytes of the word list, and the tokens that were counted."""
LEVELS_PER_E = 8
"""A pair's count c is kept as the level round(8 ln c): exact up to 8, then within 6.5 %."""
COUNT_AT = tuple(
    float(round(math.exp(level / LEVELS_PER_E))) if level < 18 else math.exp(level / LEVELS_PER_E)
    for level in range(256)
)


Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
_COUNT_AT = np.array(COUNT_AT)


def integers(numbers: list[int]) -> Integers:
    """Return numbers as an array; ``array`` fills it quicker than numpy does."""
    return np.frombuffer(array("q", numbers), np.int64)


class Counts:
    """Counts of single words and of neighbouring pairs, as they were in the text counted.

    Words are lower case with straight apostrophes; ``'s`` is a word of its own, and ``#`` is any
    number.
    """

    def __init__(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        try:
            magic, words, pairs, length, total = HEADER.unpack_from(view)
        except struct.error as error:
            raise PackError(f"table of word counts: truncated ({len(view)} bytes)") from error
        if magic != MAGIC:
            raise PackError(f"table of word counts: begins with {magic!r}, expected {MAGIC!r}")
        self.total: int = total
        """The words counted."""
        parts = _Parts(view, HEADER.size)
        names = bytes(parts.take(length)).decode().split("\n")
        self.ids: dict[str, int] = dict(zip(names, range(words), strict=True))
        """Each word's rank by frequency, from 0."""
        self.names: tuple[str, ...] = tuple(names)
        self.unigrams = parts.numbers("I", words)
        self._starts = parts.numbers("I", words + 1)
        self._rights = parts.numbers("H", pairs)
        self._levels = parts.take(pairs)
        self._levels_array = np.frombuffer(self._levels, np.uint8)
        lefts = np.repeat(np.arange(words, dtype=np.uint32), np.diff(self._starts))
        self._keys = lefts << 16 | np.array(self._rights, np.uint32)
        """Both words of each pair in one number, ascending."""
        self._unigrams = np.array(self.unigrams, np.float64)

    def frequency(self, word: str) -> int:
        """Return how often the word was counted; 0 when it is not among the words kept."""
        found = self.ids.get(word)
        return 0 if found is None else self.unigrams[found]

    def frequencies(self, words: Integers) -> Numbers:
        """Return how often each word, by its id, was counted."""
        return self._unigrams[words]

    def pair(self, left: int, right: int) -> float:
        """Return how often two words, by their ids, stood side by side; 0.0 when pruned."""
        rights, end = self._rights, self._starts[left + 1]
        at = bisect_left(rights, right, self._starts[left], end)
        if at < end and rights[at] == right:
            return COUNT_AT[self._levels[at]]
        return 0.0

    def pairs(self, lefts: Integers, rights: Integers) -> Numbers:
        """Return ``pair`` for each two words; quickest where they ascend."""
        if not len(self._keys):
            return np.zeros(len(lefts))
        keys = (lefts << 16 | rights).astype(np.uint32)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        counted: Numbers = _COUNT_AT[self._levels_array[places]]
        return np.where(self._keys[places] == keys, counted, 0.0)

    def row(self, left: int) -> dict[int, float]:
        """Return the words that were counted to the right of a word, with their counts."""
        start, end = self._starts[left], self._starts[left + 1]
        levels = self._levels[start:end]
        return {
            right: COUNT_AT[level]
            for right, level in zip(self._rights[start:end], levels, strict=True)
        }

    def expected(self, left: int, right: int) -> float:
        """Return how often the pair would stand together if words were drawn at random."""
        return self.unigrams[left] * self.unigrams[right] / self.total

    def all_expected(self, lefts: Integers, rights: Integers) -> Numbers:
        """Return ``expected`` for each two words."""
        return self._unigrams[lefts] * self._unigrams[rights] / self.total


class _Parts:
    """Cuts a file into arrays, one after another, each padded to four bytes."""

    def __init__(self, data: memoryview, offset: int) -> None:
        self._data = data
        self._offset = offset

    def take(self, size: int) -> memoryview:
        part = self._data[self._offset : self._offset + size]
        if len(part) != size:
            raise PackError("table of word counts: truncated; build or install it again")
        self._offset += size + (-size) % 4
        return part

    def numbers(self, code: str, count: int) -> Sequence[int]:
        return little_endian(self.take(count * struct.calcsize(f"<{code}")), code)


def little_endian(part: memoryview, code: str) -> Sequence[int]:
    """Return bytes as numbers of the type that ``code`` names in the module ``array``."""
    # A copy of 3.5 MB: searching it takes half of what searching the mapped file would.
    numbers = array(code, bytes(part))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def open_counts(path: Path) -> Counts:
    """Map a table of counts.

    Raises:
        PackError: it is not such a table, or truncated.
    """
    with path.open("rb") as file:
        return Counts(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


@cache
def counts() -> Counts:
    """Return the table that ships with the pack; opened at first use, once per process."""
    return open_counts(COUNTS_FILE)


def frequency(word: str) -> int:
    """Return how often a lower-case English word occurs in 131.6 million words.

    320.8 million were counted, and every count scaled to those. 0 means rarer than the 65,535
    commonest, or unknown.
    """
    return counts().frequency(word)
