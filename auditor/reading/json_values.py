"""JSON files: one object, a list of objects, or objects one after another.

The file is cut at the objects' ends without parsing them, so that a list of any length streams, a
broken object takes nothing else with it, and each knows its line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import IO, NamedTuple

from auditor.finding import Failure
from auditor.reading.envelopes import LIST_NAME, unfolded
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import parse_json

_CHUNK = 1 << 16
_OUTSIDE_STRING = re.compile(rb'[\[\]{}"]')
_INSIDE_STRING = re.compile(rb'\\.|"', re.DOTALL)
_BETWEEN = b" \t\r\n,\xef\xbb\xbf"


class Value(NamedTuple):
    """What stands at the top of the file, or in the list at its top."""

    line: int
    content: bytes
    fault: str = ""
    """``too large``, ``stray`` (no object or list) or ``broken off``; empty for a whole value."""


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each object."""
    number = values = 0
    for value in cut(stream, options.maximum_bytes):
        values += 1
        piece = Piece("json", origin, value.content, value.line, number + 1)
        if value.fault == "too large":
            yield too_large(f"{origin.name}:{value.line}", options.maximum_bytes)
        elif value.fault == "stray":
            yield piece.failure("not JSON objects from here on; mend or remove this")
        elif value.fault:
            yield piece.failure("broken off: what begins here does not end; was it truncated?")
        else:
            for each in unfolded(piece):
                number += isinstance(each, Piece)
                yield each
            continue
        number += 1
    if values == 0:
        yield Failure("reading", origin.name, "empty: it holds no JSON object")


def cut(stream: BufferedReader, maximum: int) -> Iterator[Value]:
    """Yield the values in order; at most ``maximum`` bytes and a chunk are in memory."""
    cutter = _Cutter(maximum)
    for part, mark in _marks(stream):
        yield from cutter.take_counted(part, mark)
    if cutter.depth or cutter.is_in_list:
        yield Value(cutter.start_line, b"", "broken off")


class _Cutter:
    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self.line = self.start_line = 1
        self.depth = 0
        self.is_in_list = False
        self._kept = bytearray()
        self._has_complained = False
        self._inner: _Cutter | None = None
        """Cuts the list of records in an object that is too large to be held."""
        self._inner_depth = 0

    def take(self, part: bytes, mark: bytes) -> Iterator[Value]:
        if self.depth:
            yield from self._take_inside(part, mark)
        else:
            yield from self._take_between(part[: len(part) - len(mark)], mark)

    def _take_inside(self, part: bytes, mark: bytes) -> Iterator[Value]:
        if mark:
            self.depth += 1 if mark in b"{[" else -1
        if self._inner is not None:
            if self.depth >= self._inner_depth:
                yield from self._inner.take_counted(part, mark)
            else:
                self._inner_depth = sys.maxsize  # the list has ended; what follows is passed over
            if self.depth == 0:
                self._inner = None
            return
        if len(self._kept) <= self.maximum:
            self._kept += part
            if len(self._kept) > self.maximum and self.depth:
                yield from self._begin_inner()
        if self.depth == 0:
            is_too_large = len(self._kept) > self.maximum
            yield Value(
                self.start_line,
                b"" if is_too_large else bytes(self._kept),
                "too large" if is_too_large else "",
            )

    def _begin_inner(self) -> Iterator[Value]:
        """Yield the records so far of an object whose open list holds them, and cut on in it."""
        place, depth = _open_list(bytes(self._kept))
        if depth:
            self._inner, self._inner_depth = _Cutter(self.maximum), depth
            self._inner.is_in_list = True
            self._inner.line = self.start_line + self._kept.count(b"\n", 0, place)
            for part, mark in _marks(BytesIO(self._kept[place:])):
                yield from self._inner.take_counted(part, mark)
            self._kept = bytearray()

    def take_counted(self, part: bytes, mark: bytes) -> Iterator[Value]:
        """Take a part, and count its lines."""
        yield from self.take(part, mark)
        self.line += part.count(b"\n")

    def _take_between(self, between: bytes, mark: bytes) -> Iterator[Value]:
        if between.strip(_BETWEEN) and not self._has_complained:
            self._has_complained = True
            yield Value(self.line, b"", "stray")
        if mark == b"]":
            self.is_in_list = False
        elif mark == b"[" and not self.is_in_list:
            self.is_in_list, self.start_line = True, self.line
        elif mark in (b"{", b"["):
            self.start_line = self.line + between.count(b"\n")
            self.depth, self._kept = 1, bytearray(mark)


def _open_list(begun: bytes) -> tuple[int, int]:
    """Return where the list of records in an unfinished object begins, and how deep; else zeros."""
    places: list[int] = []
    at = 0
    for part, mark in _marks(BytesIO(begun)):
        at += len(part)
        if mark in (b"]", b"}"):
            places.pop()
        elif mark:
            is_list = mark == b"[" and LIST_NAME.search(begun, max(0, at - 60), at - 1)
            places.append(at if is_list else 0)
    return next(((place, depth) for depth, place in enumerate(places, 1) if place), (0, 0))


def _marks(stream: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield the stream in parts, each ending in a brace or bracket outside strings, or in none."""
    is_in_string = False
    carried = b""
    while chunk := stream.read(_CHUNK):
        chunk = carried + chunk
        begin = at = 0
        while mark := (_INSIDE_STRING if is_in_string else _OUTSIDE_STRING).search(chunk, at):
            at = mark.end()
            if mark.group() == b'"':
                is_in_string = not is_in_string
            elif not is_in_string:
                yield chunk[begin:at], mark.group()
                begin = at
        # A backslash that ends the chunk belongs with the byte that follows it.
        carried = b"\\" if is_in_string and chunk.endswith(b"\\") and at < len(chunk) else b""
        yield chunk[begin : len(chunk) - len(carried)], b""


FORMAT = Format("json", (".json",), split, parse_json, True)
