"""What programs put for what: word pairs from texts that are known in both forms.

Run as ``python -m auditor_rules.machine_translation.learning.alignment DATA [-o FILE]``. Only pairs
that were met in two documents are kept; they are figures, no text.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.learning.data import PROGRAMS, Record, group_of, labelled
from auditor_rules.machine_translation.neighbours import SUBSTITUTIONS_FILE

MAX_COUNT = 6
"""Originals kept for one word."""
_PIECE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")


class Substitution(NamedTuple):
    """One word for another, at its place in the spun text."""

    original: str
    """In lower case."""
    spun: str
    """In lower case."""
    start: int
    document: str
    group: str


def substitutions_of(original: str, record: Record) -> Iterator[Substitution]:
    """Yield the one-word substitutions between an original and a spun record.

    Names, and words of one stem ("call" for "called"), are left out.
    """
    before = _PIECE.findall(original)
    after = [*_PIECE.finditer(record["text"])]
    matcher = SequenceMatcher(
        None,
        [piece.lower() for piece in before],
        [match.group().lower() for match in after],
        autojunk=False,
    )
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and j - i == m - k <= 3:
            for old, new in zip(before[i:j], after[k:m], strict=True):
                if _is_substitution(old, new.group()):
                    yield Substitution(
                        old, new.group(), new.start(), record["id"], group_of(record)
                    )


def _is_substitution(old: str, new: str) -> bool:
    return old.isalpha() and new.isalpha() and (old + new).islower() and stem(old) != stem(new)


def stem(word: str) -> str:
    """Return a word without its inflection: enough to see that two forms are one word."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) >= len(ending) + 3 and not word.endswith("ss"):
            short = word[: -len(ending)]
            doubled = len(short) > 3 and short[-1] == short[-2] and short[-1] not in "sl"
            return (short[:-1] if doubled else short).rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def aligned(folder: Path, program: str) -> list[Substitution]:
    """Return all one-word substitutions of a program."""
    originals = {each["pair_id"]: each["text"] for each in labelled(folder, program, "clean")}
    return [
        found
        for record in labelled(folder, program, "spun")
        if record["pair_id"] in originals
        for found in substitutions_of(originals[record["pair_id"]], record)
    ]


def substitution_lines(found: Iterable[Substitution]) -> list[str]:
    """Return the table: a spun word and its originals, most frequent first."""
    documents: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in found:
        documents[each.spun, each.original].add(each.document)
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = counts().ids
    for (spun, original), where in documents.items():
        if len(where) >= 2 and spun in known and original in known:
            rows[spun][original] = len(where)
    return [
        spun + "\t" + " ".join(sorted(row, key=lambda word: (-row[word], word))[:MAX_COUNT])
        for spun, row in sorted(rows.items())
    ]


def main(arguments: list[str] | None = None) -> None:
    """Write the table of substitutions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds spin/")
    parser.add_argument("-o", "--output", type=Path, default=SUBSTITUTIONS_FILE)
    chosen = parser.parse_args(arguments)
    found = [each for program in PROGRAMS for each in aligned(chosen.data, program)]
    head = "# spun word, originals: counted in the texts that the models are trained on"
    chosen.output.write_text("\n".join([head, *substitution_lines(found)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
