"""Runs in the store, and what changed between two."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from sqlite3 import Connection

import pytest

from auditor import Audit, Document, Span
from auditor.record.audit_record import record_of
from auditor.store import (
    StoreError,
    add_document,
    begin_run,
    document_in,
    documents_in,
    finish_run,
    last_run,
    open_store,
    record_in,
    runs,
)
from auditor.store.difference import DocumentChange, FindingChange, difference
from tests_shared.audits import hostile, ordinary


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    with closing(open_store(tmp_path / "audit.sqlite")) as opened:
        yield opened


def keep(store: Connection, *audits: Audit) -> int:
    run = begin_run(store, {"auditor": "0.1.0"})
    for audit in audits:
        add_document(store, run, record_of(audit))
    finish_run(store, run)
    return run


@pytest.mark.parametrize("audit", [ordinary(), hostile()], ids=["plain", "evil"])
def test_an_audit_comes_back_as_it_was_kept(store: Connection, audit: Audit) -> None:
    run = keep(store, audit)
    (row,) = documents_in(store, run)

    assert record_in(store, row.id) == record_of(audit)


def test_a_document_is_kept_once_per_run(store: Connection) -> None:
    run = keep(store, ordinary(), ordinary())

    assert len(documents_in(store, run)) == 1
    assert store.execute("SELECT count(*) FROM finding").fetchone()[0] == 5


def test_runs_are_listed_newest_first(store: Connection) -> None:
    first, second = keep(store), keep(store, ordinary())

    assert [(run.id, run.documents) for run in runs(store)] == [(second, 1), (first, 0)]
    assert last_run(store) == second


def test_a_document_is_found_by_a_part_of_its_id(store: Connection) -> None:
    run = keep(store, ordinary())

    assert document_in(store, run, "dge.txt").name == "bridge.txt"
    with pytest.raises(StoreError, match="one document called 'nope'; found: none"):
        document_in(store, run, "nope")
    with pytest.raises(StoreError, match="there is no run 9; the store holds: 1"):
        documents_in(store, 9)


def test_an_empty_store_says_so(store: Connection) -> None:
    with pytest.raises(StoreError, match="no run yet"):
        last_run(store)


def test_the_same_audit_twice_is_no_difference(store: Connection) -> None:
    assert difference(store, keep(store, ordinary()), keep(store, ordinary())) == []


def moved(audit: Audit, by: str) -> Audit:
    document = replace(audit.document, text=by + audit.document.text, _views={})
    shift = len(by)
    return replace(
        audit,
        document=document,
        findings=tuple(
            replace(
                each,
                span=each.span and Span(each.span.start + shift, each.span.end + shift),
                related=tuple(Span(a + shift, b + shift) for a, b in each.related),
            )
            for each in audit.findings
        ),
    )


def test_moved_text_is_a_changed_text_but_no_changed_finding(store: Connection) -> None:
    before, after = keep(store, ordinary()), keep(store, moved(ordinary(), "New line.\n\n"))

    assert difference(store, before, after) == [
        DocumentChange("changed", "bridge.txt", True, ("review", "review"), ())
    ]


def test_findings_new_gone_and_changed_are_told_apart(store: Connection) -> None:
    audit = ordinary()
    first, second, third, *others = audit.findings
    changed = replace(
        audit,
        findings=(first, replace(second, severity="warning"), *others),
        recommendation="accept",
    )

    (forth,) = difference(store, keep(store, audit), keep(store, changed))
    (back,) = difference(store, 2, 1)

    assert forth.recommendation == ("review", "accept")
    assert forth.findings == (
        FindingChange(
            "changed",
            second.rule,
            "three,000 pounds",
            second.message,
            {"severity": "error"},
            {"severity": "warning"},
        ),
        FindingChange("gone", third.rule, "three,000", third.message, {}, {}),
    )
    assert [each.change for each in back.findings] == ["changed", "new"]


def test_documents_come_and_go(store: Connection) -> None:
    audit = ordinary()
    other = replace(audit, document=Document("other.txt", audit.document.text))

    changes = difference(store, keep(store, audit), keep(store, other))

    assert [(each.change, each.document) for each in changes] == [
        ("gone", "bridge.txt"),
        ("new", "other.txt"),
    ]


@pytest.mark.parametrize(
    "packed",
    [zlib.compress(b"[" + b"1," * 5000 + b"1]"), zlib.compress(b"{}")[:-4], b"no zlib", b""],
    ids=["bomb", "cut", "other", "empty"],
)
def test_a_record_that_is_damaged_or_swells_is_told(
    store: Connection, monkeypatch: pytest.MonkeyPatch, packed: bytes
) -> None:
    monkeypatch.setattr(import_module("auditor.store.runs"), "MAX_RECORD_BYTES", 5000)
    (row,) = documents_in(store, keep(store, ordinary()))
    store.execute("UPDATE document SET record = ?", (packed,))

    with pytest.raises(StoreError, match=f"document {row.id} of the store is damaged"):
        record_in(store, row.id)
