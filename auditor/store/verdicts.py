"""Reviewers' verdicts: taken, undone, and found again in a later run."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple, get_args
from uuid import uuid4

from auditor.dimensions import DIMENSIONS
from auditor.fingerprint import Fingerprint, pair
from auditor.store.connection import StoreError, transaction
from auditor.store.runs import DocumentRow, now, storable

Decision = Literal["confirm", "dismiss", "unsure", "none"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)


class Target(NamedTuple):
    """What a verdict is on: a finding, a dimension of a document, or its recommendation."""

    fingerprint: str | None = None
    dimension: str | None = None


class Verdict(NamedTuple):
    """A decision in force."""

    reviewer: str
    document: str
    digest: str
    target: Target
    rule: str | None
    decision: Decision
    note: str
    confidence: float | None
    made_at: str


class Judged(NamedTuple):
    """A decision to take."""

    document: DocumentRow
    target: Target
    decision: Decision
    rule: str | None = None
    confidence: float | None = None
    note: str = ""


def decide(store: sqlite3.Connection, reviewer: str, judged: Iterable[Judged]) -> str:
    """Keep decisions as one batch; return its name, by which it can be undone.

    Raises:
        StoreError: a decision or a dimension has an unknown name, or the reviewer none.
    """
    batch = uuid4().hex
    if not reviewer.strip():
        raise StoreError("a verdict needs the reviewer's name")
    rows = [_row(batch, reviewer.strip(), each) for each in judged]
    with transaction(store):
        store.executemany(
            "INSERT INTO verdict (made_at, reviewer, batch, document, digest, fingerprint, rule,"
            " dimension, decision, note, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    return batch


def _row(batch: str, reviewer: str, judged: Judged) -> tuple[Any, ...]:
    target = judged.target
    if judged.decision not in DECISIONS:
        raise StoreError(f"{judged.decision!r} is no decision: {', '.join(DECISIONS)}")
    if target.dimension is not None and target.dimension not in DIMENSIONS:
        raise StoreError(f"{target.dimension!r} is no dimension: {', '.join(DIMENSIONS)}")
    return (
        now(),
        storable(reviewer),
        batch,
        judged.document.name,
        judged.document.digest,
        target.fingerprint,
        judged.rule,
        target.dimension,
        judged.decision,
        storable(judged.note),
        judged.confidence,
    )


def undo_last(store: sqlite3.Connection, reviewer: str) -> int:
    """Take back the reviewer's newest batch; return how many decisions it held."""
    changed = store.execute(
        "UPDATE verdict SET undone_at = ? WHERE batch = (SELECT batch FROM verdict"
        " WHERE reviewer = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1)",
        (now(), reviewer),
    )
    return changed.rowcount


def verdicts(store: sqlite3.Connection, document: DocumentRow | None = None) -> list[Verdict]:
    """Return the verdicts in force, oldest first; for one document, also those on the same text.

    Of a reviewer's verdicts on one target the newest counts. One that says ``none`` takes an older
    one back, also one that was found again by its fingerprint; so it is among them.
    """
    query, values = "SELECT * FROM verdict WHERE undone_at IS NULL", list[str]()
    if document is not None:
        query += " AND (document = ? OR digest = ?)"
        values = [document.name, document.digest]
    rows = store.execute(f"{query} ORDER BY id", values)
    newest: dict[tuple[Any, ...], Verdict] = {}
    for row in rows:
        verdict = _verdict(row)
        newest.pop(_key(verdict), None)
        newest[_key(verdict)] = verdict
    return list(newest.values())


def _key(verdict: Verdict) -> tuple[Any, ...]:
    return (verdict.reviewer, verdict.document, verdict.target)


def _verdict(row: sqlite3.Row) -> Verdict:
    return Verdict(
        row["reviewer"],
        row["document"],
        row["digest"],
        Target(row["fingerprint"], row["dimension"]),
        row["rule"],
        row["decision"],
        row["note"],
        row["confidence"],
        row["made_at"],
    )


def verdicts_on(
    fingerprints: Sequence[str], known: Iterable[Verdict]
) -> dict[int, dict[str, Verdict]]:
    """Map each finding's position to its verdicts by reviewer, found again by fingerprint.

    Findings that share a fingerprint, such as a line that a page repeats, share the verdict.
    """
    by_reviewer: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in known:
        if verdict.target.fingerprint is not None:
            by_reviewer[verdict.reviewer].append(verdict)
    found: defaultdict[int, dict[str, Verdict]] = defaultdict(dict)
    for reviewer, theirs in by_reviewer.items():
        for position, verdict in _recognised(fingerprints, theirs).items():
            if verdict.decision != "none":
                found[position][reviewer] = verdict
    return dict(found)


def _recognised(fingerprints: Sequence[str], known: Sequence[Verdict]) -> dict[int, Verdict]:
    old = [each.target.fingerprint or "" for each in known]
    pairs = pair(
        [Fingerprint.parse(it) for it in old], [Fingerprint.parse(it) for it in fingerprints]
    )
    exact = dict(zip(old, known, strict=True))
    return {
        position: exact.get(text) or known[pairs[position]]
        for position, text in enumerate(fingerprints)
        if text in exact or position in pairs
    }
