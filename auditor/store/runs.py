"""Runs and their documents in the store."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple

from auditor.document import Span
from auditor.fingerprint import fingerprint, text_digest
from auditor.record.audit_record import DocumentRecord, FindingRecord, Record
from auditor.store.connection import StoreError, transaction


class RunRow(NamedTuple):
    """A run, with how many documents it holds."""

    id: int
    started_at: str
    finished_at: str | None
    documents: int
    versions: Mapping[str, str]


class DocumentRow(NamedTuple):
    """A document of a run without its text and findings."""

    id: int
    run: int
    name: str
    digest: str
    title: str
    outlet: str
    recommendation: str


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def begin_run(store: sqlite3.Connection, versions: Mapping[str, str], plan: str = "") -> int:
    """Note that a run begins; return its number. ``plan`` tells whether another could go on."""
    made = store.execute(
        "INSERT INTO run (started_at, versions, plan) VALUES (?, ?, ?)",
        (now(), json.dumps(dict(versions), sort_keys=True), plan),
    )
    return int(made.lastrowid or 0)


def finish_run(store: sqlite3.Connection, run: int) -> None:
    """Note that a run came to its end."""
    store.execute("UPDATE run SET finished_at = ? WHERE id = ?", (now(), run))


def add_document(store: sqlite3.Connection, run: int, record: Record) -> int:
    """Keep an audit's object, which must hold the text; all of it or nothing. Return its row's id.

    A document that the run already holds is replaced.
    """
    with transaction(store):
        return insert(store, run, row_of(record))


class Row(NamedTuple):
    """A document as it is kept; made of an audit's object by any process."""

    document: tuple[Any, ...]
    scores: list[tuple[Any, ...]]
    findings: list[tuple[Any, ...]]


QUICKEST = 1
"""Level of compression: half the time of the usual one for a tenth more room."""
MAX_RECORD_BYTES = 1 << 30
"""Bytes of an audit's object: fifty times those of the largest document that is read."""


def row_of(record: Record) -> Row:
    """Return an audit's object, which must hold the text, as it is kept."""
    document = record["document"]
    return Row(
        (
            storable(document["id"]),
            text_digest(document["text"]),
            storable(document["title"] or ""),
            storable(document["site"] or ""),
            storable(document["language"]),
            document["words"],
            record["recommendation"],
            zlib.compress(json.dumps(record).encode(), QUICKEST),
        ),
        [
            (name, score["label"], score["probability"])
            for name, score in record["scorecard"].items()
        ],
        [(number, *_columns(document, each)) for number, each in enumerate(record["findings"])],
    )


def insert(store: sqlite3.Connection, run: int, row: Row) -> int:
    """Add a document in the transaction that is open; one that the run holds is replaced."""
    store.execute("DELETE FROM document WHERE run = ? AND name = ?", (run, row.document[0]))
    made = store.execute(
        "INSERT INTO document (run, name, digest, title, outlet, language, words, recommendation,"
        " record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (run, *row.document),
    )
    number = int(made.lastrowid or 0)
    store.executemany(
        "INSERT INTO score VALUES (?, ?, ?, ?)", [(number, *each) for each in row.scores]
    )
    store.executemany(
        "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *each) for each in row.findings],
    )
    return number


def _columns(document: DocumentRecord, finding: FindingRecord) -> tuple[Any, ...]:
    return (
        finding["rule"],
        finding["dimension"],
        finding["severity"],
        finding["confidence"],
        finding["start"],
        finding["end"],
        storable(finding["message"]),
        None if finding["quote"] is None else storable(finding["quote"]),
        fingerprint_of(document["text"], finding),
    )


def fingerprint_of(text: str, finding: FindingRecord) -> str:
    """Return the fingerprint of a finding of an audit's object."""
    start, end = finding["start"], finding["end"]
    span = None if start is None or end is None else Span(start, end)
    return str(fingerprint(text, finding["rule"], span))


def storable(text: str) -> str:
    """SQLite keeps UTF-8, in which a lone surrogate has no place."""
    return text.encode("utf-8", "backslashreplace").decode()


def runs(store: sqlite3.Connection) -> list[RunRow]:
    """Return all runs, the newest first."""
    rows = store.execute(
        "SELECT run.*, (SELECT count(*) FROM document WHERE run = run.id) AS documents"
        " FROM run ORDER BY id DESC"
    )
    return [
        RunRow(
            row["id"],
            row["started_at"],
            row["finished_at"],
            row["documents"],
            json.loads(row["versions"]),
        )
        for row in rows
    ]


def last_run(store: sqlite3.Connection) -> int:
    """Return the newest run's number.

    Raises:
        StoreError: there is none yet.
    """
    found = store.execute("SELECT max(id) FROM run").fetchone()[0]
    if found is None:
        raise StoreError("the store holds no run yet: `audit run PATH...` makes one")
    return int(found)


def documents_in(store: sqlite3.Connection, run: int) -> list[DocumentRow]:
    """Return a run's documents in input order.

    Raises:
        StoreError: there is no such run.
    """
    if store.execute("SELECT 1 FROM run WHERE id = ?", (run,)).fetchone() is None:
        known = ", ".join(str(each.id) for each in runs(store)) or "none"
        raise StoreError(f"there is no run {run}; the store holds: {known}")
    rows = store.execute(
        "SELECT id, run, name, digest, title, outlet, recommendation FROM document"
        " WHERE run = ? ORDER BY id",
        (run,),
    )
    return [DocumentRow(*row) for row in rows]


def document_in(store: sqlite3.Connection, run: int, name: str) -> DocumentRow:
    """Return the document of that id, or the only one whose id holds the name.

    Raises:
        StoreError: no document, or several, are called so.
    """
    documents = documents_in(store, run)
    exact = [each for each in documents if each.name == name]
    found = exact or [each for each in documents if name in each.name]
    if len(found) != 1:
        those = ", ".join(each.name for each in found[:5]) or "none"
        raise StoreError(f"run {run} should hold one document called {name!r}; found: {those}")
    return found[0]


def record_in(store: sqlite3.Connection, document: int) -> Record:
    """Return the audit's object as it was kept."""
    row = store.execute("SELECT record FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise StoreError(f"there is no document {document} in the store")
    try:
        found: Record = json.loads(_unpacked(row["record"]))
    except (zlib.error, ValueError, TypeError, RecursionError) as error:
        raise StoreError(f"document {document} of the store is damaged: {error}") from error
    return found


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    written = unpacking.decompress(packed, MAX_RECORD_BYTES)
    if not unpacking.eof:
        raise ValueError(f"it is cut off, or more than {MAX_RECORD_BYTES:,} bytes")
    return written
