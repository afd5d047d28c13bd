"""Parquet, WARC, zstd and remote inputs: read where their libraries are."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor import Document, Failure, Provided
from auditor.reading.parquet_pages import page_sizes

Read = Callable[..., tuple[list[Document], list[Failure]]]
ROWS = [
    {"id": f"row-{number}", "body": f"Text number {number}.", "metadata": {"author": "Ann Lee"}}
    for number in range(100)
]


def write_parquet(file: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows in groups of 25."""
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), file, row_group_size=25)
    return file


def test_parquet_gives_a_document_a_row(tmp_path: Path, read: Read) -> None:
    documents, failures = read(write_parquet(tmp_path / "r.parquet", ROWS), text_field="body")

    assert failures == []
    assert [document.id for document in documents] == [row["id"] for row in ROWS]
    assert documents[30].text == "Text number 30."
    assert documents[30].metadata.byline == Provided("Ann Lee", "field metadata.author")
    assert documents[30].position(3).line == 31


def test_parquet_without_the_column_is_a_failure(tmp_path: Path, read: Read) -> None:
    file = write_parquet(tmp_path / "r.parquet", [{"id": "a", "score": 1}])

    assert read(file) == (
        [],
        [
            Failure(
                "reading",
                str(file),
                "it has no field known to hold a text; name the one that holds the text with "
                "--text-field (there: id, score)",
            )
        ],
    )
    assert [failure.stage for failure in read(tmp_path)[1]] == ["skipped"]


def test_the_column_of_parquet_is_found(tmp_path: Path, read: Read) -> None:
    documents, failures = read(write_parquet(tmp_path / "r.parquet", ROWS))

    assert [each.text for each in documents[:2]] == ["Text number 0.", "Text number 1."]
    assert [each.message.split(";")[0] for each in failures] == [
        "the text is taken from the field 'body'"
    ]


def test_a_large_row_of_parquet_takes_no_other_with_it(tmp_path: Path, read: Read) -> None:
    rows = [{"text": "Small.", "n": number} for number in range(50)]
    rows[3]["text"] = "x" * 4000
    rows[30]["text"] = "".join(chr(33 + (7 * i * i) % 90) for i in range(90_000))

    documents, failures = read(write_parquet(tmp_path / "r.parquet", rows), maximum_bytes=3000)

    assert len(documents) == 24
    where = str(tmp_path / "r.parquet")
    assert [failure.subject for failure in failures] == [f"{where}:4", f"{where}:26-50"]


@pytest.mark.parametrize("compression", ["snappy", "zstd", "none"])
@pytest.mark.parametrize("is_dictionary", [True, False])
def test_a_giant_page_of_parquet_is_refused_unread(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch, compression: str,
    is_dictionary: bool,
) -> None:  # fmt: skip
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    monkeypatch.setattr("auditor.reading.parquet.PAGE_BYTES", 3_000_000)
    texts = [f"The mayor spoke, {number}." for number in range(3000)]
    texts[1500] = "x" * 4_000_000
    table = pyarrow.table({"text": texts, "title": ["a" * 999] * 3000})
    path = tmp_path / "a.parquet"
    options = {"compression": compression, "use_dictionary": is_dictionary}
    parquet.write_table(table, path, row_group_size=1000, **options)

    documents, failures = read(path, maximum_bytes=500_000)

    assert [document.id for document in documents] == [
        f"a.parquet:{number}" for number in (*range(1, 1001), *range(2001, 3001))
    ]
    (failure,) = failures
    assert failure.subject == f"{path}:1001-2000"
    assert failure.message.startswith("its rows share a page of 4,0")


def test_pages_are_told_by_their_headers(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    from pyarrow import parquet

    table = pyarrow.table({"text": [f"The mayor spoke, {number}." for number in range(5000)]})
    path = tmp_path / "a.parquet"
    parquet.write_table(table, path, data_page_size=20_000, use_dictionary=False)
    column = parquet.ParquetFile(path).metadata.row_group(0).column(0)
    begin = column.data_page_offset

    with path.open("rb") as stream:
        sizes = list(page_sizes(stream, begin, begin + column.total_compressed_size))
        with pytest.raises(ValueError, match="cut off"):
            list(page_sizes(stream, path.stat().st_size, path.stat().st_size + 9))

    assert len(sizes) > 3
    # What the column takes uncompressed is its pages and their headers.
    assert 0 < column.total_uncompressed_size - sum(sizes) < 100 * len(sizes)


def test_a_parquet_file_cut_off_is_a_failure(tmp_path: Path, read: Read) -> None:
    file = write_parquet(tmp_path / "r.parquet", ROWS)
    file.write_bytes(file.read_bytes()[:-100])

    documents, (failure,) = read(file)

    assert documents == []
    assert failure.message.startswith("not a whole Parquet file")


def warc(pages: list[tuple[str, str, bytes]]) -> bytes:
    """Return an archive of responses: address, media type and body."""
    pytest.importorskip("fastwarc", reason="WARC needs FastWARC")
    records = []
    for number, (url, kind, body) in enumerate(pages):
        response = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(response)}\r\n\r\n"
        )
        records.append(head.encode() + response + b"\r\n\r\n")
    return b"".join(records)


def compressed(name: str, content: bytes) -> bytes:
    """Compress as the name says."""
    if name.endswith(".zst"):
        zstandard = pytest.importorskip("zstandard", reason="zstd needs zstandard")
        return bytes(zstandard.ZstdCompressor().compress(content))
    return gzip.compress(content) if name.endswith(".gz") else content


PAGE = b"<html><body><article><p>%s</p></article></body></html>"
PAGES = [
    ("http://a.example/1", "text/html; charset=utf-8", PAGE % b"The first page says this much."),
    ("http://a.example/2", "image/png", b"\x89PNG"),
    ("http://a.example/3", "text/plain", b"The third is plain."),
    ("http://a.example/4", "text/html", PAGE % (b"x" * 5000)),
    ("http://a.example/5", "text/html", b""),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst"])
def test_an_archive_gives_a_document_a_page(tmp_path: Path, name: str, read: Read) -> None:
    content = warc(PAGES)
    file = tmp_path / name
    file.write_bytes(compressed(name, content))

    documents, failures = read(file, maximum_bytes=2000)

    assert [(document.id, document.text) for document in documents] == [
        ("http://a.example/1", "The first page says this much."),
        ("http://a.example/3", "The third is plain."),
    ]
    assert documents[1].metadata.url == Provided("http://a.example/3", "WARC-Target-URI")
    assert [(failure.stage, failure.subject, failure.message[:20]) for failure in failures] == [
        ("reading", f"{file}:3", "larger than 2,000 by"),
        ("reading", f"{file}:4", "empty: there is noth"),
        ("skipped", str(file), "records left out: im"),
    ]


def test_an_archive_cut_off_keeps_what_came_before(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(warc(PAGES[:1] + PAGES[2:3])[:-12])

    documents, failures = read(file)

    assert [document.text for document in documents] == [
        "The first page says this much.",
        "The third i",
    ]
    assert [failure.message for failure in failures] == [
        "cut off: the archive is shorter than it says"
    ]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc.zst"])
def test_a_compressed_archive_cut_off_is_told(tmp_path: Path, name: str, read: Read) -> None:
    file = tmp_path / name
    file.write_bytes(compressed(name, warc(PAGES))[:-20])

    assert read(file)[1][-1].message.startswith("the compressed file is damaged or cut off")


def test_an_archive_from_a_pipe_is_read() -> None:
    content = warc(PAGES[:1])
    code = "from auditor.cli.main import main; main()"
    options = ["run", "-", "-o", "-", "--format", "jsonl", "--jobs", "0"]

    done = subprocess.run(
        [sys.executable, "-c", code, *options], input=content, capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["document"]["id"] == "http://a.example/1"


def test_a_reader_that_panics_ends_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    fastwarc = pytest.importorskip("fastwarc.warc", reason="WARC needs FastWARC")
    panic = type("PanicException", (BaseException,), {})

    def archive(*given: object, **named: object) -> Iterator[object]:
        raise panic("called `Result::unwrap()` on an `Err` value")
        yield

    monkeypatch.setattr(fastwarc, "ArchiveIterator", archive)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0")
    (tmp_path / "b.txt").write_text("Some text.")

    documents, failures = read(tmp_path)

    assert [document.text for document in documents] == ["Some text."]
    assert [failure.message for failure in failures] == [
        "its reader gave up here; what came before was read"
    ]


@pytest.mark.parametrize("name", ["r.jsonl.zst", "r.txt.zst"])
def test_zstd_is_read(tmp_path: Path, name: str, read: Read) -> None:
    zstandard = pytest.importorskip("zstandard", reason="zstd needs zstandard")
    line = json.dumps({"text": "One text."})
    compressor = zstandard.ZstdCompressor()
    file = tmp_path / name
    file.write_bytes(
        compressor.compress(line.encode()) + compressor.compress(b"\n" + line.encode())
    )

    documents, failures = read(file)

    assert failures == []
    assert len(documents) == (2 if "jsonl" in name else 1)


def test_a_damaged_zstd_is_a_failure(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("zstandard", reason="zstd needs zstandard")
    file = tmp_path / "r.txt.zst"
    file.write_bytes(b"\x28\xb5\x2f\xfdno frame at all")

    assert read(file)[1][0].message.startswith("the compressed file is damaged or cut off")


def test_remote_paths_are_read_through_fsspec(read: Read) -> None:
    fsspec = pytest.importorskip("fsspec", reason="remote paths need fsspec")
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pipe(
        {
            "/bucket/b.txt": b"Second text.",
            "/bucket/deep/a.jsonl.gz": gzip.compress(b'{"text": "One."}\n{"text": "Two."}'),
            "/bucket/picture.png": b"\x89PNG",
        }
    )

    documents, failures = read("memory://bucket")

    assert [(document.id, document.text) for document in documents] == [
        ("b.txt", "Second text."),
        ("deep/a.jsonl.gz:1", "One."),
        ("deep/a.jsonl.gz:2", "Two."),
    ]
    assert documents[0].path == "memory:///bucket/b.txt"
    assert [(failure.stage, failure.message) for failure in failures] == [
        ("skipped", "files left out: .png (1)")
    ]
    assert [document.id for document in read("memory://bucket/*.txt")[0]] == ["b.txt"]
    assert read("memory://bucket/none.txt")[1][0].message == "nothing is there"


@pytest.mark.parametrize(
    "missing",
    [
        ("pyarrow", b"PAR1....", "parquet"),
        ("fastwarc.warc", b"WARC/1.0\r\n", "warc"),
        ("zstandard", b"\x28\xb5\x2f\xfd", "zstd"),
    ],
)
def test_a_missing_library_is_named(
    tmp_path: Path, missing: tuple[str, bytes, str], read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, content, extra = missing
    monkeypatch.setitem(sys.modules, module, None)
    file = tmp_path / "a"
    file.write_bytes(content)

    (failure,) = read(file)[1]

    assert failure.message.endswith(f"pip install 'audit-articles[{extra}]'")


def test_a_pipe_cannot_be_parquet(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": Pipe(b"PAR1....")}))

    assert read("-")[1][0].message == "Parquet cannot be read from a pipe: name the file"
