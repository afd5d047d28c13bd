"""JSON lines: a record a line."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from auditor.finding import Failure
from auditor.reading.envelopes import unfolded
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import parse_json
from auditor.reading.streams import bounded_lines


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each line that holds something."""
    number = refused = 0
    for line in bounded_lines(stream, options.maximum_bytes):
        if line.is_too_long:
            refused += 1
            yield too_large(f"{origin.name}:{line.number}", options.maximum_bytes)
        elif line.content.strip(b" \t\xef\xbb\xbf"):
            for each in unfolded(Piece("jsonl", origin, line.content, line.number, number + 1)):
                number += isinstance(each, Piece)
                refused += isinstance(each, Failure)
                yield each
    if number + refused == 0:
        yield Failure("reading", origin.name, "empty: it holds no record")


FORMAT = Format("jsonl", (".jsonl", ".ndjson", ".jl"), split, parse_json, True)
