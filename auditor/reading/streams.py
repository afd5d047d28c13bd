"""Opening inputs: decompressed, and never more in memory than asked for."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from auditor.reading.decompression_limit import DecompressionLimit
from auditor.reading.meter import Meter
from auditor.reading.remote import is_remote, opened_remotely
from auditor.reading.web import fetched, is_web
from auditor.reading.zstd import ZstdStream

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


@contextmanager
def opened(
    path: str | None, meter: Meter | None = None, *, allow_private: bool = False
) -> Iterator[BufferedReader]:
    """Open a file (``None``: standard input), decompressing what begins like a compressed one.

    Raises:
        OSError: it cannot be opened.
        ReadingError: what reads it is not installed.
    """
    if path is None:
        yield decompressed(sys.stdin.buffer)
        return
    if is_web(path):
        with fetched(path, allow_private=allow_private) as answer:
            yield decompressed(answer)
    elif is_remote(path):
        with opened_remotely(path) as remote:
            yield decompressed(remote)
    else:
        with Path(path).open("rb") as stream:
            yield decompressed(stream if meter is None else meter.counted(stream))


def decompressed(stream: BinaryIO) -> BufferedReader:
    """Return what the stream holds, uncompressed; told by its first bytes, not by its name."""
    peekable = stream if isinstance(stream, BufferedReader) else _buffered(stream)
    head = peekable.peek(4)
    if head.startswith(GZIP_MAGIC):
        return _buffered(DecompressionLimit(peekable, lambda source: gzip.GzipFile(fileobj=source)))
    if head.startswith(ZSTD_MAGIC):
        return _buffered(DecompressionLimit(peekable, ZstdStream))
    return peekable


def _buffered(stream: object) -> BufferedReader:
    return BufferedReader(cast(RawIOBase, stream), 1 << 16)


class Line(NamedTuple):
    """A line of bytes without its end, or what is known of one that is too long."""

    number: int
    content: bytes
    is_too_long: bool = False


def bounded_lines(stream: BufferedReader, maximum: int) -> Iterator[Line]:
    """Yield the lines, counted from 1; of one longer than ``maximum`` only the fact."""
    number = 0
    while content := stream.readline(maximum + 2):
        number += 1
        if len(content.rstrip(b"\r\n")) <= maximum:
            yield Line(number, content.rstrip(b"\r\n"))
            continue
        while content and not content.endswith(b"\n"):
            content = stream.readline(1 << 20)
        yield Line(number, b"", is_too_long=True)
