"""How many of the marked faults of real documents are found: ``make seeds``.

Run as ``python -m auditor.training.seeds FOLDER``. The folder holds documents, ``expected.jsonl``
(``doc``, ``dimension``, ``quote`` or null, ``suggestion``) and ``clean.jsonl`` (``doc``,
``dimension``: nothing may be found).
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from auditor.document import Document, Span
from auditor.engine import audit_document
from auditor.finding import DIMENSIONS, Audit, Finding
from auditor.registry import RuleSet, discover

Row = Mapping[str, Any]
MISSING = re.compile(r"byline|author|date|headline|title")


class Comparison(NamedTuple):
    """What was expected and what came of it."""

    found: tuple[Row, ...]
    missed: tuple[Row, ...]
    suggested: tuple[Row, ...]
    """Found rows with a suggestion that was also made, word for word."""
    accused: tuple[tuple[Row, Finding], ...]
    """Findings in a document and dimension where there is nothing to find."""

    @property
    def is_all_found(self) -> bool:
        """Whether every row was found and nothing clean was accused."""
        return not self.missed and not self.accused


def audits_of(folder: Path, rules: RuleSet) -> dict[str, Audit]:
    """Audit each text file of the folder, by its name."""
    return {
        path.name: audit_document(Document(path.name, path.read_text("utf-8")), rules)
        for path in sorted(folder.glob("*.txt"))
    }


def compare(folder: Path, audits: Mapping[str, Audit]) -> Comparison:
    """Hold the audits against the folder's marks."""
    expected = list(_rows(folder / "expected.jsonl"))
    matches = [(row, list(_matching(row, audits[row["doc"]]))) for row in expected]
    return Comparison(
        found=tuple(row for row, found in matches if found),
        missed=tuple(row for row, found in matches if not found),
        suggested=tuple(
            row
            for row, found in matches
            if any(_is_same(finding.suggestion, row.get("suggestion")) for finding in found)
        ),
        accused=tuple(
            (row, finding)
            for row in _rows(folder / "clean.jsonl")
            for finding in audits[row["doc"]].findings
            if finding.dimension == row["dimension"]
        ),
    )


def _rows(path: Path) -> Iterator[Row]:
    yield from (json.loads(line) for line in path.read_text("utf-8").splitlines())


def _is_same(suggestion: str | None, expected: str | None) -> bool:
    return expected is not None and (suggestion or "").lower() == expected.lower()


def _matching(row: Row, audit: Audit) -> Iterator[Finding]:
    findings = (each for each in audit.findings if each.dimension == row["dimension"])
    if row["quote"] is None:
        wanted = row["kind"].removeprefix("missing-")
        yield from (each for each in findings if each.span is None and _names(each, wanted))
        return
    start = audit.document.text.index(row["quote"])
    quote = Span(start, start + len(row["quote"]))
    for finding in findings:
        spans = [span for span in (finding.span, *finding.related) if span is not None]
        if any(quote.overlaps(span) for span in spans):
            yield finding


def _names(finding: Finding, wanted: str) -> bool:
    return wanted in f"{finding.rule} {finding.message}".lower()


def report(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the table."""
    by_dimension: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in comparison.found:
        by_dimension[row["dimension"]][0] += 1
    for row in (*comparison.found, *comparison.missed):
        by_dimension[row["dimension"]][1] += 1
    for dimension in DIMENSIONS:
        found, total = by_dimension[dimension]
        yield f"{dimension:20} {found:3} of {total}"
    total = len(comparison.found) + len(comparison.missed)
    yield f"{'all':20} {len(comparison.found):3} of {total}"
    with_suggestion = sum("suggestion" in row for row in comparison.found)
    yield f"suggestion word for word: {len(comparison.suggested)} of {with_suggestion} found"
    yield f"findings where nothing is to be found: {len(comparison.accused)}"
    for row in comparison.missed:
        yield f"  missed   {row['doc'][:3]} {row['dimension']}: {row['kind']}: {row['quote']!r}"
    for row, finding in comparison.accused:
        yield f"  accused  {row['doc'][:3]} {finding.rule}: {finding.message}"


def main(arguments: Iterable[str]) -> int:
    """Print the table for the folder given; 1 when something is missed or accused."""
    (folder,) = arguments
    comparison = compare(Path(folder), audits_of(Path(folder), discover()))
    print("\n".join(report(comparison)))
    return 0 if comparison.is_all_found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
