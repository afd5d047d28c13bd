"""Audits as two flat tables, for data frames: one row per document, one per finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from auditor.dimensions import DIMENSIONS
from auditor.finding import SEVERITIES
from auditor.record.audit_record import Record
from auditor.record.identity import FIELDS

Value = str | float | int | None
Row = dict[str, Value]

FINDING_COLUMNS = (
    "document rule dimension severity confidence kind grade line column start end quote message "
    "suggestion related"
).split()
TEXT_COLUMNS = frozenset(
    (
        *("id", "path", *FIELDS, "language", "recommendation"),
        *(f"{dimension}_label" for dimension in DIMENSIONS),
        *("document", "rule", "dimension", "severity", "kind", "grade"),
        *("quote", "message", "suggestion", "related"),
    )
)
"""All other columns hold numbers."""


def document_columns(measures: Iterable[str]) -> list[str]:
    """Return the columns of the table of documents; ``measures`` are the packs'."""
    return [
        *("id", "path", *FIELDS, "language", "words", "recommendation"),
        *(f"{name}_{what}" for name in DIMENSIONS for what in ("probability", "label")),
        *(f"{severity}s" for severity in SEVERITIES),
        "failures",
        *measures,
    ]


def document_row(record: Record) -> Row:
    """Return a document's row; a measure that failed is missing."""
    document: Mapping[str, Any] = record["document"]
    scores: Mapping[Any, Mapping[str, Any]] = record["scorecard"]
    severities = [finding["severity"] for finding in record["findings"]]
    return {
        **{name: document[name] for name in ("id", "path", *FIELDS, "language", "words")},
        "recommendation": record["recommendation"],
        **{
            f"{name}_{what}": scores[name][what]
            for name in scores
            for what in ("probability", "label")
        },
        **{f"{severity}s": severities.count(severity) for severity in SEVERITIES},
        "failures": len(record["failures"]),
        **record["measures"],
    }


def finding_rows(record: Record) -> Iterator[Row]:
    """Yield a row per finding; related places are joined as ``start-end`` with spaces."""
    for finding in record["findings"]:
        places = (f"{each['start']}-{each['end']}" for each in finding["related"])
        values: Mapping[str, Any] = finding
        row = {name: values[name] for name in FINDING_COLUMNS[1:-1]}
        yield {"document": record["document"]["id"], **row, "related": " ".join(places)}


# The wide forms are taken for the narrow ones where Japanese is written.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def harmless_cell(value: Value) -> Value:
    """Keep a spreadsheet from taking a text for a formula (OWASP: CSV injection).

    A carriage return becomes a line feed: before Python 3.13 the writer does not quote it, so that
    what follows would begin a row. U+0000 becomes U+FFFD: before Python 3.11 it refuses that.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return f"'{text}" if text.startswith(_FORMULA) else text
