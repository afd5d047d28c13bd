"""Records: a document among the fields of a JSON object or the columns of a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from auditor.document import Anchor, Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.html import document_of_page
from auditor.reading.html_fragments import is_html, is_page, text_of_fragment, unescaped
from auditor.reading.metadata import filled, metadata_of_fields
from auditor.reading.piece import Piece, ReadingOptions
from auditor.reading.text_fields import (
    FULL,
    RAW,
    SUMMARIES,
    AmbiguousTextError,
    only_names_a_text,
    text_field_of,
    text_in,
    texts_of,
    value_at,
)

ID_NAMES = ("id", "_id", "doc_id", "document_id", "uid", "guid")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def parse_json(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a piece that is one JSON object."""
    if isinstance(piece.content, Mapping):  # it stood in an object with others
        yield from document_of(piece.content, piece, options)
        return
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
    try:
        name = options.text_field or piece.text_field or text_field_of([fields])
    except AmbiguousTextError as error:
        yield piece.failure(str(error))
        return
    text = None if name is None else text_in(value_at(fields, name))
    if not (text and text.strip()) and options.text_field is None:
        # A record of a file whose others have a better field.
        text = next((text for _, text in texts_of(fields, (*FULL, *RAW, *SUMMARIES))), None)
    if text is None or not text.strip():
        yield piece.failure(_why_no_text(fields, name))
        return
    mended, surrogates = _LONE_SURROGATE.subn("\ufffd", text)
    yield _document(mended, fields, piece)
    if surrogates:
        yield piece.failure(f"{surrogates} lone surrogates in the text, each read as U+FFFD")


def _document(text: str, fields: Mapping[str, Any], piece: Piece) -> Document | Failure:
    metadata = metadata_of_fields(fields, "field")
    anchors = (Anchor(0, piece.line, 1, False),)
    source = unescaped(text)
    if not is_html(source):
        return Document(piece.id, text, metadata, piece.origin.shown_path, anchors)
    if is_page(source):
        found = document_of_page(source, piece)
        if isinstance(found, Failure):
            return found
        return replace(found, metadata=filled(metadata, found.metadata), anchors=anchors)
    shown = text_of_fragment(source)
    if not shown:
        return piece.failure("the HTML in its text's field shows nothing to a reader")
    return Document(piece.id, shown, metadata, piece.origin.shown_path, anchors)


def missing_text(piece: Piece, options: ReadingOptions) -> str | None:
    """Say what is missing from a record that lacks the text's field; ``None`` for all else."""
    fields = fields_of(piece)
    if fields is None:
        return None
    if options.text_field is not None:
        is_there = value_at(fields, options.text_field) is not None
        return None if is_there else missing_field(fields, options.text_field)
    may_hold = _fields_of_texts(fields)
    is_there = bool(may_hold) or any(texts_of(fields, (*RAW, *SUMMARIES)))
    return None if is_there or any(texts_of(fields, FULL)) else missing_field(fields, None)


def _fields_of_texts(fields: Mapping[str, Any]) -> list[str]:
    """Return the fields that are called as those of texts are, whether they hold one or not."""
    return [each for each in FULL if each in fields and not only_names_a_text(each, fields[each])]


def proposed_id(piece: Piece) -> str:
    """Return the record's own id; else the file's, and the record's number if there are several."""
    fields = fields_of(piece) or {}
    for name in ID_NAMES:
        value = fields.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return _LONE_SURROGATE.sub("\ufffd", str(value).strip())
    return f"{piece.origin.id}:{piece.number}" if piece.number else piece.origin.id


def fields_of(piece: Piece) -> Mapping[str, Any] | None:
    """Return the fields of a piece that is a record; ``None`` for a broken one and for a file."""
    if piece.number == 0:
        return None
    try:
        fields = json.loads(piece.content) if isinstance(piece.content, bytes) else piece.content
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, Mapping) else None


def missing_field(fields: Iterable[str], name: str | None) -> str:
    """Return what to say of a record or table without the field of the text."""
    there = ", ".join(str(field)[:40] for field in islice(fields, 12)) or "nothing"
    lacking = "no field known to hold a text" if name is None else f"no field {name!r}"
    return f"{lacking}; name the one that holds the text with --text-field (there: {there})"


def _why_no_text(fields: Mapping[str, Any], name: str | None) -> str:
    if name is None:
        name = next(iter(_fields_of_texts(fields)), None)
    value = None if name is None else value_at(fields, name)
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
