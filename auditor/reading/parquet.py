"""Parquet: a document a row, read in small batches of the columns that matter."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.metadata import NAMES, NESTS
from auditor.reading.options import ReadingOptions
from auditor.reading.piece import Format, Origin, Piece, too_large
from auditor.reading.records import ID_NAMES, missing_field, parse_fields

_ROWS = 32
"""Rows in memory at a time: few, since each may be as large as the limit."""


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each row as its fields.

    A group of rows is refused as a whole when the mean of its texts is above the limit: to read one
    of its rows would be to read it all into memory.
    """
    file = _opened(stream)
    names = file.schema_arrow.names
    root = options.text_field if options.text_field in names else options.text_field.split(".")[0]
    if root not in names:
        yield Failure(
            "reading" if origin.is_named else "skipped",
            origin.name,
            f"it has {missing_field(names, options.text_field)}",
        )
        return
    wanted = [name for name in names if name in {root, *_OTHER_COLUMNS}]
    first = 1
    for group in range(file.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if _text_bytes(file, group, root) > rows * options.maximum_bytes:
            where = f"{origin.name}:{first}-{first + rows - 1}"
            yield too_large(where, options.maximum_bytes)
        else:
            batches = file.iter_batches(_ROWS, row_groups=[group], columns=wanted)
            yield from _rows(batches, first, origin, options)
        first += rows


_OTHER_COLUMNS = {
    *ID_NAMES,
    *NESTS,
    *(f"{prefix}{name}" for prefix in ("", "metadata.", "meta.") for each in NAMES.values()
      for name in each),
}  # fmt: skip


def _opened(stream: BufferedReader) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise ReadingError(
            "Parquet is read by pyarrow: pip install 'audit-articles[parquet]'"
        ) from error
    if not stream.seekable():
        raise ReadingError("Parquet cannot be read from a pipe: name the file")
    try:
        return ParquetFile(stream)
    except ArrowException as error:
        raise ReadingError(f"not a whole Parquet file: {error}") from error


def _text_bytes(file: Any, group: int, root: str) -> int:
    """Return the bytes of a group's texts, uncompressed, as the file's footer gives them."""
    columns = file.metadata.row_group(group)
    found = (columns.column(number) for number in range(columns.num_columns))
    return sum(
        each.total_uncompressed_size for each in found if each.path_in_schema.split(".")[0] == root
    )


def _rows(
    batches: Any, first: int, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    number = first
    for batch in batches:
        for fields in batch.to_pylist():
            piece = Piece("parquet", origin, fields, number, number)
            text = fields.get(options.text_field)
            if isinstance(text, str) and len(text) > options.maximum_bytes:
                yield too_large(piece.where, options.maximum_bytes)
            else:
                yield piece
            number += 1


FORMAT = Format("parquet", (".parquet",), split, parse_fields, True)
