"""A sheet of findings for a reader to judge, and the precision of each rule that follows from it.

The sheet is CSV, so that any table program opens it: a row for each warning and error with its
place in context. The reader writes ``right``, ``arguable`` or ``wrong`` into the column ``judged``.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from auditor.document import Document, Span
from auditor.errors import UsageError
from auditor.finding import Audit, Finding
from auditor.training.statistics import wilson

COLUMNS = ("document", "rule", "severity", "place", "message", "context", "judged", "note")
JUDGEMENTS = ("right", "arguable", "wrong")
CONTEXT = 160
"""Code points on either side of the place."""
FORMULA_STARTS = "=+-@\t\r"
"""What makes a table program take a cell for a formula: such text gets an apostrophe."""


class RulePrecision(NamedTuple):
    """What a reader said of one rule's findings."""

    rule: str
    right: int
    arguable: int
    wrong: int

    @property
    def precision(self) -> tuple[float, float, float]:
        """The share of right ones with its 95 % interval; arguable ones are not right."""
        return wilson(self.right, self.right + self.arguable + self.wrong)


def sheet_of(audits: Iterable[Audit], judged: Mapping[tuple[str, ...], tuple[str, str]]) -> str:
    """Return the sheet of all warnings and errors; judgements that were given before are kept.

    Args:
        audits: in the order in which they are to be read.
        judged: judgement and note by document, rule, place and message.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for audit in audits:
        for finding in audit.findings:
            if finding.severity != "note":
                key = _key(audit.document, finding)
                cells = [*key[:2], finding.severity, *key[2:], _context(audit.document, finding)]
                writer.writerow([*map(_harmless, cells), *judged.get(key, ("", ""))])
    return stream.getvalue()


def _key(document: Document, finding: Finding) -> tuple[str, ...]:
    span = finding.span
    place = "" if span is None else f"{span.start}:{span.end}"
    return document.id, finding.rule, place, finding.message


def _context(document: Document, finding: Finding) -> str:
    places = [span for span in (finding.span, *finding.related) if span is not None]
    return " … ".join(_around(document.text, span) for span in places)


def _around(text: str, span: Span) -> str:
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    return " ".join(f"{before}⟦{span.of(text)}⟧{after}".split())


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell


def read_sheet(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a sheet.

    Raises:
        UsageError: it is no sheet, or a judgement is none of ``JUDGEMENTS``.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if not set(COLUMNS[:5]) | {"judged"} <= set(rows.fieldnames or ()):
            raise UsageError(f"{path}: no sheet of findings: expected the columns {COLUMNS}")
        for row in rows:
            said = (row["judged"] or "").strip().lower()
            if said and said not in JUDGEMENTS:
                raise UsageError(
                    f"{path}:{rows.line_num}: judged is {said!r}, expected one of "
                    f"{', '.join(JUDGEMENTS)}, or nothing"
                )
            yield {**row, "judged": said}


def judgements_in(path: Path) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return what was judged in a sheet, by document, rule, place and message."""
    return {
        tuple(_unharmed(row[name]) for name in ("document", "rule", "place", "message")): (
            row["judged"],
            row.get("note") or "",
        )
        for row in read_sheet(path)
        if row["judged"] or row.get("note")
    }


def _unharmed(cell: str) -> str:
    is_marked = cell[:1] == "'" and cell[1:2] and cell[1] in FORMULA_STARTS
    return cell[1:] if is_marked else cell


def rule_precisions(path: Path) -> list[RulePrecision]:
    """Return the precision of every rule that a reader judged, the most judged first."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_sheet(path):
        if row["judged"]:
            said[row["rule"]][row["judged"]] += 1
    found = [
        RulePrecision(rule, *(counts[each] for each in JUDGEMENTS)) for rule, counts in said.items()
    ]
    return sorted(found, key=lambda each: (-(each.right + each.arguable + each.wrong), each.rule))


def as_table(precisions: Iterable[RulePrecision]) -> Iterator[str]:
    """Yield the lines of a table of precisions, with all rules together at its end."""
    precisions = list(precisions)
    yield "| rule | right | arguable | wrong | precision | 95 % interval |"
    yield "|---|---|---|---|---|---|"
    together = RulePrecision(
        "**all**",
        sum(each.right for each in precisions),
        sum(each.arguable for each in precisions),
        sum(each.wrong for each in precisions),
    )
    for each in (*precisions, together):
        share, low, high = each.precision
        counts = f"{each.right} | {each.arguable} | {each.wrong}"
        yield f"| {each.rule} | {counts} | {share:.2f} | {low:.2f} – {high:.2f} |"
