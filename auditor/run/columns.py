"""Columns of a table, packed in bare arrays as they stand in Arrow's memory.

Arrow's own conversion of lists asks whether they are pandas', and imports pandas where it is
installed: 40 MB that stay for the rest of a run.
"""

from __future__ import annotations

from array import array
from typing import Any

_MISSING, _THERE = b"0", b"1"


class NumberColumn:
    """Numbers of double precision, some of them missing."""

    def __init__(self) -> None:
        self._values = array("d")
        self._there = bytearray()

    @property
    def nbytes(self) -> int:
        """Bytes that are held, about."""
        return 8 * len(self._values)

    def add(self, value: float | None) -> None:
        """Add a number."""
        self._there += _MISSING if value is None else _THERE
        self._values.append(0.0 if value is None else value)

    def packed(self, arrow: Any) -> Any:
        """Return the column as an array of Arrow's, which the column must outlive unchanged."""
        buffers = [_bits(self._there, arrow), arrow.py_buffer(self._values)]
        return arrow.Array.from_buffers(arrow.float64(), len(self._values), buffers)


class TextColumn:
    """Texts, some of them missing; what is no Unicode, such as half of a pair, is spelled out."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("i", [0])
        self._there = bytearray()

    @property
    def nbytes(self) -> int:
        """Bytes that are held, about."""
        return len(self._bytes) + 4 * len(self._ends)

    def add(self, text: str | None) -> None:
        """Add a text."""
        self._there += _MISSING if text is None else _THERE
        self._bytes += b"" if text is None else text.encode("utf-8", "backslashreplace")
        self._ends.append(len(self._bytes))

    def packed(self, arrow: Any) -> Any:
        """Return the column as an array of Arrow's, which the column must outlive unchanged."""
        texts = (arrow.py_buffer(self._ends), arrow.py_buffer(self._bytes))
        buffers = [_bits(self._there, arrow), *texts]
        return arrow.Array.from_buffers(arrow.string(), len(self._there), buffers)


def _bits(there: bytearray, arrow: Any) -> Any:
    """Return a bit for each value, the first in the lowest; none where all are there."""
    if _MISSING not in there:
        return None
    number = int(there[::-1], 2)
    return arrow.py_buffer(number.to_bytes((len(there) + 7) // 8, "little"))
