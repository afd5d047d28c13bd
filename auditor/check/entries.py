"""From a piece of input to what is worth remembering of it: plain JSON, no settings applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditor.document import Document, Span
from auditor.engine.audit_documents import audit_together
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure
from auditor.fingerprint import fingerprint
from auditor.reading import ReadingOptions, parse_piece
from auditor.reading.piece import Piece
from auditor.record.audit_record import failure_record, record_of

Entry = dict[str, Any]
"""An audit's JSON object, whose findings also have ``end_line``, ``end_column`` and
``fingerprint``; or ``{"failure": ...}`` for what could not be read."""


def entries_of(
    pieces: Sequence[Piece], reading: ReadingOptions, rules: RuleSet
) -> list[list[Entry]]:
    """Audit the documents of some pieces together; return those of each piece."""
    parsed = [list(parse_piece(piece, reading)) for piece in pieces]
    documents = [each for found in parsed for each in found if isinstance(each, Document)]
    audits = iter(audit_together(documents, rules))
    return [
        [
            {"failure": failure_record(each)} if isinstance(each, Failure) else _entry(next(audits))
            for each in found
        ]
        for found in parsed
    ]


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
