"""What of an unfinished run is done: enough to go on without doing it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from auditor.store.connection import transaction
from auditor.store.runs import Row, insert


def unfinished_run(store: sqlite3.Connection, plan: str) -> int | None:
    """Return the newest run if it did not finish and was of that plan."""
    row = store.execute("SELECT id, finished_at, plan FROM run ORDER BY id DESC LIMIT 1").fetchone()
    if row is None or row["finished_at"] is not None or row["plan"] != plan:
        return None
    return int(row["id"])


class Done(NamedTuple):
    """A document of a run, and what a run that goes on needs of it."""

    row: Row
    key: bytes
    """Digest of the input and its name."""
    progress: str
    """What it came to, as JSON."""


def keep(store: sqlite3.Connection, run: int, batch: Iterable[Done]) -> None:
    """Keep documents and that they are done; all of it or nothing."""
    with transaction(store):
        for each in batch:
            insert(store, run, each.row)
            store.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", (run, each.key, each.progress)
            )


def done(store: sqlite3.Connection, run: int, key: bytes) -> str | None:
    """Return what an input came to; ``None`` when it was not done."""
    row = store.execute(
        "SELECT outcome FROM progress WHERE run = ? AND key = ?", (run, key)
    ).fetchone()
    return None if row is None else str(row["outcome"])


def forget(store: sqlite3.Connection, run: int) -> None:
    """Forget what was done: the run is finished."""
    store.execute("DELETE FROM progress WHERE run = ?", (run,))
