"""Records: a document among the fields of a JSON object or the columns of a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from auditor.document import Anchor, Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.metadata import metadata_of_fields
from auditor.reading.piece import Piece, ReadingOptions

ID_NAMES = ("id", "_id", "doc_id", "document_id", "uid", "guid")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a piece that is one JSON object."""
    assert isinstance(piece.content, bytes)
    decoded = decode(piece.content)
    try:
        record = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield piece.failure(f"not JSON: {error}; mend or remove this record")
        return
    if not isinstance(record, dict):
        yield piece.failure(f"expected a JSON object, found {_kind(record)}")
        return
    yield from document_of(record, piece, options)
    if decoded.complaint:
        yield piece.failure(decoded.complaint)


def parse_fields(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a piece whose fields are already apart."""
    assert isinstance(piece.content, Mapping)
    yield from document_of(piece.content, piece, options)


def document_of(
    fields: Mapping[str, Any], piece: Piece, options: ReadingOptions
) -> Iterator[Document | Failure]:
    """Yield the document that the fields hold, or why they hold none.

    Its positions are all the record's line: the text stands escaped in the file.
    """
    text = _field(fields, options.text_field)
    if not isinstance(text, str) or not text.strip():
        yield piece.failure(_why_no_text(fields, options.text_field, text))
        return
    mended, surrogates = _LONE_SURROGATE.subn("\ufffd", text)
    yield Document(
        piece.id,
        mended,
        metadata_of_fields(fields, "field"),
        piece.origin.shown_path,
        (Anchor(0, piece.line, 1, False),),
    )
    if surrogates:
        yield piece.failure(f"{surrogates} lone surrogates in the text, each read as U+FFFD")


def _field(fields: Mapping[str, Any], name: str) -> object:
    """Return the field, the dots in whose name may lead into nested objects."""
    if name in fields:
        return fields[name]
    value: object = fields
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def missing_text(piece: Piece, options: ReadingOptions) -> str | None:
    """Say what is missing from a record that lacks the text's field; ``None`` for all else."""
    fields = _fields(piece)
    if fields is None or _field(fields, options.text_field) is not None:
        return None
    return missing_field(fields, options.text_field)


def proposed_id(piece: Piece) -> str:
    """Return the record's own id; else the file's, and the record's number if there are several."""
    fields = _fields(piece) or {}
    for name in ID_NAMES:
        value = fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return _LONE_SURROGATE.sub("\ufffd", str(value).strip())
    return f"{piece.origin.id}:{piece.number}" if piece.number else piece.origin.id


def _fields(piece: Piece) -> Mapping[str, Any] | None:
    """Return the fields of a piece that is a record; ``None`` for a broken one and for a file."""
    if piece.number == 0:
        return None
    try:
        fields = json.loads(piece.content) if isinstance(piece.content, bytes) else piece.content
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, Mapping) else None


def missing_field(fields: Iterable[str], name: str) -> str:
    """Return what to say of a record or table without the field of the text."""
    there = ", ".join(str(field)[:40] for field in islice(fields, 12)) or "nothing"
    return f"no field {name!r}; name the one that holds the text with --text-field (there: {there})"


def _why_no_text(fields: Mapping[str, Any], name: str, value: object) -> str:
    if isinstance(value, str):
        return f"field {name!r} is empty: there is nothing to audit"
    if value is not None:
        return f"field {name!r} holds {_kind(value)}, not text; name another with --text-field"
    return missing_field(fields, name)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a string"}
    return kinds.get(type(value), "a list" if isinstance(value, list) else "an object")
