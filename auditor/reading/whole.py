"""Files that are one document each: cutting them is reading them, up to the limit."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from auditor.finding import Failure
from auditor.reading.encodings import SNIFFED_BYTES, binary_kind
from auditor.reading.piece import Origin, Piece, ReadingOptions, Split, too_large

NOTHING = "empty: there is nothing to audit"


def whole_file(format_name: str) -> Split:
    """Return a splitter that yields the file as one piece."""

    def split(
        stream: BufferedReader, origin: Origin, options: ReadingOptions
    ) -> Iterator[Piece | Failure]:
        content = stream.read(options.maximum_bytes + 1)
        yield checked(Piece(format_name, origin, content), options)

    return split


def checked(piece: Piece, options: ReadingOptions) -> Piece | Failure:
    """Return the piece, or why its bytes are no document."""
    assert isinstance(piece.content, bytes)
    if len(piece.content) > options.maximum_bytes:
        return too_large(piece.origin.name, options.maximum_bytes)
    if not piece.content.strip():
        return piece.failure(NOTHING)
    kind = binary_kind(piece.content[:SNIFFED_BYTES])
    if kind is not None:
        return piece.failure(f"{kind}, not text; give its text as .txt, .md, .html or a record")
    return piece
