"""What the store's reviewers made of a document, for its report."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from auditor.dimensions import SIGNS
from auditor.record.reviewed import DECISION_WORDS, JudgedFinding, Reviewed
from auditor.store.queue import fingerprints_in
from auditor.store.runs import DocumentRow
from auditor.store.verdicts import Verdict, verdicts, verdicts_on


def reviewed_in(store: sqlite3.Connection, document: DocumentRow) -> Reviewed:
    """Return what reviewers said of a document; empty where nobody said anything."""
    known = verdicts(store, document)
    found = verdicts_on(fingerprints_in(store, document), known, with_notes=True)
    return Reviewed(
        tuple(
            f"{_subject(each)} {_signed(each)}"
            for each in known
            if each.target.fingerprint is None and each.decision != "none"
        ),
        {number: _judged(by.values()) for number, by in sorted(found.items())},
    )


def judged_documents(store: sqlite3.Connection, run: int) -> list[DocumentRow]:
    """Return the run's documents that somebody said something of, in input order."""
    rows = store.execute(
        "SELECT id, run, name, digest, title, outlet, recommendation FROM document WHERE run = ?"
        " AND (name IN (SELECT document FROM verdict WHERE undone_at IS NULL)"
        " OR digest IN (SELECT digest FROM verdict WHERE undone_at IS NULL)) ORDER BY id",
        (run,),
    )
    return [DocumentRow(*row) for row in rows]


def _subject(verdict: Verdict) -> str:
    dimension = verdict.target.dimension
    return "The advice is" if dimension is None else f"Signs of {SIGNS[dimension]}:"  # type: ignore[index]


def _judged(verdicts: Iterable[Verdict]) -> JudgedFinding:
    ordered = sorted(verdicts, key=lambda each: (each.made_at, each.reviewer))
    decisions = {each.decision for each in ordered if each.decision != "none"}
    decision = None if not decisions else decisions.pop() if len(decisions) == 1 else "unsure"
    return JudgedFinding(decision, tuple(map(_signed, ordered)))


def _signed(verdict: Verdict) -> str:
    word = _word(verdict)
    note = f": {verdict.note}" if verdict.note else ""
    return f"{word} – {verdict.reviewer}, {verdict.made_at[:10]}{note}"


def _word(verdict: Verdict) -> str:
    if verdict.decision == "none":
        return "note"
    if verdict.target.dimension is not None:
        return {"confirm": "yes", "dismiss": "no"}.get(verdict.decision, "not sure")
    return DECISION_WORDS[verdict.decision]
