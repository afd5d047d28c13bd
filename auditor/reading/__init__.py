"""Reading: from paths to documents, and what could not be read as values beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from auditor.document import Document
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.formats import FORMATS, format_of
from auditor.reading.meter import Meter
from auditor.reading.paths import expand
from auditor.reading.piece import Origin, Piece, ReadingOptions
from auditor.reading.records import missing_text
from auditor.reading.stable_read import read_unchanged
from auditor.reading.streams import opened
from auditor.reading.unique import Unique, disambiguate_ids

_JUDGED_RECORDS = 20
_OF_COMPRESSION = frozenset({"BadGzipFile", "error", "ZstdError"})
"""Names of the errors of gzip, zlib and zstandard."""

__all__ = [
    "Origin",
    "Piece",
    "ReadingOptions",
    "Unique",
    "disambiguate_ids",
    "parse_piece",
    "read_origin",
    "read_paths",
    "read_pieces",
]


def read_paths(
    paths: Sequence[str], options: ReadingOptions | None = None
) -> Iterator[Document | Failure]:
    """Yield the documents that the paths hold, in a fixed order, and what could not be read.

    A failure of the stage ``reading`` names the file, or the file and line. One that bears on a
    document (bad bytes, a repeated id) does not take its place: the document stands. Failures of
    the stage ``skipped`` name what was left out on purpose.

    Args:
        paths: files, folders, patterns, or ``-`` for standard input.
        options: how to read; the defaults where not given.
    """
    options = options or ReadingOptions()
    for piece in read_pieces(paths, options):
        if isinstance(piece, Failure):
            yield piece
        else:
            yield from parse_piece(piece, options)


def read_pieces(
    paths: Sequence[str], options: ReadingOptions, meter: Meter | None = None
) -> Iterator[Piece | Failure]:
    """Yield the inputs cut into one document's bytes each, cheaply and in order.

    Each has its document's id, and no two the same. ``parse_piece`` does the rest, in whatever
    process. The meter, if any, counts what is read.
    """
    unique = Unique()
    for origin in disambiguate_ids(expand(paths, options)):
        yield from read_origin(origin, options, unique, meter)


def read_origin(
    origin: Origin | Failure, options: ReadingOptions, unique: Unique, meter: Meter | None = None
) -> Iterator[Piece | Failure]:
    """Yield the pieces of one file, named with regard to those before it; of a failure itself."""
    for piece in _pieces_of(origin, options, meter):
        if isinstance(piece, Failure):
            yield piece
        else:
            yield from unique.named(piece)


def parse_piece(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a piece; a pure function of it. Whatever it holds, it never raises."""
    try:
        yield from FORMATS[piece.format].parse(piece, options)
    except Exception as error:  # a parser met what nobody foresaw: the others go on
        yield piece.failure(f"cannot be read as {piece.format}: {type(error).__name__}: {error}")


def _pieces_of(
    origin: Origin | Failure, options: ReadingOptions, meter: Meter | None
) -> Iterator[Piece | Failure]:
    if isinstance(origin, Failure):
        return iter((origin,))
    return read_unchanged(origin, partial(_read, origin, options, meter))


def _read(
    origin: Origin, options: ReadingOptions, meter: Meter | None
) -> Iterator[Piece | Failure]:
    try:
        with opened(origin.path, meter) as stream:
            chosen = format_of(origin.name, stream.peek(1))
            pieces = chosen.split(stream, origin, options)
            yield from _of_documents(pieces, origin, options) if chosen.has_fields else pieces
    except Exception as error:  # what reads the bytes raises what it likes: the others go on
        yield Failure("reading", origin.name, _why_unreadable(error))


def _of_documents(
    pieces: Iterable[Piece | Failure], origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield the pieces, or one failure when none of the first records holds a text.

    A folder may well hold tables that are not documents: those are left out on purpose.
    """
    pieces = iter(pieces)
    first: list[Piece | Failure] = []
    broken = None
    try:
        first.extend(islice(pieces, _JUDGED_RECORDS))  # keeps what came before an error
    except Exception as error:
        broken = error
    complaints = [missing_text(piece, options) for piece in first if isinstance(piece, Piece)]
    if complaints and all(complaints):
        stage = "reading" if origin.is_named else "skipped"
        yield Failure(stage, origin.name, f"its records have {complaints[0]}")
        return
    yield from first
    if broken is not None:
        raise broken
    yield from pieces


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it; change its mode or leave it out"
    if isinstance(error, ReadingError):
        return str(error)
    if isinstance(error, EOFError) or type(error).__name__ in _OF_COMPRESSION:
        return f"the compressed file is damaged or cut off: {error}; what came before was read"
    if not isinstance(error, OSError):
        return f"cannot be read: {type(error).__name__}: {error}"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return f"cannot be read: {reason}"
