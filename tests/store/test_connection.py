"""Opening the store: new, old, newer, damaged, foreign, half-written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from auditor.store import StoreError, open_store
from auditor.store.connection import APPLICATION_ID, error_message
from auditor.store.migrations import MIGRATIONS


def tables(store: sqlite3.Connection) -> list[str]:
    rows = store.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [row[0] for row in rows]


def asked(path: Path, question: str) -> list[object]:
    with closing(sqlite3.connect(path)) as store:
        return [row[0] for row in store.execute(question)]


def test_a_new_store_has_every_table(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "audit.sqlite")) as store:
        assert tables(store) == ["document", "finding", "progress", "run", "score", "verdict"]
        assert store.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    schema = "SELECT sql FROM sqlite_schema ORDER BY name"
    open_store(path).close()
    before = asked(path, schema)
    open_store(path).close()

    assert asked(path, schema) == before != []


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_an_older_store_is_brought_up_to_date_with_what_it_holds(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "audit.sqlite"
    old = sqlite3.connect(path)
    old.executescript("".join(MIGRATIONS[:version]))
    old.execute(f"PRAGMA user_version = {version}")
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("INSERT INTO run (id, started_at, versions) VALUES (7, '2020', '{}')")
    old.commit()
    old.close()

    new = tmp_path / "new.sqlite"
    with closing(open_store(path)) as store, closing(open_store(new)) as other:
        assert tables(store) == tables(other)
        assert store.execute("SELECT id FROM run").fetchone()[0] == 7


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    with closing(open_store(path)) as store:
        store.execute("PRAGMA user_version = 99")

    with pytest.raises(StoreError, match="newer version"):
        open_store(path)
    assert asked(path, "PRAGMA user_version") == [99]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    assert asked(path, "CREATE TABLE recipes (name)") == []

    with pytest.raises(StoreError, match="another program"):
        open_store(path)


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, None], ids=["text", "cut"])
def test_a_damaged_store_is_refused_with_what_to_do(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "audit.sqlite"
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:3000] if damage is None else damage)

    with pytest.raises(StoreError, match=r"audit\.sqlite: damaged, or not a store"):
        open_store(path)


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "audit.sqlite", must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    filled = "INSERT INTO run (started_at, versions) VALUES ('2020', ?)"
    with closing(open_store(tmp_path / "audit.sqlite")) as store:
        store.execute("PRAGMA max_page_count = 1")

        with pytest.raises(sqlite3.OperationalError) as caught:
            store.execute(filled, ("x" * 99999,))
        assert "the disk is full" in error_message(tmp_path, caught.value)
        assert store.execute("SELECT count(*) FROM run").fetchone()[0] == 0


@pytest.mark.parametrize(
    ("planted", "told_as"),
    [
        (
            "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM verdict; END",
            "the trigger 't'",
        ),
        ("CREATE VIEW latest AS SELECT * FROM run", "the view 'latest'"),
        ("CREATE VIRTUAL TABLE found USING fts5(text)", "the table 'found'"),
    ],
)
def test_a_store_that_would_act_of_itself_is_refused_and_left_alone(
    tmp_path: Path, planted: str, told_as: str
) -> None:
    path = tmp_path / "audit.sqlite"
    judged = "INSERT INTO verdict VALUES (1,'','','','','',NULL,NULL,NULL,'none','',0,NULL)"
    with closing(open_store(path)) as store:
        store.execute(judged)
        try:
            store.execute(planted)
        except sqlite3.OperationalError as error:
            pytest.skip(f"this SQLite makes no such thing: {error}")

    with pytest.raises(StoreError, match=told_as):
        open_store(path)
    with closing(sqlite3.connect(path)) as store:
        assert store.execute("SELECT count(*) FROM verdict").fetchone()[0] == 1
