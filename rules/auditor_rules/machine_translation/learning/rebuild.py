"""Rebuild everything that depends on the table of counts, in order.

Run as ``python -m auditor_rules.machine_translation.learning.rebuild COUNTS WORDNET DATA``. Each
step is a process of its own: tables are read once per process, and the next needs the new ones.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LEARNING = "auditor_rules.machine_translation.learning"


def steps(counts: Path, wordnet: Path, data: Path) -> Iterator[list[str]]:
    """Yield each step's module and arguments, in the order in which one needs the other."""
    yield ["auditor_rules.english.distil_counts", str(counts)]
    yield ["auditor_rules.english.syllables"]
    yield [f"{LEARNING}.distil_neighbours", str(counts)]
    yield [f"{LEARNING}.distil_synonyms", str(wordnet)]
    yield [f"{LEARNING}.alignment", str(data)]
    yield [f"{LEARNING}.safe_phrases", str(data), str(counts)]
    yield [f"{LEARNING}.spinners", str(data)]
    yield [f"{LEARNING}.train", str(data)]


def main(arguments: list[str] | None = None) -> None:
    """Run the steps; the first that fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=Path, help="folder with the raw counts")
    parser.add_argument("wordnet", type=Path, help="folder with data.noun and the others")
    parser.add_argument("data", type=Path, help="the folder that holds spin/")
    chosen = parser.parse_args(arguments)
    for step in steps(chosen.counts, chosen.wordnet, chosen.data):
        print(" ".join(step), flush=True)
        subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
