"""Distil raw n-gram counts into the table that ships.

Run as ``python -m auditor_rules.english.distil_counts COUNTS [-o FILE]``, ``COUNTS`` being a
folder with ``unigrams.tsv.xz`` and ``bigrams.tsv.xz``. The same counts give the same bytes.
"""

from __future__ import annotations

import argparse
import lzma
import math
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor_rules.english.counts import COUNTS_FILE, HEADER, LEVELS_PER_E, MAGIC

MOST_WORDS = 65_535
"""As many as a 16-bit number can name, less one."""
FEWEST = 4
"""Pairs counted less often are left out: 3.4 million remain. Half as many (from ten on) cost .06 of
recall where 17 % of words are changed, and flag twice the share of web pages."""
SCALE = 0.41
"""What every count is multiplied by: 320.8 million words were counted, and whatever is stated in
counts (words too rare to judge by, say) was chosen on 131.6 million."""

Row = list[tuple[int, int]]


def read_table(path: Path) -> Iterator[list[str]]:
    """Yield the columns of an xz-compressed table."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def table_bytes(
    unigrams: Iterable[tuple[str, int]],
    bigrams: Iterable[tuple[str, str, int]],
    scale: float = 1.0,
) -> bytes:
    """Return the file's bytes.

    Args:
        unigrams: words with their counts, most frequent first.
        bigrams: left word, right word and count, in any order.
        scale: what every count is multiplied by.
    """
    known = [(word, max(1, round(scale * count))) for word, count in unigrams]
    total = sum(count for _, count in known)
    kept = known[:MOST_WORDS]
    rows = _rows({word: rank for rank, (word, _) in enumerate(kept)}, bigrams)
    starts, rights, levels = array("I", [0]), array("H"), bytearray()
    for left in range(len(kept)):
        for right, count in sorted(rows.get(left, ())):
            rights.append(right)
            levels.append(level_of(scale * count))
        starts.append(len(rights))
    words = "\n".join(word for word, _ in kept).encode()
    header = HEADER.pack(MAGIC, len(kept), len(rights), len(words), total)
    frequencies = array("I", [count for _, count in kept])
    arrays = (_little(frequencies), _little(starts), _little(rights), bytes(levels))
    return header + b"".join(_padded(part) for part in (words, *arrays))


def _rows(ids: dict[str, int], bigrams: Iterable[tuple[str, str, int]]) -> dict[int, Row]:
    rows: defaultdict[int, Row] = defaultdict(list)
    for left, right, count in bigrams:
        if count >= FEWEST and left in ids and right in ids:
            rows[ids[left]].append((ids[right], count))
    return rows


def level_of(count: float) -> int:
    """Return the level under which a count is kept."""
    return min(255, round(LEVELS_PER_E * math.log(count)))


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (-len(part) % 4)


def distil(folder: Path) -> bytes:
    """Return the table's bytes, from a folder of raw counts."""
    return table_bytes(
        ((word, int(count)) for word, count in read_table(folder / "unigrams.tsv.xz")),
        ((left, right, int(count)) for left, right, count in read_table(folder / "bigrams.tsv.xz")),
        SCALE,
    )


def main(arguments: list[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=Path, help="folder with unigrams.tsv.xz and bigrams.tsv.xz")
    parser.add_argument("-o", "--output", type=Path, default=COUNTS_FILE)
    chosen = parser.parse_args(arguments)
    chosen.output.write_bytes(distil(chosen.counts))


if __name__ == "__main__":
    main()
