"""Streams that can be gone back in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import IO

from auditor.errors import ReadingError

_IN_MEMORY = 8_000_000
_MOST = 4_000_000_000
_CHUNK = 1 << 20


@contextmanager
def seekable(stream: BufferedReader) -> Iterator[IO[bytes]]:
    """Give the stream itself where one can go back in it, else a copy on disk.

    Raises:
        ReadingError: what cannot be gone back in has more than four gigabytes.
    """
    if stream.seekable():
        stream.seek(0)
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        copy_into(stream, copy)
        copy.seek(0)
        yield copy


def copy_into(stream: BufferedReader, out: IO[bytes]) -> None:
    """Copy what is left of a stream.

    Raises:
        ReadingError: it has more than four gigabytes.
    """
    size = 0
    while content := stream.read(_CHUNK):
        size += len(content)
        if size > _MOST:
            raise ReadingError(f"more than {_MOST:,} bytes packed in one; unpack it yourself")
        out.write(content)
