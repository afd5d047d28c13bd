"""Reading: from paths to documents, and what could not be read as values beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BufferedReader
from itertools import islice

from auditor.document import Document, Provided
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.formats import FORMATS, format_of, is_readable
from auditor.reading.meter import Meter
from auditor.reading.paths import expand
from auditor.reading.piece import Origin, Piece, ReadingOptions
from auditor.reading.records import fields_of, missing_text
from auditor.reading.stable_read import read_unchanged
from auditor.reading.streams import decompressed, opened
from auditor.reading.text_fields import AmbiguousTextError, text_field_of
from auditor.reading.unique import Unique, disambiguate_ids
from auditor.reading.web import is_web

_JUDGED_RECORDS = 20
USUAL_FIELD = "text"
_TAKEN = "the text is taken from the field"
_ELSE = "to take another, name it with --text-field"
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
            if not piece.message.startswith(_TAKEN) or unique.is_new(f"\0{piece.message}"):
                yield piece  # what holds for a thousand files alike is said once
        else:
            yield from unique.named(piece)


def parse_piece(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a piece; a pure function of it. Whatever it holds, it never raises."""
    try:
        for found in FORMATS[piece.format].parse(piece, options):
            yield _with_address(found, piece)
    except Exception as error:  # a parser met what nobody foresaw: the others go on
        yield piece.failure(f"cannot be read as {piece.format}: {type(error).__name__}: {error}")


def _with_address(found: Document | Failure, piece: Piece) -> Document | Failure:
    """Return a document that was read from the web with its address, where it gives none."""
    path = piece.origin.path
    if isinstance(found, Failure) or path is None or not is_web(path) or found.metadata.url:
        return found
    return replace(found, metadata=replace(found.metadata, url=Provided(path, "address")))


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
        is_free = options.allow_private_addresses
        with opened(origin.path, meter, allow_private=is_free) as stream:
            yield from _split(stream, origin, options)
    except Exception as error:  # what reads the bytes raises what it likes: the others go on
        yield Failure("reading", origin.name, _why_unreadable(error))


def _split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    chosen = format_of(origin.name, stream.peek(1))
    if chosen.members is not None:
        for member in chosen.members(stream, origin, is_readable):
            yield from (member,) if isinstance(member, Failure) else _member(*member, options)
        return
    pieces = chosen.split(stream, origin, options)
    yield from _of_documents(pieces, origin, options) if chosen.has_fields else pieces


def _member(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield the pieces of a file in an archive, and what went wrong in it alone."""
    try:
        yield from _split(decompressed(stream), origin, options)
    except Exception as error:
        yield Failure("reading", origin.name, _why_unreadable(error))


def _of_documents(
    pieces: Iterable[Piece | Failure], origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield the pieces, or one failure when none of the first records holds a text.

    A folder may well hold tables that are not documents: those are left out on purpose. The field
    that holds the text is found in the first records, and named where it has not the usual name.
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
    field = None
    if options.text_field is None:
        records = [fields_of(piece) for piece in first if isinstance(piece, Piece)]
        try:
            field = text_field_of([record for record in records if record is not None])
        except AmbiguousTextError as error:
            yield Failure("reading", origin.name, str(error))
            return
        if field not in (None, USUAL_FIELD):
            yield Failure("skipped", origin.name, f"{_TAKEN} {field!r}; {_ELSE}")
    yield from (_of_field(each, field) for each in first)
    if broken is not None:
        raise broken
    yield from (_of_field(each, field) for each in pieces)


def _of_field(piece: Piece | Failure, field: str | None) -> Piece | Failure:
    if field is None or isinstance(piece, Failure):
        return piece
    return replace(piece, text_field=field)


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
