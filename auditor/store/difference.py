"""What changed between two runs: documents, recommendations, findings."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from auditor.fingerprint import Fingerprint, pair
from auditor.store.runs import DocumentRow, documents_in

Change = Literal["new", "gone", "changed"]
COMPARED = ("severity", "confidence", "message")
"""Of a finding: where it stands is no change, for text above it may have come or gone."""


class FindingChange(NamedTuple):
    """A finding that is new, gone, or says something else."""

    change: Change
    rule: str
    quote: str | None
    message: str
    before: dict[str, Any]
    """What changed, as it was; empty for one that is new or gone."""
    after: dict[str, Any]


class DocumentChange(NamedTuple):
    """A document that is new, gone, or whose name or audit differs."""

    change: Change
    document: str
    is_text_changed: bool
    recommendation: tuple[str | None, str | None]
    findings: tuple[FindingChange, ...]
    former_name: str | None = None
    """What the same text was called in the earlier run, where it is called otherwise now."""


def difference(store: sqlite3.Connection, before: int, after: int) -> list[DocumentChange]:
    """Return what changed from one run to the other, by document id; empty where nothing did.

    Raises:
        StoreError: one of the runs is not in the store.
    """
    old = {each.name: each for each in documents_in(store, before)}
    new = {each.name: each for each in documents_in(store, after)}
    for former, name in _renamed(old, new):
        old[name] = old.pop(former)
    changes = (_change(store, old.get(name), new.get(name)) for name in sorted({*old, *new}))
    return [each for each in changes if each is not None]


def _renamed(
    old: Mapping[str, DocumentRow], new: Mapping[str, DocumentRow]
) -> list[tuple[str, str]]:
    """Return the names of each text that kept its words and changed its name.

    Of a text that several documents share, it cannot be said which became which.
    """
    gone = _by_digest(each for name, each in old.items() if name not in new)
    come = _by_digest(each for name, each in new.items() if name not in old)
    return [
        (gone[digest][0], come[digest][0])
        for digest in gone
        if len(gone[digest]) == len(come.get(digest, ())) == 1
    ]


def _by_digest(documents: Iterable[DocumentRow]) -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for each in documents:
        names[each.digest].append(each.name)
    return names


def _change(
    store: sqlite3.Connection, old: DocumentRow | None, new: DocumentRow | None
) -> DocumentChange | None:
    findings = tuple(_finding_changes(_findings(store, old), _findings(store, new)))
    if old is None or new is None:
        one = old or new
        assert one is not None
        advice = (old and old.recommendation, new and new.recommendation)
        return DocumentChange("new" if new else "gone", one.name, True, advice, findings)
    is_text_changed = old.digest != new.digest
    advice = (old.recommendation, new.recommendation)
    former = old.name if old.name != new.name else None
    if not findings and not is_text_changed and advice[0] == advice[1] and former is None:
        return None
    return DocumentChange("changed", new.name, is_text_changed, advice, findings, former)


def _findings(store: sqlite3.Connection, document: DocumentRow | None) -> list[sqlite3.Row]:
    if document is None:
        return []
    return store.execute(
        "SELECT * FROM finding WHERE document = ? ORDER BY number", (document.id,)
    ).fetchall()


def _finding_changes(
    old: Sequence[sqlite3.Row], new: Sequence[sqlite3.Row]
) -> Iterator[FindingChange]:
    pairs = pair(*([Fingerprint.parse(row["fingerprint"]) for row in rows] for rows in (old, new)))
    for position, row in enumerate(new):
        if position not in pairs:
            yield FindingChange("new", row["rule"], row["quote"], row["message"], {}, {})
            continue
        was = old[pairs[position]]
        before = {name: was[name] for name in COMPARED if was[name] != row[name]}
        if before:
            after = {name: row[name] for name in before}
            yield FindingChange("changed", row["rule"], row["quote"], row["message"], before, after)
    kept = set(pairs.values())
    for position, row in enumerate(old):
        if position not in kept:
            yield FindingChange("gone", row["rule"], row["quote"], row["message"], {}, {})
