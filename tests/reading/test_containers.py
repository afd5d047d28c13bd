"""Archives of files, pages in one file, databases and tables of other programs."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading import archives

Read = Callable[..., tuple[list[Document], list[Failure]]]

TEXT = "The council met on Tuesday and agreed to rebuild the bridge over the river."
MORE = "Work begins in May and will cost 30 million, the engineer told the meeting."
ROWS = "".join(json.dumps({"text": each}) + "\n" for each in (TEXT, MORE))
MEMBERS = {
    "a/one.txt": TEXT.encode(),
    "a/rows.jsonl.gz": gzip.compress(ROWS.encode()),
    "a/picture.png": b"\x89PNG",
    ".hidden.txt": b"Hidden.",
}


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a ZIP file of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """Return a TAR file of the members."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar.gz", tarred(MEMBERS, "w:gz")),
        ("a.tgz", tarred(MEMBERS, "w:gz")),
    ],
)
def test_members_are_read_as_they_would_be_alone(
    tmp_path: Path, name: str, content: bytes, read: Read
) -> None:
    (tmp_path / name).write_bytes(content)

    documents, failures = read(tmp_path / name)

    assert [(each.id, each.text) for each in documents] == [
        (f"{name}!/a/one.txt", TEXT),
        (f"{name}!/a/rows.jsonl.gz:1", TEXT),
        (f"{name}!/a/rows.jsonl.gz:2", MORE),
    ]
    assert documents[0].path == f"{tmp_path}/{name}!/a/one.txt"
    assert failures == [
        Failure("skipped", str(tmp_path / name), "members left out: .png (1), hidden (1)")
    ]


def test_a_damaged_member_loses_itself_alone(tmp_path: Path, read: Read) -> None:
    content = zipped({"a.txt": TEXT.encode() * 50, "b.txt": MORE.encode()})
    at = content.index(b"a.txt") + 10
    (tmp_path / "a.zip").write_bytes(content[:at] + b"\xff\xff\xff" + content[at + 3 :])

    documents, failures = read(tmp_path / "a.zip")

    assert [each.text for each in documents] == [MORE]
    assert [each.subject for each in failures] == [f"{tmp_path}/a.zip!/a.txt"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_truncated_archive_is_a_failure(tmp_path: Path, name: str, read: Read) -> None:
    pack = zipped if name == "a.zip" else tarred
    content = pack({"a.txt": TEXT.encode(), "b.txt": MORE.encode() * 100})
    (tmp_path / name).write_bytes(content[: 150 if name == "a.zip" else 1_200])

    documents, failures = read(tmp_path / name)

    assert [each.text for each in documents] == ([] if name == "a.zip" else [TEXT])
    assert failures[-1].stage == "reading"


def test_archives_in_archives_are_read_two_levels_deep(tmp_path: Path, read: Read) -> None:
    one = zipped({"a.txt": TEXT.encode()})
    two = zipped({"one.zip": one})
    three = zipped({"two.zip": two})
    four = tmp_path / "four.zip"
    four.write_bytes(zipped({"three.zip": three, "b.txt": MORE.encode()}))

    documents, failures = read(four)

    assert [each.text for each in documents] == [MORE]
    assert failures[0].message == (
        "no document in this archive: it holds archives in archives in archives (1)"
    )
    (tmp_path / "three.zip").write_bytes(three)
    assert [each.text for each in read(tmp_path / "three.zip")[0]] == [TEXT]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_an_archive_without_documents_is_a_failure(tmp_path: Path, name: str, read: Read) -> None:
    pack = zipped if name == "a.zip" else tarred
    (tmp_path / name).write_bytes(pack({"a.png": b"x"}))

    assert [each.message for each in read(tmp_path / name)[1]] == [
        "no document in this archive: it holds .png (1)"
    ]


def test_a_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(archives, "ALLOWANCE", 2_000_000)
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    bomb = line + b" " * 8_000_000
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": TEXT.encode(), "b.jsonl": bomb}))

    documents, failures = read(tmp_path / "a.zip", maximum_bytes=1_000_000)

    assert [each.text for each in documents] == [TEXT, TEXT]
    assert "swells to more than 300 times its size" in failures[-1].message


def test_an_encrypted_member_says_so(tmp_path: Path, read: Read) -> None:
    content = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(content))

    assert read(tmp_path / "a.zip")[1][0].message == "encrypted; unpack it with its password"


def test_a_web_archive_in_a_zip_gives_its_pages_once(tmp_path: Path, read: Read) -> None:
    pytest.importorskip("fastwarc", reason="[warc] is not installed")
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{TEXT}"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Target-URI: "
        "https://a.example/1\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
    )
    members = {
        "archive/data.warc.gz": gzip.compress(record.encode()),
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"text": "again"}\n',
    }
    (tmp_path / "a.wacz").write_bytes(zipped(members))

    documents, failures = read(tmp_path / "a.wacz")

    assert [(each.text, each.metadata.url) for each in documents] == [
        (TEXT, ("https://a.example/1", "WARC-Target-URI"))
    ]
    assert failures == []


def test_a_page_in_one_file_is_a_page(tmp_path: Path, read: Read) -> None:
    page = f"<html><body><nav>Home</nav><article><p>{TEXT} {TEXT}</p><p>{MORE}=20</p></article>"
    (tmp_path / "a.mhtml").write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/1\nSubject: Bridge\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: '
        "text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + page + "\n\n--B--\n"
    )

    (document,), failures = read(tmp_path / "a.mhtml")

    assert document.text == f"{TEXT} {TEXT}\n{MORE}"
    assert document.metadata.url == ("https://a.example/1", "MHTML Content-Location")
    assert failures == []


def test_a_database_gives_a_document_a_row(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(file)) as base:
        base.execute("CREATE TABLE articles (id INTEGER, body TEXT, author TEXT, picture BLOB)")
        base.execute("CREATE TABLE labels (id INTEGER, label TEXT)")
        base.execute("CREATE VIEW text AS SELECT body AS text FROM articles")
        rows = [(1, TEXT, "Mira Field", b"\xff"), (2, MORE, None, None)]
        base.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
        base.commit()

    documents, failures = read(file)

    assert [(each.id, each.text) for each in documents] == [("1", TEXT), ("2", MORE)]
    assert documents[0].metadata.byline == ("Mira Field", "field author")
    assert [each.message.split(";")[0] for each in failures] == [
        "the text is taken from the field 'body'",
        "tables without texts left out: 1",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Just prose.", "not an SQLite database: name it by what it is"),
        (b"SQLite format 3\x00" + b"\xff" * 5_000, "the database is damaged"),
    ],
)
def test_what_is_no_database_is_a_failure(
    tmp_path: Path, content: bytes, message: str, read: Read
) -> None:
    (tmp_path / "a.db").write_bytes(content)

    documents, (failure,) = read(tmp_path / "a.db")

    assert documents == []
    assert failure.message.startswith(message)


@pytest.mark.parametrize("name", ["a.arrow", "a.feather"])
def test_arrow_gives_a_document_a_row(tmp_path: Path, name: str, read: Read) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="Arrow needs pyarrow")
    from pyarrow import feather, ipc

    rows = [{"id": "x", "content": TEXT, "author": "Mira Field"}, {"id": "y", "content": MORE}]
    table = pyarrow.Table.from_pylist(rows)
    if name == "a.feather":
        feather.write_feather(table, str(tmp_path / name))
    else:  # as Hugging Face's datasets writes its shards
        with ipc.new_stream(str(tmp_path / name), table.schema) as writer:
            writer.write_table(table)

    documents, failures = read(tmp_path / name)

    assert [(each.id, each.text) for each in documents] == [("x", TEXT), ("y", MORE)]
    assert documents[0].metadata.byline == ("Mira Field", "field author")
    assert [each.message.split(";")[0] for each in failures] == [
        "the text is taken from the field 'content'"
    ]
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:-200] if name == "a.arrow" else whole[:400])
    assert read(tmp_path / name)[1][-1].message.startswith("not a whole Arrow file")
