"""From a piece of input to what is worth remembering of it: plain JSON, no settings applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.document import Document, Span
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure
from auditor.fingerprint import fingerprint
from auditor.reading import ReadingOptions
from auditor.reading.piece import Piece
from auditor.record.audit_record import failure_record, record_of
from auditor.run.audit_pieces import audit_pieces

Entry = dict[str, Any]
"""An audit's JSON object, whose findings also have ``end_line``, ``end_column`` and
``fingerprint``; or ``{"failure": ...}`` for what could not be read."""


def entries_of(
    pieces: Sequence[Piece], reading: ReadingOptions, rules: RuleSet
) -> list[list[Entry]]:
    """Audit the documents of some pieces together; return the entries of each piece."""
    return [
        [_entry(each) if isinstance(each, Audit) else failure_entry(each) for each in results]
        for results in audit_pieces(pieces, reading, rules)
    ]


def failure_entry(failure: Failure) -> Entry:
    """Return the entry of what could not be read or audited."""
    return {"failure": failure_record(failure)}


def _entry(audit: Audit) -> Entry:
    record = record_of(audit)
    for finding, shown in zip(audit.findings, record["findings"], strict=True):
        shown.update(_end(audit.document, finding.span))
        mark = fingerprint(audit.document.text, finding.rule, finding.span)
        shown["fingerprint"] = str(mark)
        for span, place in zip(finding.related, shown["related"], strict=True):
            place.update(_end(audit.document, span))
    return record


def _end(document: Document, span: Span | None) -> dict[str, int | None]:
    if span is None:
        return {"end_line": None, "end_column": None}
    # The last character's own place: in HTML the next one may stand far away, behind a tag.
    last = document.position(max(span.start, span.end - 1))
    return {"end_line": last.line, "end_column": last.column + (span.end > span.start)}
