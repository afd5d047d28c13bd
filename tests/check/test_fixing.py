"""Edits in a file's bytes: exactly there, in its own encoding and line ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.check.fixing import Edit, edited
from auditor.document import Span
from auditor.reading.encodings import decode, exact


def put(content: bytes, start: int, end: int, text: str) -> bytes | None:
    return edited(content, [Edit(Span(start, end), text, "a/b")])


def test_a_place_counts_each_line_end_as_one() -> None:
    assert put(b"a\r\nb\rc\nd", 6, 7, "x") == b"a\r\nb\rc\nx"
    assert put(b"a\r\n\r\nb", 2, 3, "") == b"a\r\nb"


def test_an_encoding_that_cannot_hold_a_change_is_left() -> None:
    assert put("café".encode("cp1252"), 0, 1, "K") == "Kafé".encode("cp1252")
    assert put("café".encode("cp1252"), 0, 1, "К") is None


def test_a_file_with_bad_bytes_is_left() -> None:
    assert exact("ünd ünd ünd ünd".encode() + b"\xff") is None


@given(st.text(alphabet="ab \r\né", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_an_edit_in_the_file_reads_as_the_edit_in_the_text(text: str, at: int, more: int) -> None:
    content = text.encode()
    read = decode(content).text
    start = min(at, len(read))
    end = min(start + more, len(read))

    changed = put(content, start, end, "X")

    assert changed is not None
    assert decode(changed).text == f"{read[:start]}X{read[end:]}"
