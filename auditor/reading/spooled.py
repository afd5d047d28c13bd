"""Streams that can be gone back in."""

from __future__ import annotations

import tempfile
from io import BufferedReader
from typing import IO

from auditor.errors import ReadingError

_IN_MEMORY = 8_000_000
_MOST = 4_000_000_000
_CHUNK = 1 << 20


def seekable(stream: BufferedReader) -> IO[bytes]:
    """Return the stream itself where one can go back in it, else a copy on disk.

    Raises:
        ReadingError: what cannot be gone back in has more than four gigabytes.
    """
    if stream.seekable():
        try:
            stream.seek(0)
            return stream
        except OSError:
            pass
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when nobody uses it
    size = 0
    while content := stream.read(_CHUNK):
        size += len(content)
        if size > _MOST:
            raise ReadingError(f"more than {_MOST:,} bytes that cannot be gone back in")
        copy.write(content)
    copy.seek(0)
    return copy
