"""Verdicts are kept, undone, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from auditor.fingerprint import fingerprint
from auditor.record.audit_record import record_of
from auditor.store import DocumentRow, StoreError, add_document, begin_run, documents_in, open_store
from auditor.store.verdicts import (
    Decision,
    Judged,
    Target,
    decide,
    undo_last,
    verdicts,
    verdicts_on,
)
from tests_shared.audits import FINDINGS, TEXT, ordinary

PRINTS = [str(fingerprint(TEXT, each.rule, each.span)) for each in FINDINGS]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Connection]:
    with closing(open_store(tmp_path / "audit.sqlite")) as opened:
        yield opened


@pytest.fixture
def document(store: Connection) -> DocumentRow:
    run = begin_run(store, {})
    add_document(store, run, record_of(ordinary()))
    return documents_in(store, run)[0]


def judge(store: Connection, document: DocumentRow, decision: Decision, number: int = 1) -> str:
    target = Target(fingerprint=PRINTS[number])
    return decide(store, "ann", [Judged(document, target, decision, FINDINGS[number].rule)])


def decisions(store: Connection, document: DocumentRow, prints: list[str]) -> dict[int, list[str]]:
    found = verdicts_on(prints, verdicts(store, document))
    return {number: [each.decision for each in by.values()] for number, by in found.items()}


def test_the_newest_decision_counts(store: Connection, document: DocumentRow) -> None:
    judge(store, document, "confirm")
    judge(store, document, "dismiss")

    assert decisions(store, document, PRINTS) == {1: ["dismiss"]}


def test_undoing_brings_the_older_decision_back(store: Connection, document: DocumentRow) -> None:
    judge(store, document, "confirm")
    judge(store, document, "dismiss")

    assert undo_last(store, "ann") == 1
    assert decisions(store, document, PRINTS) == {1: ["confirm"]}
    assert undo_last(store, "ann") == 1
    assert undo_last(store, "ann") == 0
    assert decisions(store, document, PRINTS) == {}


def test_undo_takes_back_a_whole_batch_but_nobody_elses(
    store: Connection, document: DocumentRow
) -> None:
    judge(store, document, "unsure", 0)
    targets = [Target(fingerprint=each) for each in PRINTS[:3]]
    decide(store, "bob", [Judged(document, target, "dismiss") for target in targets])

    assert undo_last(store, "bob") == 3
    assert decisions(store, document, PRINTS) == {0: ["unsure"]}


def test_a_verdict_is_found_again_in_an_edited_document(
    store: Connection, document: DocumentRow
) -> None:
    judge(store, document, "dismiss", 4)
    edited = "New opening.\n\n" + TEXT.replace("It cost 5,000 pounds.", "It is dear.")
    from auditor import Span

    start = edited.index("Share this page")
    again = str(fingerprint(edited, FINDINGS[4].rule, Span(start, start + 15)))

    assert again != PRINTS[4]
    assert decisions(store, document, [again]) == {0: ["dismiss"]}
    decide(store, "ann", [Judged(document, Target(fingerprint=again), "none")])
    assert decisions(store, document, [again]) == {}


def test_a_verdict_follows_the_text_to_another_name(
    store: Connection, document: DocumentRow
) -> None:
    judge(store, document, "confirm")

    assert decisions(store, document._replace(name="renamed.txt"), PRINTS) == {1: ["confirm"]}
    stranger = document._replace(name="other.txt", digest="0")
    assert decisions(store, stranger, PRINTS) == {}


def test_verdicts_on_dimensions_and_documents_stand_apart(
    store: Connection, document: DocumentRow
) -> None:
    decide(
        store,
        "ann",
        [
            Judged(document, Target(), "confirm", note="ready"),
            Judged(document, Target(dimension="boilerplate"), "dismiss"),
        ],
    )

    assert [(each.target, each.decision, each.note) for each in verdicts(store)] == [
        (Target(), "confirm", "ready"),
        (Target(dimension="boilerplate"), "dismiss", ""),
    ]


@pytest.mark.parametrize(
    ("reviewer", "target", "decision", "message"),
    [
        (" ", Target(), "confirm", "needs the reviewer's name"),
        ("ann", Target(), "burn", "'burn' is no decision"),
        ("ann", Target(dimension="style"), "confirm", "'style' is no dimension"),
    ],
)
def test_a_wrong_decision_is_refused_whole(
    store: Connection,
    document: DocumentRow,
    *,
    reviewer: str,
    target: Target,
    decision: Decision,
    message: str,
) -> None:
    good = Judged(document, Target(), "confirm")

    with pytest.raises(StoreError, match=message):
        decide(store, reviewer, [good, Judged(document, target, decision)])
    assert verdicts(store) == []


def test_two_reviewers_write_at_once(
    tmp_path: Path, store: Connection, document: DocumentRow
) -> None:
    judge(store, document, "confirm")
    with closing(open_store(tmp_path / "audit.sqlite")) as other:
        decide(other, "bob", [Judged(document, Target(fingerprint=PRINTS[1]), "dismiss")])

    assert decisions(store, document, PRINTS) == {1: ["confirm", "dismiss"]}
