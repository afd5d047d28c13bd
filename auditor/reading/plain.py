"""Text files: the text is the file."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.document import Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.piece import Format, Piece, ReadingOptions
from auditor.reading.whole import NOTHING, whole_file


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document, and after it what was lost in decoding."""
    assert isinstance(piece.content, bytes)
    decoded = decode(piece.content)
    if not decoded.text.strip():  # a byte-order mark alone
        yield piece.failure(NOTHING)
        return
    yield Document(piece.id, decoded.text, path=piece.origin.shown_path)
    if decoded.complaint:
        yield piece.failure(decoded.complaint)


FORMAT = Format("text", (".txt", ".text"), whole_file("text"), parse)
