"""A zstd stream that is cut off says so, wherever it is cut and however it was written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Failure

zstandard = pytest.importorskip("zstandard", reason="zstd needs zstandard")

from auditor.reading.streams import decompressed  # noqa: E402

Read = Callable[..., tuple[list[Document], list[Failure]]]

SKIPPABLE = b"\x5a\x2a\x4d\x18\x03\x00\x00\x00abc"
LINES = "".join(f"number {number} {number * 77}\n" for number in range(5000))


def frame(content: bytes, is_sized: bool, has_checksum: bool) -> bytes:
    """Write one frame, its length in its header or not."""
    if is_sized:
        compressor = zstandard.ZstdCompressor(write_checksum=has_checksum)
        return bytes(compressor.compress(content))
    stream = io.BytesIO()
    compressor = zstandard.ZstdCompressor(write_checksum=has_checksum, write_content_size=False)
    with compressor.stream_writer(stream, closefd=False) as writer:
        for at in range(0, len(content), 1000):
            writer.write(content[at : at + 1000])
            writer.flush(zstandard.FLUSH_BLOCK)
    return stream.getvalue()


@given(
    st.lists(
        st.tuples(
            st.one_of(st.binary(max_size=300), st.just(LINES.encode())), *[st.booleans()] * 2
        ),
        min_size=1,
        max_size=3,
    ),
    st.booleans(),
    st.data(),
)
@settings(max_examples=100, deadline=None)
def test_every_frame_is_read_whole_or_told_to_be_cut(
    parts: list[tuple[bytes, bool, bool]], has_skippable: bool, data: st.DataObject
) -> None:
    frames = [frame(*part) + SKIPPABLE * has_skippable for part in parts]
    whole = b"".join(frames)

    assert decompressed(io.BytesIO(whole)).read() == b"".join(content for content, _, _ in parts)

    # Four bytes at the least: fewer are no zstd to begin with.
    last = len(whole) - len(frames[-1])
    end = len(whole) - len(SKIPPABLE) * has_skippable
    cut = data.draw(st.integers(last + 4 * (last == 0), end - 1))
    if cut > last:
        with pytest.raises(EOFError, match="does not end"):
            decompressed(io.BytesIO(whole[:cut])).read()


@pytest.mark.parametrize(
    ("name", "expected"), [("r.txt.zst", range(1)), ("r.csv.zst", range(4_800, 5_000))]
)
def test_what_came_before_the_cut_is_read_and_the_rest_is_told(
    tmp_path: Path, name: str, expected: range, read: Read
) -> None:
    file = tmp_path / name
    rows = "text\n" + "".join(f"number {number:07}\n" for number in range(5_000))
    file.write_bytes(frame(rows.encode(), False, False)[:-100])

    documents, failures = read(file)

    assert len(documents) in expected
    assert failures[-1].message == (
        "the compressed file is damaged or cut off: its last frame does not end; what came before "
        "was read"
    )
