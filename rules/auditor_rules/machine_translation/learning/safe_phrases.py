"""Choose from the pages of real programs the phrases that nobody writes: no context is needed.

Run as ``python -m auditor_rules.machine_translation.learning.safe_phrases DATA COUNTS [-o FILE]``.
A phrase of ``spin/substitutions_wild.tsv`` that is said to be safe alone is proposed, and rejected
if clean text holds it, or if it was read on one page only and no two of its words are strangers:
rows read once may be badly cut, and what is left is then plain English. Two words are strangers if
they would have stood side by side five times by chance, and did not.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from auditor import Document, PhraseMatcher, fold, folded
from auditor_rules.english.distil_counts import read_table
from auditor_rules.lexicons import lexicons
from auditor_rules.machine_translation.learning.spinners import clean_texts
from auditor_rules.machine_translation.rules.spun_phrase import PREFIX, spun_lists

NAME = "spun-wild"
LEXICON_FILE = Path(__file__).parents[1] / "lexicons" / f"{NAME}.tsv"
FEWEST = 3
"""Counts in 320.8 million words from which two words are known to stand side by side."""
COMMON = 200
"""The same of a single word: what is rarer may well be a program's own."""
ENOUGH_PAGES = 2
STRANGERS = 5.0
"""Times that two words are expected side by side, of which not seeing them says something."""

Row = dict[str, str]


def proposed(data: Path) -> Iterator[Row]:
    """Yield the rows that are said to be safe alone and that no other list holds."""
    listed = {
        phrase for name in spun_lists() if name != PREFIX + "wild" for phrase in lexicons()[name]
    }
    with (data / "spin" / "substitutions_wild.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            put = fold(row["put"]).strip()
            if row["safe_alone"] == "yes" and put not in listed and row["original"]:
                yield {**row, "put": put}


def counted(folder: Path, rows: Sequence[Row]) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the common words among the rows', and their pairs that are no strangers."""
    words = {word for row in rows for word in row["put"].split()}
    wanted = {pair for row in rows for pair in pairwise(row["put"].split())}
    times_of = {word: int(times) for word, times in read_table(folder / "unigrams.tsv.xz")}
    total = sum(times_of.values())
    common = {word for word in words if times_of.get(word, 0) >= COMMON}
    pairs = {
        (left, right)
        for left, right, times in read_table(folder / "bigrams.tsv.xz")
        if (left, right) in wanted and int(times) >= FEWEST
    }
    rare = {
        (left, right)
        for left, right in wanted
        if times_of.get(left, 0) * times_of.get(right, 0) < STRANGERS * total
    }
    return common, pairs | rare


def chosen(
    rows: Sequence[Row], common: set[str], pairs: set[tuple[str, str]], texts: Iterable[str]
) -> tuple[list[Row], Counter[str]]:
    """Return the rows that are kept, and how many were rejected, by reason."""
    rejected: Counter[str] = Counter()
    kept = []
    for row in rows:
        words = row["put"].split()
        is_english = all(word in common for word in words) and set(pairwise(words)) <= pairs
        if is_english and int(row["pages"]) < ENOUGH_PAGES:
            rejected["read once, and no two of its words are strangers"] += 1
        else:
            kept.append(row)
    matcher = PhraseMatcher({NAME: {row["put"]: row["original"] for row in kept}})
    met: Counter[str] = Counter()
    for text in texts:
        found = matcher.find(folded(Document("clean", text))).get(NAME, ())
        met.update(hit.phrase for hit in found)
    rejected["clean text holds it"] = sum(row["put"] in met for row in kept)
    return [row for row in kept if row["put"] not in met], rejected


def lexicon_text(rows: Iterable[Row]) -> str:
    """Return the lexicon."""
    lines = [
        "# Phrases read on pages of real programs and never in clean text; built by",
        "# learning/safe_phrases.py, not by hand. Pages and sites are where it was read.",
        "phrase\tusual\tinflect\tguard\tpages\tsites",
    ]
    for row in sorted(rows, key=lambda row: row["put"]):
        usual = "|".join(each for each in (row["original"], row["second"]) if each)
        lines.append(f"{row['put']}\t{usual}\t\t\t{row['pages']}\t{row['sites']}")
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> None:
    """Write the lexicon, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds spin/")
    parser.add_argument("counts", type=Path, help="folder with the raw counts")
    parser.add_argument("-o", "--output", type=Path, default=LEXICON_FILE)
    options = parser.parse_args(arguments)
    rows = list(proposed(options.data))
    kept, rejected = chosen(rows, *counted(options.counts, rows), clean_texts(options.data))
    options.output.write_text(lexicon_text(kept), encoding="utf-8")
    print(f"{len(kept)} of {len(rows)} phrases kept")
    for reason, times in rejected.items():
        print(f"  {times} rejected: {reason}")


if __name__ == "__main__":
    main()
