"""WARC and WET archives of crawls: a document for each page that answered with text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from typing import Any, BinaryIO, cast

from auditor.document import Document, Provided
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading import html, plain
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.whole import checked

_PAGES = ("text/html", "application/xhtml+xml")
_READ = (*_PAGES, "text/plain")


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield the body of each response and conversion that is text; count what is left out."""
    left_out: Counter[str] = Counter()
    number = 0
    for record in _records(stream):
        kind = _kind(record)
        if kind not in _READ:
            left_out[kind] += 1
            continue
        number += 1
        where = f"{origin.name}:{number}"
        body = record.reader.read(options.maximum_bytes + 1)
        if len(body) > options.maximum_bytes:
            yield too_large(where, options.maximum_bytes)
            continue
        if len(body) < record.content_length and not _is_encoded(record):
            yield Failure("reading", where, "cut off: the archive is shorter than it says")
        yield Piece("warc", origin, _fields(record, kind, body), number, number)
    if left_out:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(left_out.items()))
        yield Failure("skipped", origin.name, f"records left out: {kinds}")
    if number == 0:
        yield Failure("reading", origin.name, "the archive holds no page")


def _records(stream: BufferedReader) -> Iterator[Any]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise ReadingError(
            "WARC is read by FastWARC: pip install 'audit-articles[warc]'"
        ) from error
    wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    forward = _Forward(stream)
    try:
        yield from ArchiveIterator(
            cast(BinaryIO, forward), record_types=wanted, parse_http=True, auto_decode="all"
        )
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Rust: no Exception, and not the run's end
            raise
        raise ReadingError("its reader gave up here; what came before was read") from error
    if forward.error is not None:
        raise forward.error


class _Forward:
    """A stream as the archive's reader wants it, of a pipe too: read on and told how far.

    An error of the stream is its end to that reader, which would lose or panic at it.
    """

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._at = 0
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            content = self._stream.read(size)
        except Exception as error:
            self.error = error
            return b""
        self._at += len(content)
        return content

    def tell(self) -> int:
        return self._at


def _kind(record: Any) -> str:
    """Return the media type of what a record holds, or why it is not wanted."""
    if record.http_headers is None:
        return str(record.headers.get("Content-Type", "")).split(";")[0].strip().lower()
    if record.http_headers.status_code != 200:
        return f"status {record.http_headers.status_code}"
    return str(record.http_content_type or "of no type").lower()


def _is_encoded(record: Any) -> bool:
    headers = record.http_headers
    return headers is not None and any(
        headers.get(name) for name in ("Content-Encoding", "Transfer-Encoding")
    )


def _fields(record: Any, kind: str, body: bytes) -> Mapping[str, Any]:
    url = record.headers.get("WARC-Target-URI")
    return {
        "id": url or record.record_id,
        "url": url,
        "body": bytes(body),
        "is_page": kind in _PAGES,
        "charset": record.http_charset,
    }


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the page's document; its lines are those of the page, not of the archive."""
    assert isinstance(piece.content, Mapping)
    inner = checked(replace(piece, content=piece.content["body"]), options)
    if isinstance(inner, Failure):
        yield inner
        return
    parser = html.parse if piece.content["is_page"] else plain.parse
    for found in parser(inner, options):
        if isinstance(found, Document) and piece.content["url"]:
            url = found.metadata.url or Provided(piece.content["url"], "WARC-Target-URI")
            yield replace(found, metadata=replace(found.metadata, url=url))
        else:
            yield found


FORMAT = Format("warc", (".warc", ".wet"), split, parse)
