"""Structures in Thrift's compact protocol, as Parquet writes its headers and its footer.

Read here because the library that reads Parquet aborts the whole process at some damaged footers.
Only the fields asked for are kept; what stands between is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import SEEK_CUR
from typing import IO, Any

Wanted = Mapping[int, Any]
"""Numbers of fields; of each ``None`` for its value, or what is wanted of the structures in it."""
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_DEEPEST = 16
_MAX_KEPT_LENGTH, _MAX_PASSED_OVER_LENGTH = 65_536, 1 << 40
_NOT_KEPT: Wanted = {}


def read_struct(stream: IO[bytes], wanted: Wanted, depth: int = 0) -> dict[int, Any]:
    """Return the wanted fields of the structure that begins here, as far as it has them.

    Raises:
        ValueError: what stands here is no structure.
    """
    fields: dict[int, Any] = {}
    number = 0
    while head := _byte(stream):
        step, kind = head >> 4, head & 15
        number = number + step if step else _signed(stream)
        if kind in (_TRUE, _FALSE):
            continue
        value = _value(stream, kind, wanted.get(number, _NOT_KEPT), depth)
        if number in wanted:
            fields[number] = value
    return fields


def _value(stream: IO[bytes], kind: int, wanted: Wanted | None, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError("structures in structures without end")
    if kind == _BYTE:
        return _byte(stream)
    if kind in (4, 5, 6):  # numbers of 16, 32 and 64 bits are written alike
        return _signed(stream)
    if kind == _DOUBLE:
        return _exactly(stream, 8)  # read, not passed over: a list of them must come to an end
    if kind == _BINARY:
        return _binary(stream, is_kept=wanted is None)
    if kind in (_LIST, _SET):
        return _list(stream, wanted, depth)
    if kind == _STRUCT:
        return read_struct(stream, wanted or _NOT_KEPT, depth + 1)
    raise ValueError(f"no kind of value: {kind}")


def _binary(stream: IO[bytes], *, is_kept: bool) -> bytes:
    length = _unsigned(stream)
    if length > (_MAX_KEPT_LENGTH if is_kept else _MAX_PASSED_OVER_LENGTH):
        raise ValueError("a longer string than there can be")
    if is_kept:
        return _exactly(stream, length)
    stream.seek(length, SEEK_CUR)
    return b""


def _list(stream: IO[bytes], wanted: Wanted | None, depth: int) -> list[Any]:
    head = _byte(stream)
    length = head >> 4 if head >> 4 < 15 else _unsigned(stream)
    kept = []
    for _ in range(length):
        value = _value(stream, head & 15, wanted, depth + 1)
        if wanted is None or wanted:
            kept.append(value)
    return kept


def _exactly(stream: IO[bytes], count: int) -> bytes:
    found = stream.read(count)
    if len(found) != count:
        raise ValueError("a structure that is cut off")
    return found


def _byte(stream: IO[bytes]) -> int:
    return _exactly(stream, 1)[0]


def _unsigned(stream: IO[bytes]) -> int:
    value = shift = 0
    while (byte := _byte(stream)) & 128 and shift < 64:
        value |= (byte & 127) << shift
        shift += 7
    return value | byte << shift


def _signed(stream: IO[bytes]) -> int:
    value = _unsigned(stream)
    return value >> 1 ^ -(value & 1)
