"""How far reading has come, in bytes, and how far the documents that came of it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

T = TypeVar("T")


class Meter:
    """Counts the bytes that are read, as they stand in the files, compressed or not.

    Reading runs ahead of auditing. What is marked remembers where reading stood, so that ``passed``
    tells how far the results are and not how far the files.

    Args:
        total: bytes of all inputs; ``None`` where nobody knows.
    """

    def __init__(self, total: int | None = None) -> None:
        self.total = total
        self.passed = 0
        """Bytes whose documents have passed by."""
        self._before = self._size = self._read = 0
        self._marks: deque[int] = deque()

    def counted(self, stream: BinaryIO) -> BufferedReader:
        """Return the next file's stream, whose bytes are counted as they are read."""
        self._before += self._size
        self._size, self._read = os.fstat(stream.fileno()).st_size, 0
        return BufferedReader(_Counted(stream, self), 1 << 16)

    def add(self, count: int) -> None:
        """Note that so many bytes more were read."""
        self._read += count

    @property
    def _position(self) -> int:
        """Parts of a file may be read twice, such as the footer of Parquet."""
        return self._before + min(self._read, self._size)

    def marked(self, inputs: Iterable[T]) -> Iterator[T]:
        """Pass the inputs on, remembering how much was read for each."""
        for each in inputs:
            self._marks.append(self._position)
            yield each

    def pass_by(self) -> None:
        """Note that the next input's result is there; results come in the inputs' order."""
        if self._marks:
            self.passed = self._marks.popleft()


class _Counted(RawIOBase):
    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream, self._meter = stream, meter

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        count: int = self._stream.readinto(buffer)  # type: ignore[attr-defined] # all have it
        self._meter.add(count)
        return count
