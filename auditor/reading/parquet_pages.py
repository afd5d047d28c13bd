"""How large the pages of a Parquet column are, told by their headers alone.

A page is decoded whole or not at all, so one giant text would stand in memory however few rows are
asked for. Each page's header gives its sizes (Apache Parquet, parquet.thrift, PageHeader).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from auditor.reading.thrift import read_struct

_UNCOMPRESSED, _COMPRESSED = 2, 3


def page_sizes(stream: IO[bytes], begin: int, end: int) -> Iterator[int]:
    """Yield the uncompressed bytes of each page between two places of a file.

    Raises:
        ValueError: what stands there are no pages.
    """
    while begin < end:
        stream.seek(begin)
        fields = read_struct(stream, {_UNCOMPRESSED: None, _COMPRESSED: None})
        if not {_UNCOMPRESSED, _COMPRESSED} <= fields.keys():
            raise ValueError("no header of a page")
        if fields[_COMPRESSED] < 0:
            raise ValueError("a page that ends before it begins")  # and would never end
        yield fields[_UNCOMPRESSED]
        begin = stream.tell() + fields[_COMPRESSED]
