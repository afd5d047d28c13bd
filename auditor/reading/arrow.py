"""Arrow and Feather files, and the shards of Hugging Face's datasets: a document a row."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import IO, Any

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.parquet import OTHER_COLUMNS, text_roots
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import missing_field, parse_fields
from auditor.reading.spooled import seekable

_FILE_MAGIC = b"ARROW1"
_FEATHER_1 = b"FEA1"
_MAX_ROWS = 256


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each row as its fields."""
    try:
        import pyarrow
    except ImportError as error:
        raise ReadingError(
            "Arrow is read by pyarrow: pip install 'audit-articles[parquet]'"
        ) from error
    with seekable(stream) as source:
        yield from _pieces(pyarrow, source, origin, options)


def _pieces(
    pyarrow: Any, source: IO[bytes], origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    number = 0
    try:
        schema, batches = _batches(pyarrow, source)
        names = schema.names
        roots = text_roots(names, options)
        if not roots:
            stage = "reading" if origin.is_named else "skipped"
            yield Failure(stage, origin.name, f"it has {missing_field(names, options.text_field)}")
            return
        wanted = [name for name in names if name in {*roots, *OTHER_COLUMNS}]
        for batch in batches:
            rows = batch.select(wanted)
            rows.validate(full=True)  # offsets of a damaged file lead out of it
            for start in range(0, rows.num_rows, _MAX_ROWS):
                for fields in rows.slice(start, _MAX_ROWS).to_pylist():
                    number += 1
                    piece = Piece("arrow", origin, fields, number, number)
                    is_giant = any(
                        isinstance(each, str) and len(each) > options.maximum_bytes
                        for each in fields.values()
                    )
                    yield too_large(piece.where, options.maximum_bytes) if is_giant else piece
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadingError(f"not a whole Arrow file: {error}; what came before was read") from error
    if number == 0:
        yield Failure("reading", origin.name, "empty: it holds no row")


def _batches(pyarrow: Any, source: IO[bytes]) -> tuple[Any, Iterator[Any]]:
    from pyarrow import ipc

    head = source.read(len(_FILE_MAGIC))
    source.seek(0)
    if head.startswith(_FEATHER_1):
        raise ReadingError("Feather of version 1; write it again with a newer program")
    file = pyarrow.PythonFile(source, mode="r")
    if head.startswith(_FILE_MAGIC):
        reader = ipc.open_file(file)
        return reader.schema, (reader.get_batch(at) for at in range(reader.num_record_batches))
    batches = ipc.open_stream(file)
    return batches.schema, iter(batches)


FORMAT = Format("arrow", (".arrow", ".feather", ".ipc"), split, parse_fields, True)
