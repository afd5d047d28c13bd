"""SQLite: a document a row of each table that has a column of texts."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from io import BufferedReader
from pathlib import Path

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import parse_fields
from auditor.reading.spooled import copy_into
from auditor.reading.text_fields import FULL, RAW, SUMMARIES

_MAGIC = b"SQLite format 3\x00"


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each row as its fields."""
    if not stream.peek(len(_MAGIC)).startswith(_MAGIC):
        raise ReadingError("not an SQLite database: name it by what it is")
    with tempfile.TemporaryDirectory() as folder:
        # A copy: others may write to the file, and a damaged one must not touch what is beside it.
        copy = Path(folder) / "copy.sqlite"
        with copy.open("wb") as out:
            copy_into(stream, out)
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as base:
                base.execute("PRAGMA trusted_schema = OFF")
                base.execute("PRAGMA cell_size_check = ON")
                base.text_factory = _text
                if sys.version_info >= (3, 11):  # what else a giant in a row may take
                    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * options.maximum_bytes)
                yield from _rows(base, origin, options)
        except sqlite3.Error as error:
            raise ReadingError(f"the database is damaged: {error}") from error


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _rows(
    base: sqlite3.Connection, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    number = 0
    left_out = []
    for table in _tables(base):
        quoted = '"' + table.replace('"', '""') + '"'
        # A view or a generated column could compute for ever: only what is stored is read.
        columns = [str(row[1]) for row in base.execute(f"PRAGMA table_info({quoted})")]
        if not _has_text(columns, options):
            left_out.append(table)
            continue
        named = ", ".join('"' + name.replace('"', '""') + '"' for name in columns)
        for row in base.execute(f"SELECT {named} FROM {quoted}"):
            number += 1
            fields = {
                name: value
                for name, value in zip(columns, row, strict=True)
                if not isinstance(value, bytes)
            }
            piece = Piece("sqlite", origin, fields, number, number)
            is_giant = any(
                isinstance(each, str) and len(each) > options.maximum_bytes
                for each in fields.values()
            )
            yield too_large(piece.where, options.maximum_bytes) if is_giant else piece
    if number == 0:
        tables = ", ".join(left_out[:12]) or "none"
        stage = "reading" if origin.is_named else "skipped"
        yield Failure(
            stage,
            origin.name,
            f"no table with a column known to hold a text; name the column with --text-field "
            f"(tables: {tables})",
        )
    elif left_out:
        yield Failure("skipped", origin.name, f"tables without texts left out: {len(left_out)}")


def _tables(base: sqlite3.Connection) -> list[str]:
    found = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        str(name)
        for name, sql in found
        if not str(name).startswith("sqlite_") and "VIRTUAL TABLE" not in str(sql).upper()
    ]


def _has_text(columns: list[str], options: ReadingOptions) -> bool:
    if options.text_field is not None:
        return options.text_field in columns
    return bool({*FULL, *RAW, *SUMMARIES} & set(columns))


FORMAT = Format("sqlite", (".sqlite", ".sqlite3", ".db"), split, parse_fields, True)
