"""Put the panel's labels and the pages' texts together, or compare two readers.

Run as ``python -m benchmarks.panel join TEXTS [HALF]`` to print a panel for `audit evaluate`:
TEXTS is a file of JSON lines with ``text``, matched to the labels by their digest; HALF is ``dev``
or ``aside``. Run as ``python -m benchmarks.panel agreement`` for how far the second reading of the
pages that were read twice agrees with the first.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.dimensions import DIMENSIONS
from auditor.training.panel import DEGREES, VERDICTS
from auditor.training.statistics import wilson

LABELS = Path(__file__).with_name("labels.jsonl")
SECOND_READING = Path(__file__).with_name("second-reading.jsonl")
Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """Return the objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def joined(labels: list[Row], texts: list[Row], half: str | None) -> Iterator[Row]:
    """Yield the labelled rows whose text is there, with the text and the quotes of the faults."""
    text_of = {digest_of(row["text"]): row["text"] for row in texts}
    for row in labels:
        if half is not None and row["half"] != half:
            continue
        text = text_of.get(row["sha256"])
        if text is None:
            print(f"{row['id']}: no text with its digest ({row['url']})", file=sys.stderr)
            continue
        faults = [{**fault, "quote": _quote(text, fault)} for fault in row["faults"]]
        yield {**row, "text": text, "faults": faults}


def _quote(text: str, fault: Row) -> str | None:
    return None if fault["start"] is None else text[fault["start"] : fault["end"]]


def agreement(first: list[Row], second: list[Row]) -> Iterator[str]:
    """Yield the lines of a table: how far two readings of the same pages agree."""
    from sklearn.metrics import cohen_kappa_score

    again = {row["id"]: row for row in second}
    pairs = [(row, again[row["id"]]) for row in first if row["id"] in again]
    yield f"| {len(pairs)} pages read twice | agree | 95 % interval | kappa |"
    yield "|---|---|---|---|"
    for name, choices in (("recommendation", VERDICTS), *((each, DEGREES) for each in DIMENSIONS)):
        one = [choices.index(row[name]) for row, _ in pairs]
        other = [choices.index(row[name]) for _, row in pairs]
        share, low, high = wilson(sum(map(int.__eq__, one, other)), len(pairs))
        varies = len({*one, *other}) > 1
        kappa = f"{cohen_kappa_score(one, other):.2f}" if varies else "–"
        yield f"| {name} | {share:.2f} | {low:.2f} – {high:.2f} | {kappa} |"


def main(arguments: list[str]) -> None:
    """Run one of the two commands."""
    if arguments[:1] == ["agreement"]:
        print("\n".join(agreement(rows_of(LABELS), rows_of(SECOND_READING))))
    elif arguments[:1] == ["join"] and len(arguments) in (2, 3):
        half = arguments[2] if len(arguments) == 3 else None
        for row in joined(rows_of(LABELS), rows_of(Path(arguments[1])), half):
            print(json.dumps(row, ensure_ascii=False))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
