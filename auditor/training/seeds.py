"""How many marked faults of real documents are found: ``make seeds``.

Run as ``python -m auditor.training.seeds FOLDER``; ``read_marked`` says what the folder holds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from auditor.dimensions import DIMENSIONS
from auditor.engine.registry import discover
from auditor.errors import UsageError
from auditor.training.marked import Comparison, Mark, compare, read_marked


def report(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Yield the lines of the table, then what was missed and what was accused wrongly."""
    for dimension in (*DIMENSIONS, None):
        chosen = [
            bool(findings)
            for comparison in comparisons
            for mark, findings in comparison.matches
            if dimension in (None, mark.dimension)
        ]
        yield f"{dimension or 'all':20} {sum(chosen):3} of {len(chosen)} found"
    suggested = [is_made for comparison in comparisons for is_made in _suggested(comparison)]
    yield f"{'suggestion, to the word':24} {sum(suggested)} of {len(suggested)} found"
    accused = sum(len(comparison.false_alarms) for comparison in comparisons)
    yield f"{'findings where nothing is to be found':38} {accused}"
    for comparison in comparisons:
        yield from _details(comparison)


def _suggested(comparison: Comparison) -> Iterator[bool]:
    for mark, findings in comparison.matches:
        if findings and mark.suggestion is not None:
            wanted = mark.suggestion.lower()
            yield any((finding.suggestion or "").lower() == wanted for finding in findings)


def _details(comparison: Comparison) -> Iterator[str]:
    name = comparison.marked.document.id[:24]
    for mark, findings in comparison.matches:
        if not findings:
            quote = _quote(mark, comparison)
            yield f"  missed   {name} {mark.dimension}: {mark.kind}: {quote}"
    for finding in comparison.false_alarms:
        yield f"  accused  {name} {finding.rule}: {finding.message}"


def _quote(mark: Mark, comparison: Comparison) -> str:
    return repr(mark.spans[0].of(comparison.marked.document.text)) if mark.spans else "the document"


def main(arguments: Iterable[str]) -> None:
    """Print the table for the folder given."""
    (folder,) = arguments
    rules = discover()
    try:
        comparisons = [compare(marked, rules) for marked in read_marked(Path(folder))]
    except UsageError as error:
        sys.exit(f"seeds: {error}")
    print("\n".join(report(comparisons)))


if __name__ == "__main__":
    main(sys.argv[1:])
