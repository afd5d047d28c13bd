"""Parquet: a document a row, read in small batches of the columns that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BufferedReader
from typing import Any

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.metadata import NAMES, NESTS
from auditor.reading.parquet_footer import Column, Group, groups_of
from auditor.reading.parquet_pages import page_sizes
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.records import ID_NAMES, missing_field, parse_fields
from auditor.reading.text_fields import FULL, RAW, SUMMARIES
from auditor.reading.text_fields import NESTS as NESTS_OF_TEXTS

_MAX_ROWS = 256
_BATCH_BYTES = 32_000_000
"""Of the texts of the rows that are in memory at a time, about."""
PAGE_BYTES = 256_000_000
"""A larger page is not decoded, unless the limit for one document is more than a quarter of it."""


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each row as its fields.

    A group of rows is refused as a whole when the mean of its texts is above the limit, or one of
    its pages is so large that a giant must be in it: to read one of its rows would be to read it
    all into memory.
    """
    file, groups = _opened(stream)
    names = file.schema_arrow.names
    roots = text_roots(names, options)
    if not roots:
        yield Failure(
            "reading" if origin.is_named else "skipped",
            origin.name,
            f"it has {missing_field(names, options.text_field)}",
        )
        return
    wanted = [name for name in names if name in {*roots, *OTHER_COLUMNS}]
    first = 1
    for number, group in enumerate(groups):
        rows = group.rows
        size = _text_bytes(group, roots)
        where = f"{origin.name}:{first}-{first + rows - 1}"
        if size > rows * options.maximum_bytes:
            yield too_large(where, options.maximum_bytes)
        elif size > PAGE_BYTES and (giant := _giant_page(stream, group, roots, options)):
            yield Failure("reading", where, _why_not_decoded(giant, options))
        else:
            together = max(1, min(_MAX_ROWS, _BATCH_BYTES * rows // max(size, 1)))
            batches = file.iter_batches(together, row_groups=[number], columns=wanted)
            yield from _rows(batches, first, origin, options)
        first += rows


OTHER_COLUMNS = {
    *ID_NAMES,
    *NESTS,
    *(f"{prefix}{name}" for prefix in ("", "metadata.", "meta.") for each in NAMES.values()
      for name in each),
}  # fmt: skip


def text_roots(names: Collection[str], options: ReadingOptions) -> tuple[str, ...]:
    """Return the columns that may hold the text; which one does is told by the first rows."""
    named = options.text_field
    if named is not None:
        return tuple(name for name in (named, named.split(".")[0]) if name in names)[:1]
    full = tuple(name for name in (*FULL, *RAW, *NESTS_OF_TEXTS) if name in names)
    return full or tuple(name for name in SUMMARIES if name in names)[:1]


def _opened(stream: BufferedReader) -> tuple[Any, tuple[Group, ...]]:
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
        # Not by way of `metadata.row_group(…).column(…)`: a damaged one aborts the process.
        groups = groups_of(stream)
        stream.seek(0)
        file = ParquetFile(stream)
    except (ValueError, ArrowException) as error:
        raise ReadingError(f"not a whole Parquet file: {error}") from error
    if len(groups) != file.num_row_groups:
        raise ReadingError("not a whole Parquet file: its footer is damaged")
    return file, groups


def _text_bytes(group: Group, roots: Collection[str]) -> int:
    """Return the bytes of a group's texts, uncompressed, as the file's footer gives them."""
    return sum(column.uncompressed for column in _text_columns(group, roots))


def _text_columns(group: Group, roots: Collection[str]) -> list[Column]:
    return [column for column in group.columns if column.root in roots]


def _giant_page(
    stream: BufferedReader, group: Group, roots: Collection[str], options: ReadingOptions
) -> int | None:
    """Return the size of the first page of the group's texts that is too large to decode."""
    most = max(PAGE_BYTES, 4 * options.maximum_bytes)
    for column in _text_columns(group, roots):
        sizes = page_sizes(stream, column.begin, column.end)
        try:
            giant = next((size for size in sizes if size > most), None)
        except ValueError:  # encrypted, or damaged: its reader will say so
            giant = None
        if giant is not None:
            return giant
    return None


def _why_not_decoded(size: int, options: ReadingOptions) -> str:
    return (
        f"its rows share a page of {size:,} bytes with one larger than {options.maximum_bytes:,}, "
        "so none was read; write the file with smaller pages, or raise --max-document-size above "
        f"{size // 4_000_000 + 1}"
    )


def _rows(
    batches: Any, first: int, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    number = first
    for batch in batches:
        for fields in batch.to_pylist():
            piece = Piece("parquet", origin, fields, number, number)
            texts = (
                fields.values() if options.text_field is None else (fields.get(options.text_field),)
            )
            if any(isinstance(each, str) and len(each) > options.maximum_bytes for each in texts):
                yield too_large(piece.where, options.maximum_bytes)
            else:
                yield piece
            number += 1


FORMAT = Format("parquet", (".parquet",), split, parse_fields, True)
