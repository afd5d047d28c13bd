"""CSV and TSV: the first row names the fields."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from auditor.finding import Failure
from auditor.reading.encodings import encoding_of
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import parse_fields

_DELIMITERS = ",;\t|"
Numbered = tuple[int, list[str]]


class _Lines:
    """The lines of a table as the csv module wants them, none above the limit."""

    def __init__(self, text: TextIOWrapper, origin: Origin, maximum: int) -> None:
        self._text = text
        self._origin = origin
        self._maximum = maximum
        self.number = 0
        self.failures: list[Failure] = []

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._maximum + 2):
            self.number += 1
            if len(line) <= self._maximum:
                yield line
                continue
            self.failures.append(too_large(f"{self._origin.name}:{self.number}", self._maximum))
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(1 << 20)
            yield "\n"


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each row as its fields, and the faults where they stand."""
    head = stream.peek(1)
    text = TextIOWrapper(stream, encoding_of(head), "replace", newline="")
    lines = _Lines(text, origin, options.maximum_bytes)
    header: list[str] | None = None
    number = 0
    for line, row in _rows(lines, head, origin, options.maximum_bytes):
        yield from _drained(lines.failures)
        if header is None:
            header = [name.strip() for name in row]
            continue
        number += 1
        yield from _piece(header, row, Piece("csv", origin, {}, line, number))
    if number == 0 and not lines.failures:
        yield Failure("reading", origin.name, "empty: it holds no row")
    yield from _drained(lines.failures)
    text.detach()


def _rows(lines: _Lines, head: bytes, origin: Origin, maximum: int) -> Iterator[Numbered]:
    """Yield the rows that hold something, with the line at which each begins."""
    # The module's limit is its own, global, and 128 KB unless told.
    csv.field_size_limit(maximum)
    first = head.split(b"\n")[0].decode("latin-1")
    reader = csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count))
    while True:
        line = lines.number + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f"{origin.name}:{line}"
            lines.failures.append(Failure("reading", where, f"not a row of a table: {error}"))
            continue
        if any(field.strip() for field in row):
            yield line, row


def _piece(header: list[str], row: list[str], piece: Piece) -> Iterator[Piece | Failure]:
    """Yield the row with its fields named; and what is odd about it."""
    if len(row) > len(header):
        yield piece.failure(
            f"{len(row)} fields under {len(header)} names: is a quotation mark missing? The first "
            f"{len(header)} were read"
        )
    fields = dict(zip(header, row, strict=False))
    lost = sum(field.count("\ufffd") for field in row)
    if lost:
        yield piece.failure(f"{lost} characters were or became U+FFFD; save the file as UTF-8")
    yield Piece(piece.format, piece.origin, fields, piece.line, piece.number)


def _drained(failures: list[Failure]) -> Iterator[Failure]:
    yield from failures
    failures.clear()


FORMAT = Format("csv", (".csv", ".tsv", ".tab"), split, parse_fields, True)
