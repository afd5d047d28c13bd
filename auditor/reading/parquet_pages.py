"""How large the pages of a Parquet column are, told by their headers alone.

A page is decoded whole or not at all, so one giant text would stand in memory however few rows are
asked for. Each page's header gives its sizes (Apache Parquet, parquet.thrift, PageHeader), written
in Thrift's compact protocol; what stands between is passed over unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_CUR
from typing import IO

_UNCOMPRESSED, _COMPRESSED = 2, 3
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12


def page_sizes(stream: IO[bytes], begin: int, end: int) -> Iterator[int]:
    """Yield the uncompressed bytes of each page between two places of a file.

    Raises:
        ValueError: what stands there are no pages.
    """
    while begin < end:
        stream.seek(begin)
        fields = _struct(stream)
        if _UNCOMPRESSED not in fields or _COMPRESSED not in fields:
            raise ValueError("no header of a page")
        yield fields[_UNCOMPRESSED]
        begin = stream.tell() + fields[_COMPRESSED]


def _struct(stream: IO[bytes], depth: int = 0) -> dict[int, int]:
    """Return the whole numbers among a structure's fields; pass over the others."""
    if depth > 8:
        raise ValueError("no header of a page")
    fields: dict[int, int] = {}
    number = 0
    while head := _byte(stream):
        step, kind = head >> 4, head & 15
        number = number + step if step else _signed(stream)
        if kind in (_TRUE, _FALSE):
            continue
        value = _value(stream, kind, depth)
        if value is not None:
            fields[number] = value
    return fields


def _value(stream: IO[bytes], kind: int, depth: int) -> int | None:
    if kind == _BYTE:
        return _byte(stream)
    if kind in (4, 5, 6):  # numbers of 16, 32 and 64 bits are written alike
        return _signed(stream)
    if kind == _DOUBLE:
        stream.seek(8, SEEK_CUR)
    elif kind == _BINARY:
        stream.seek(_unsigned(stream), SEEK_CUR)
    elif kind in (_LIST, _SET):
        head = _byte(stream)
        for _ in range(head >> 4 if head >> 4 < 15 else _unsigned(stream)):
            _value(stream, head & 15, depth)
    elif kind == _STRUCT:
        _struct(stream, depth + 1)
    else:
        raise ValueError("no header of a page")
    return None


def _byte(stream: IO[bytes]) -> int:
    found = stream.read(1)
    if not found:
        raise ValueError("no header of a page")
    return found[0]


def _unsigned(stream: IO[bytes]) -> int:
    value = shift = 0
    while (byte := _byte(stream)) & 128 and shift < 64:
        value |= (byte & 127) << shift
        shift += 7
    return value | byte << shift


def _signed(stream: IO[bytes]) -> int:
    value = _unsigned(stream)
    return value >> 1 ^ -(value & 1)
