"""From a piece of input to what is worth remembering of it: plain JSON, no settings applied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from auditor.document import Document, Span
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure, Finding
from auditor.fingerprint import fingerprint
from auditor.reading import ReadingOptions
from auditor.reading.piece import Piece
from auditor.record.audit_record import FailureRecord, Record, failure_record, record_of
from auditor.run.audit_pieces import audit_pieces


class EndRecord(TypedDict):
    """Where a place ends, exclusive; ``None`` for the document as a whole."""

    end_line: int | None
    end_column: int | None


class MarkRecord(TypedDict):
    """What a check knows of a finding beside its record."""

    fingerprint: str
    end: EndRecord
    related: list[EndRecord]
    is_safe: bool


class Entry(TypedDict):
    """What is remembered of a document, or of what could not be read."""

    record: Record | None
    marks: list[MarkRecord]
    """One for each finding of the record, in its order."""
    failure: FailureRecord | None
    """Why there is no record."""


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
    return {"record": None, "marks": [], "failure": failure_record(failure)}


def _entry(audit: Audit) -> Entry:
    marks = [_mark(audit.document, finding) for finding in audit.findings]
    return {"record": record_of(audit), "marks": marks, "failure": None}


def _mark(document: Document, finding: Finding) -> MarkRecord:
    return {
        "fingerprint": str(fingerprint(document.text, finding.rule, finding.span)),
        "end": _end(document, finding.span),
        "related": [_end(document, span) for span in finding.related],
        "is_safe": finding.is_safe and finding.suggestion is not None,
    }


def _end(document: Document, span: Span | None) -> EndRecord:
    if span is None:
        return {"end_line": None, "end_column": None}
    # The last character's own place: in HTML the next one may stand far away, behind a tag.
    last = document.position(max(span.start, span.end - 1))
    return {"end_line": last.line, "end_column": last.column + (span.end > span.start)}
