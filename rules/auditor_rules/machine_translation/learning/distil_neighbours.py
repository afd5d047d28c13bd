"""Distil raw counts into each common word's nearest words.

Run as ``python -m auditor_rules.machine_translation.learning.distil_neighbours COUNTS [-o FILE]``.
Words are compared by what stands one and two places to their left and right: positive PMI with the
context's count raised to 3/4 (Levy, Goldberg and Dagan 2015), reduced to 300 dimensions, cosine.
The same libraries on the same counts give the same bytes; another build of the linear algebra may
swap near-equal neighbours.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from auditor_rules.english.counts import counts
from auditor_rules.english.distil_counts import read_table
from auditor_rules.machine_translation.neighbours import NEIGHBOURS_FILE, neighbours_bytes

TARGETS, CONTEXTS = 25_000, 6_000
"""Commonest words that are compared, and that they are compared by."""
DIMENSIONS = 300
WORDS, NEAREST = 12_000, 24
"""Words that get a row, and neighbours in it."""
Array = npt.NDArray[np.float64]


def _contexts(folder: Path) -> Iterator[tuple[int, int, int]]:
    """Yield target, context and count; each of the four places has contexts of its own."""
    ids = counts().ids
    for place, name in enumerate(("bigrams", "skipbigrams")):
        for first, second, count in read_table(folder / f"{name}.tsv.xz"):
            left, right = ids.get(first, TARGETS), ids.get(second, TARGETS)
            if left < TARGETS and right < CONTEXTS:
                yield left, 2 * place * CONTEXTS + right, int(count)
            if right < TARGETS and left < CONTEXTS:
                yield right, (2 * place + 1) * CONTEXTS + left, int(count)


def vectors(folder: Path) -> Array:
    """Return a unit vector per word; shape (TARGETS, DIMENSIONS)."""
    from scipy import sparse
    from sklearn.utils.extmath import randomized_svd

    rows, columns, values = (np.array(part) for part in zip(*_contexts(folder), strict=True))
    of_row = np.bincount(rows, values, TARGETS)
    of_column = np.bincount(columns, values, 4 * CONTEXTS) ** 0.75
    information = np.log(values / of_row[rows] / (of_column / of_column.sum())[columns])
    kept = information > 0
    matrix = sparse.csr_matrix(
        (information[kept], (rows[kept], columns[kept])), shape=(TARGETS, 4 * CONTEXTS)
    )
    left, strengths, _ = randomized_svd(matrix, DIMENSIONS, n_iter=4, random_state=0)
    scaled = left * np.sqrt(strengths)
    unit: Array = scaled / (np.linalg.norm(scaled, axis=1, keepdims=True) + 1e-9)
    return unit


def nearest(found: Array) -> list[list[int]]:
    """Return the nearest words of each, itself left out, by cosine and then by rank."""
    common = found[:WORDS]
    rows = []
    for first in range(0, len(common), 500):
        cosines = np.round(common[first : first + 500] @ common.T, 6)
        for offset, row in enumerate(cosines):
            row[first + offset] = -1
            rows.append([int(rank) for rank in np.argsort(-row, kind="stable")[:NEAREST]])
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=Path, help="folder with bigrams and skipbigrams")
    parser.add_argument("-o", "--output", type=Path, default=NEIGHBOURS_FILE)
    chosen = parser.parse_args(arguments)
    chosen.output.write_bytes(neighbours_bytes(nearest(vectors(chosen.counts))))


if __name__ == "__main__":
    main()
