"""How long a whole audit of a long attack takes, beside clean prose of the same length.

``python -m hardening.long_attacks SIZE FILE [NAME...]`` times an audit of each attack of
`hardening.attacks` that any text could be (or of those named) in processor seconds. FILE holds
the clean prose, as JSON lines with a field ``text``, compressed with gzip.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path

from auditor import Document, audit_document, discover
from hardening.attacks import UNITS, repeated


def main(size: int, file: Path, *names: str) -> None:
    """Print the seconds of each, and how many times those of clean prose."""
    rules = discover()
    audit_document(Document("warm", prose(file, 5000)), rules)

    def seconds(text: str) -> float:
        begun = time.process_time()
        audit_document(Document("hostile", text), rules)
        return time.process_time() - begun

    usual = seconds(prose(file, size))
    print(f"{'clean prose':32} {usual:8.1f} s", flush=True)
    for name in names or UNITS:
        taken = seconds(repeated(UNITS[name])(size))
        print(f"{name:32} {taken:8.1f} s  x{taken / usual:6.1f}", flush=True)


def prose(file: Path, size: int) -> str:
    """Return the texts of a file one after another, and over again, cut at a length."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        whole = "\n\n".join(json.loads(line)["text"] for line in lines)
    return repeated(f"{whole}\n\n")(size)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
