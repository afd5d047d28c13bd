"""Compressed inputs, read no further than text can be packed."""

from __future__ import annotations

from collections.abc import Callable
from io import RawIOBase
from typing import Any, BinaryIO, cast

from auditor.errors import ReadingError

MAX_RATIO = 300
"""English text is packed to a fifth or a tenth; a table that repeats itself to a hundredth. Gzip
cannot go beyond a thousandth, zstd far beyond."""
ALLOWANCE = 100_000_000
"""Bytes that may come of any file, however small."""


class DecompressionLimit(RawIOBase):
    """What a compressed stream holds; one that swells like a bomb is given up.

    What is read is never held as a whole, so that this is about time alone: a file of a megabyte
    must not keep a worker busy for an hour.

    Args:
        source: the compressed bytes.
        opener: makes the stream that uncompresses them.
    """

    def __init__(self, source: BinaryIO, opener: Callable[[BinaryIO], Any]) -> None:
        super().__init__()
        self._source = _Counted(source)
        inner = opener(cast(BinaryIO, self._source))
        # One that reads until the buffer is full would lose what it has when the next part is bad.
        self._read = getattr(inner, "readinto1", inner.readinto)
        self._made = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer.

        Raises:
            ReadingError: far more came of it than comes of a text.
        """
        count: int = self._read(buffer)
        self._made += count
        if self._made > ALLOWANCE and self._made > MAX_RATIO * self._source.count:
            raise ReadingError(
                f"it swells to more than {MAX_RATIO} times its size, as no text does; what came "
                "before was read; unpack it yourself if that is meant"
            )
        return count


class _Counted:
    """Hands bytes on and counts them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.count += len(content)
        return content
