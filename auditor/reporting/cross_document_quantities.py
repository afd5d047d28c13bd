"""The same quantity in several documents of a run, with whoever says so: information, no fault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.annotations import QUANTITIES
from auditor.finding import Annotation, Audit


class Entry(NamedTuple):
    """What one document says."""

    document: str
    text: str
    """The number as it stands, with its qualifier: "about 10,000"."""
    value: float
    source: str
    """Who says so; empty where the document does not say."""


class Row(NamedTuple):
    """One quantity in several documents."""

    label: str
    """Stems of what is counted: "north korean troop"."""
    entries: tuple[Entry, ...]
    """In order of value, then of document."""


def rows(audits: Iterable[Audit]) -> tuple[Row, ...]:
    """Return the quantities that two or more documents give with different values, by label."""
    return rows_of(each for audit in audits for each in entries_of(audit))


def entries_of(audit: Audit) -> tuple[tuple[str, Entry], ...]:
    """Return what one document says, each entry with its label."""
    return tuple(
        (annotation.label, _entry(audit.document.id, annotation))
        for annotation in audit.annotations.get(QUANTITIES, ())
    )


def rows_of(labelled: Iterable[tuple[str, Entry]]) -> tuple[Row, ...]:
    """Return the rows of entries from any number of documents.

    Documents that repeat a number with the same source are listed once with it.
    """
    known: dict[str, set[Entry]] = {}
    for label, entry in labelled:
        known.setdefault(label, set()).add(entry)
    return tuple(
        Row(label, tuple(sorted(entries, key=lambda each: (each.value, each))))
        for label, entries in sorted(known.items())
        if len({each.document for each in entries}) > 1
        and len({each.value for each in entries}) > 1
    )


def _entry(document: str, annotation: Annotation) -> Entry:
    values = dict(annotation.values)
    said = f"{values.get('qualifier') or ''} {values.get('text') or ''}".strip()
    return Entry(document, said, float(values.get("value") or 0), str(values.get("source") or ""))
