"""What the footer of a Parquet file says of its groups of rows (Apache Parquet, parquet.thrift)."""

from __future__ import annotations

from io import SEEK_END, BytesIO
from typing import IO, Any, NamedTuple

from auditor.reading.thrift import read_struct

_MARK = b"PAR1"
_GROUPS, _COLUMNS, _ROWS, _COLUMN = 4, 1, 3, 3
_PATH, _UNCOMPRESSED, _COMPRESSED, _DATA, _DICTIONARY = 3, 6, 7, 9, 11
_KEPT = dict.fromkeys((_PATH, _UNCOMPRESSED, _COMPRESSED, _DATA, _DICTIONARY))
_WANTED = {_GROUPS: {_COLUMNS: {_COLUMN: _KEPT}, _ROWS: None}}


class Column(NamedTuple):
    """A column of a group."""

    root: str
    """The first name of its path."""
    uncompressed: int
    """Bytes of its values."""
    begin: int
    end: int
    """Where its pages stand in the file."""


class Group(NamedTuple):
    """A group of rows."""

    rows: int
    columns: tuple[Column, ...]


def groups_of(stream: IO[bytes]) -> tuple[Group, ...]:
    """Return the groups of rows of a file.

    Raises:
        ValueError: its footer is damaged, or it is no Parquet file.
    """
    size = stream.seek(0, SEEK_END)
    if size < 12:
        raise ValueError("too short")
    stream.seek(size - 8)
    ending = stream.read(8)
    length = int.from_bytes(ending[:4], "little")
    if ending[4:] != _MARK or length > size - 12:
        raise ValueError("it does not end as a Parquet file does")
    stream.seek(size - 8 - length)
    fields = read_struct(BytesIO(stream.read(length)), _WANTED)
    try:
        return tuple(map(_group, fields.get(_GROUPS, ())))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("a group of rows lacks what it must have") from error


def _group(fields: dict[int, Any]) -> Group:
    if fields[_ROWS] < 0:
        raise ValueError("a group of less than no rows")
    return Group(fields[_ROWS], tuple(_column(each[_COLUMN]) for each in fields[_COLUMNS]))


def _column(fields: dict[int, Any]) -> Column:
    begin = fields.get(_DICTIONARY) or fields[_DATA]
    end = begin + fields[_COMPRESSED]
    root = fields[_PATH][0].decode("utf-8", "replace")
    return Column(root, fields[_UNCOMPRESSED], begin, end)
