"""Markdown: offsets are the file's own, and front matter is metadata.

The front matter is blanked out of the text, character for character, so that no rule takes it for
prose and every offset stays what it is in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.document import Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.metadata import metadata_of_fields
from auditor.reading.piece import Format, Piece, ReadingOptions
from auditor.reading.whole import NOTHING, whole_file

_FRONT_MATTER = re.compile(
    r"\A(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")
_SHOWN = re.compile(r"[^\n]")


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document, and after it what was lost in decoding."""
    assert isinstance(piece.content, bytes)
    decoded = decode(piece.content)
    front = _FRONT_MATTER.match(decoded.text)
    text = decoded.text
    fields: Mapping[str, Any] = {}
    if front:
        fields = front_matter_fields(front.group(2))
        text = _SHOWN.sub(" ", front.group()) + text[front.end() :]
    if not text.strip():
        yield piece.failure(NOTHING)
        return
    yield Document(
        piece.id, text, metadata_of_fields(fields, "front matter"), piece.origin.shown_path
    )
    if decoded.complaint:
        yield piece.failure(decoded.complaint)


def front_matter_fields(block: str) -> dict[str, str | list[str]]:
    """Return the top-level fields of YAML or TOML front matter: strings and lists of strings.

    That is all that metadata need; a value of another kind stays the text that it is.
    """
    fields: dict[str, str | list[str]] = {}
    key = None
    for line in block.splitlines():
        pair, item = _PAIR.fullmatch(line), _ITEM.fullmatch(line)
        if pair:
            key = pair.group(1)
            fields[key] = _value(pair.group(2))
        elif item and key is not None:
            found = fields[key]
            fields[key] = [*(found if isinstance(found, list) else []), _unquoted(item.group(1))]
    return fields


def _value(written: str) -> str | list[str]:
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return [_unquoted(item) for item in written[1:-1].split(",") if item.strip()]
    return _unquoted(written)


def _unquoted(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    return written


FORMAT = Format("markdown", (".md", ".markdown"), whole_file("markdown"), parse)
