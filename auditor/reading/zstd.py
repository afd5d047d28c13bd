"""Reading zstd, and noticing where it is cut off: its library stops there in silence.

The walk follows RFC 8878, section 3.1: a frame is a header, blocks that give their own length, the
last of them marked, and a checksum if the header says so.
"""

from __future__ import annotations

from collections.abc import Generator
from io import RawIOBase
from typing import Any, BinaryIO, cast

from auditor.errors import ReadingError

_LARGEST_WINDOW = 1 << 27
"""What ``zstd --long`` may ask for, and no more: the window is memory."""
_FRAME = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = b"\x2a\x4d\x18"
"""The first byte before these counts kinds and may be anything from 0x50 to 0x5f."""
_BYTES_OF_DICTIONARY_ID = (0, 1, 2, 4)
_BYTES_OF_CONTENT_SIZE = (0, 2, 4, 8)
_REPEATED = 1
"""The type of a block that holds one byte, and its length for what that byte becomes."""


class ZstdStream(RawIOBase):
    """What a zstd stream holds, uncompressed.

    Raises:
        ReadingError: the library is not installed.
    """

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        try:
            from zstandard import ZstdDecompressor
        except ImportError as error:
            raise ReadingError(
                "zstd is read by zstandard: pip install 'audit-articles[zstd]'"
            ) from error
        self._source = _Followed(stream)
        library = ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        self._inner: Any = library.stream_reader(
            cast(BinaryIO, self._source), read_across_frames=True
        )

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer.

        Raises:
            EOFError: nothing is left, and the last frame has not ended.
            ZstdError: of the library; the bytes are no zstd.
        """
        count: int = self._inner.readinto(buffer)
        if count == 0 and len(buffer) and not self._source.is_between_frames:
            raise EOFError("its last frame does not end")
        return count


class _Followed:
    """Hands bytes on and keeps count of where in a frame they end."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._seen = b""
        self._walk = _walk()
        self._wanted = next(self._walk)

    @property
    def is_between_frames(self) -> bool:
        return self._wanted == len(_FRAME) and not self._seen

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        at = 0
        while at < len(content):
            at += self._take(content[at : at + abs(self._wanted) - len(self._seen)])
        return content

    def _take(self, part: bytes) -> int:
        if self._wanted > 0:
            self._seen += part
        else:
            self._wanted += len(part)
        while self._wanted in (0, len(self._seen)):
            seen, self._seen = self._seen, b""
            self._wanted = self._walk.send(seen)
        return len(part)


_Walk = Generator[int, bytes, None]
"""Yields how many bytes it wants to see, or below zero how many to pass over."""


def _walk() -> _Walk:
    while True:
        magic = yield len(_FRAME)
        if magic == _FRAME:
            yield from _frame()
        elif magic[1:] == _SKIPPABLE and magic[0] >> 4 == 5:
            # As two parts of two bytes: four are wanted between frames alone.
            low, high = (yield 2), (yield 2)
            yield -int.from_bytes(low + high, "little")


def _frame() -> _Walk:
    (descriptor,) = yield 1
    is_single = descriptor >> 5 & 1
    size = _BYTES_OF_CONTENT_SIZE[descriptor >> 6] or is_single
    yield -(1 - is_single + _BYTES_OF_DICTIONARY_ID[descriptor & 3] + size)
    is_last = 0
    while not is_last:
        block = int.from_bytes((yield 3), "little")
        is_last = block & 1
        yield -(1 if block >> 1 & 3 == _REPEATED else block >> 3)
    if descriptor & 4:
        yield -4
