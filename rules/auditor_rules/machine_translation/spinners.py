"""What spinning programs put for what: a table of evidence, ready to be weighed in a context.

``spinners.tsv`` is built by ``python -m auditor_rules.machine_translation.learning.spinners``. A
row names what was put (one to five words), its originals with how often each was seen, the families
of programs that do so, where it was seen, and how often plain English writes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from auditor_rules.english.counts import Integers, Numbers, counts
from auditor_rules.machine_translation.collocation import Booleans

SPINNERS_FILE = Path(__file__).with_name("spinners.tsv")
FAMILIES = ("feed", "marketing", "other", "thesaurus")
"""Families of programs, by what they write: rewriters of news feeds ("troopers", "struggle", "the
place"), rewriters of marketing ("revel in", "get right of entry to"), older ones and paraphrasers,
and those that take any sense from a thesaurus ("tin" for "can"). A page is one family's work."""
WRITTEN = "written"
"""What a row that nobody has seen says of where it was seen."""
COLUMNS = ("put", "originals", "families", "seen", "rate", "level")


class Row(NamedTuple):
    """One row of the table."""

    put: str
    originals: tuple[tuple[str, float], ...]
    """What stood there and how often it was seen, likeliest first."""
    families: tuple[str, ...]
    seen: str
    """Where it was seen, in words; ``written`` where nobody counted it."""
    rate: float
    """How often a million words of clean English hold it."""
    level: float = -99.0
    """Gain (see `evidence`) that one in fifty of its ordinary uses exceeds."""


class Spinners:
    """The table as arrays: an original is worth what it has in common with all that is put for it.

    Words are ranks in the table of counts; rows with a word that it lacks are left out.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        ids = counts().ids
        kept = [
            (tuple(ids[word] for word in row.put.split()), row, originals)
            for row in rows
            if all(word in ids for word in row.put.split())
            and (originals := tuple(_known(row.originals)))
        ]
        self.puts: tuple[tuple[int, ...], ...] = tuple(put for put, _, _ in kept)
        self.names: tuple[str, ...] = tuple(row.put for _, row, _ in kept)
        self.sizes: Integers = np.array([len(put) for put in self.puts], np.int64)
        self.firsts: Integers = np.array([put[0] for put in self.puts], np.int64)
        self.lasts: Integers = np.array([put[-1] for put in self.puts], np.int64)
        self.levels: Numbers = np.array([row.level for _, row, _ in kept])
        self.is_seen: Booleans = np.array([row.seen != WRITTEN for _, row, _ in kept], np.bool_)
        """Whether a program was seen to do so; what is only written down is worth less."""
        self.is_of: Booleans = np.array(
            [[f in row.families for f in FAMILIES] for _, row, _ in kept]
        )
        """Whether each row is one of each family's; rows by families."""
        self.originals: tuple[str, ...] = tuple(o for _, _, found in kept for o, _ in found)
        self.counts: Integers = np.array([len(found) for _, _, found in kept], np.int64)
        """How many originals each row has."""
        self.starts: Integers = self.counts.cumsum() - self.counts
        ranks = [tuple(ids[word] for word in name.split()) for name in self.originals]
        self.original_firsts: Integers = np.array([each[0] for each in ranks], np.int64)
        self.original_lasts: Integers = np.array([each[-1] for each in ranks], np.int64)
        weights = np.array([weight for _, _, found in kept for _, weight in found])
        usual, put = _usualness(ranks), _usualness(self.puts)
        shares = np.array(list(map(math.log, (weights / (weights + 1)).tolist())))
        self.advantages: Numbers = usual - np.repeat(put, self.counts) + shares
        """How much commoner each original is by itself than what was put for it, in nats, and how
        sure it is that a program puts the one for the other."""
        self._singles = np.full(len(counts().names), -1, np.int64)
        self._longer: dict[int, list[int]] = {}
        for place, found in enumerate(self.puts):
            if len(found) == 1:
                self._singles[found[0]] = place
            else:
                self._longer.setdefault(found[0] << 16 | found[1], []).append(place)
        self._keys = np.array(sorted(self._longer), np.int64)

    def places(self, ids: Integers, is_joined: Booleans) -> list[tuple[int, int]]:
        """Return token and row of all that stands in a text; of two that overlap, the longer."""
        singles = self._singles[ids]
        found = {int(at): int(singles[at]) for at in np.flatnonzero(singles >= 0)}
        for at, row in self._longer_places(ids, is_joined):
            size = len(self.puts[row])
            if at not in found or size > len(self.puts[found[at]]):
                found[at] = row
        return list(self._apart(found))

    def _longer_places(self, ids: Integers, is_joined: Booleans) -> Iterator[tuple[int, int]]:
        if not len(self._keys):
            return
        keys = ids[:-1] << 16 | ids[1:]
        nearest = self._keys[np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)]
        for at in np.flatnonzero((nearest == keys) & is_joined[1:]).tolist():
            for row in self._longer[int(keys[at])]:
                end = at + len(self.puts[row])
                if tuple(ids[at:end].tolist()) == self.puts[row] and is_joined[at + 1 : end].all():
                    yield at, row

    def _apart(self, found: dict[int, int]) -> Iterator[tuple[int, int]]:
        end = 0
        for at in sorted(found):
            if at >= end:
                end = at + len(self.puts[found[at]])
                yield at, found[at]


def _known(originals: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float]]:
    ids = counts().ids
    return ((name, weight) for name, weight in originals if all(w in ids for w in name.split()))


def _usualness(phrases: Sequence[tuple[int, ...]]) -> Numbers:
    """Return the log of how probable each phrase is by itself, as a chain of pairs."""
    table = counts()
    pairs = sorted({pair for each in phrases for pair in pairwise(each)})
    lefts = np.array([left for left, _ in pairs], np.int64)
    rights = np.array([right for _, right in pairs], np.int64)
    ratios = (table.pairs(lefts, rights) + 0.5) / (table.all_expected(lefts, rights) + 0.5)
    information = dict(zip(pairs, map(math.log, ratios.tolist()), strict=True))
    alone = {
        word: math.log(table.unigrams[word] / table.total) for each in phrases for word in each
    }
    return np.array(
        [
            sum(alone[word] for word in each) + sum(information[pair] for pair in pairwise(each))
            for each in phrases
        ]
    )


def read_rows(text: str) -> Iterator[Row]:
    """Read the table; lines that begin with ``#`` and the one that names the columns are none."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            put, originals, families, seen, rate, level = line.split("\t")
            if put != COLUMNS[0]:
                weighed = tuple(_weighed(each) for each in originals.split("|"))
                yield Row(put, weighed, tuple(families.split()), seen, float(rate), float(level))


def _weighed(written: str) -> tuple[str, float]:
    name, _, weight = written.rpartition(":")
    return name, float(weight)


def table_text(rows: Iterable[Row]) -> str:
    """Return the file's text."""
    lines = ["# What spinning programs put for what; built by learning/spinners.py, not by hand."]
    lines.append("\t".join(COLUMNS))
    for row in rows:
        originals = "|".join(f"{name}:{weight:g}" for name, weight in row.originals)
        families = " ".join(row.families)
        lines.append(f"{row.put}\t{originals}\t{families}\t{row.seen}\t{row.rate:g}\t{row.level:g}")
    return "\n".join(lines) + "\n"


@cache
def spinners() -> Spinners:
    """Return the table that ships with the pack."""
    return Spinners(read_rows(SPINNERS_FILE.read_text("utf-8")))
