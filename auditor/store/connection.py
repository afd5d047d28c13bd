"""Opening the store: made if new, brought up to date if old, refused with a reason otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from auditor.errors import AuditorError
from auditor.store.migrations import MIGRATIONS

FILE_NAME = "audit.sqlite"
APPLICATION_ID = 0x61756474
"""In the file's header, so that another program's database is never taken for ours."""
BUSY_MILLISECONDS = 10_000
"""How long a second reviewer's write waits for the first one's."""


_ACTING = """
SELECT type, name FROM sqlite_schema
WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL %' LIMIT 1
"""
"""What a schema may hold that runs when a table is read or written; we make none."""


class StoreError(AuditorError):
    """The store cannot be used as it is: exit code 2."""


def open_store(path: Path, *, must_exist: bool = False) -> sqlite3.Connection:
    """Open the store at ``path``, bringing an older one up to date.

    Raises:
        StoreError: it is missing though it must exist, damaged, newer than this program, not a
            store, or cannot be written.
    """
    if must_exist and not path.is_file():
        raise StoreError(f"{path}: there is no store; `audit run ... -o {path.parent}` makes one")
    with ExitStack() as opened:
        try:
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            opened.enter_context(closing(connection))
            _prepare(connection, path)
        except sqlite3.Error as error:
            raise StoreError(error_message(path, error)) from error
        opened.pop_all()  # it is what was asked for, so it stays open
    return connection


def error_message(path: Path, error: sqlite3.Error) -> str:
    """Return what a person can do about an error of the store."""
    name = getattr(error, "sqlite_errorname", "") or str(error)
    if "FULL" in name or "full" in str(error):
        return f"{path}: the disk is full; what was saved before is safe. Make room and try again"
    if "IOERR" in name or "I/O" in str(error):
        return (
            f"{path}: the disk refuses ({error}: a quota, a limit on files, or a fault); what was "
            "saved before is safe. See to it and try again"
        )
    if "BUSY" in name or "locked" in str(error):
        return f"{path}: another program is writing to it; wait for it to end and try again"
    if "CANTOPEN" in name or "READONLY" in name or "readonly" in str(error):
        return f"{path}: it cannot be opened for writing; check its permissions"
    return (
        f"{path}: damaged, or not a store ({error}); move it away and run again: "
        "the reports do not need it, the verdicts in it are in `sqlite3 FILE .recover`"
    )


@contextmanager
def transaction(store: sqlite3.Connection) -> Iterator[None]:
    """Keep all that is written within, or nothing of it."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
        store.execute("COMMIT")
    except BaseException:
        if store.in_transaction:  # a full disk ends it before we do
            store.execute("ROLLBACK")
        raise


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    _check_kind(connection, path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    _migrate(connection, path)


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    kind = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if kind != APPLICATION_ID and tables:
        raise StoreError(f"{path}: a database of another program; name another folder with -o")
    acting = connection.execute(_ACTING).fetchone()
    if acting is not None:
        raise StoreError(
            f"{path}: it holds the {acting[0]} {acting[1]!r}, which would act on what is written "
            "and is none of ours; move it away and run again"
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(MIGRATIONS):
            raise StoreError(
                f"{path}: written by a newer version (schema {version}, this program knows "
                f"{len(MIGRATIONS)}); upgrade, or name another folder with -o"
            )
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _statements(step: str) -> list[str]:
    """Split a step; ``executescript`` would commit half of it if killed midway."""
    bare = "\n".join(line.split("--")[0] for line in step.splitlines())
    return [statement for statement in bare.split(";") if statement.strip()]
