"""Parquet's own structures, read without the library that aborts at some of them."""

from __future__ import annotations

import io
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading.parquet_footer import groups_of
from auditor.reading.parquet_pages import page_sizes
from auditor.reading.thrift import read_struct
from hardening.fuzz.seeds import FINDS

DAMAGED_AT_EVERY = 13
"""Bytes: every one of them, with six values each, took a minute and found no more."""


def _file(path: Path) -> bytes:
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    rows = [{"id": str(i), "text": "The mayor spoke.", "n": i * 1.5} for i in range(6)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=4)
    return path.read_bytes()


def test_the_footer_says_what_the_library_reads_in_it(tmp_path: Path) -> None:
    content = _file(tmp_path / "a.parquet")
    from pyarrow import parquet

    metadata = parquet.ParquetFile(tmp_path / "a.parquet").metadata
    expected = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    groups = groups_of(io.BytesIO(content))

    assert [group.rows for group in groups] == [4, 2]
    for group, known in zip(groups, expected, strict=True):
        columns = [known.column(number) for number in range(3)]
        assert [each.root for each in group.columns] == ["id", "text", "n"]
        assert [each.uncompressed for each in group.columns] == [
            each.total_uncompressed_size for each in columns
        ]
        assert [(each.begin, each.end - each.begin) for each in group.columns] == [
            (each.dictionary_page_offset, each.total_compressed_size) for each in columns
        ]


def test_a_footer_at_which_the_library_aborts_ends_no_run(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    content = (FINDS / "readers" / "parquet-footer-aborts").read_bytes()[1:]
    (tmp_path / "a.parquet").write_bytes(content)
    (tmp_path / "b.txt").write_text("The mayor spoke.")
    command = "from auditor.cli.main import main; main()"
    arguments = ["run", ".", "-o", "-", "--format", "jsonl"]
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert '"id": "b.txt"' in done.stdout
    assert "a.parquet" in done.stderr


_READ_DAMAGED = """
import sys
from pathlib import Path
from auditor.reading import ReadingOptions, read_paths
path, step = Path(sys.argv[1]), int(sys.argv[2])
whole = path.read_bytes()
for at in range(0, len(whole), step):
    for value in (0, 255, whole[at] ^ 1, whole[at] ^ 128):
        path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
        assert list(read_paths([str(path)], ReadingOptions()))
print("whole")
"""


def test_no_damaged_byte_of_a_parquet_file_ends_the_process(tmp_path: Path) -> None:
    _file(tmp_path / "a.parquet")
    done = subprocess.run(
        [sys.executable, "-c", _READ_DAMAGED, "a.parquet", str(DAMAGED_AT_EVERY)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr, done.returncode) == ("whole\n", "", 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "too short"),
        (b"PAR1" + b"\xff" * 8 + b"PAR1", "does not end"),
        (b"PAR1\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00PARE", "does not end"),
        (b"PAR1" + b"\x49\x15\x02\x00" + b"\x04\0\0\0PAR1", "lacks|no kind|cut off"),
    ],
)
def test_what_is_no_footer_is_told(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        groups_of(io.BytesIO(content))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_structure_or_none(content: bytes) -> None:
    try:
        found = read_struct(io.BytesIO(content), {1: None, 4: {1: None}})
    except ValueError:
        return
    assert found.keys() <= {1, 4}


ENDLESS = {
    "a list of more numbers than there are atoms": b"\x19\xf7" + b"\xff" * 9 + b"\x01",
    "a string longer than any file": b"\x18" + b"\xff" * 9 + b"\x01",
    "structures in structures": b"\x1c" * 5000,
    "lists in lists": b"\x19" * 5000,
}


@pytest.mark.parametrize("content", ENDLESS.values(), ids=ENDLESS)
def test_a_structure_without_end_is_given_up(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|longer|without end|no kind"):
        read_struct(io.BytesIO(content), {})


def test_pages_that_lead_back_to_themselves_are_given_up() -> None:
    header = b"\x25\x0a\x15\x09\x00"  # uncompressed 5, compressed -5: it begins where it begins

    with pytest.raises(ValueError, match="ends before it begins"):
        list(islice(page_sizes(io.BytesIO(header), 0, 99), 10))
