"""What weighing findings into a scorecard costs, beside what finding them does.

Run as ``python -m benchmarks.scoring [FILE]``, with documents as records of ``text``.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

from auditor import Audit, Document, audit_document, discover
from auditor.scoring.scorecard import score_document
from auditor.training.records import read_records
from auditor.views import words
from benchmarks.growth import templates, text_of

ROUNDS, DOCUMENTS = 200, 50


def main(path: Path | None) -> None:
    """Print the median, over rounds, of the microseconds that a document takes."""
    rules = discover()
    texts = (
        [text_of(templates(), 4)] if path is None else [each["text"] for each in read_records(path)]
    )
    audits = [audit_document(Document("a", text), rules) for text in islice(texts, DOCUMENTS)]
    lengths = [len(words(audit.document)) for audit in audits]

    def round_of(audits: list[Audit]) -> float:
        begun = time.process_time_ns()
        for audit, length in zip(audits, lengths, strict=True):
            score_document(audit.findings, audit.measures, rules.models, length, audit.language)
        return (time.process_time_ns() - begun) / len(audits) / 1000

    found = sorted(round_of(audits) for _ in range(ROUNDS))
    print(f"{found[ROUNDS // 2]:.1f} µs a document over {len(audits)} documents (wanted: < 100)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
