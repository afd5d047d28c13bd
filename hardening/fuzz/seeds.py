"""What fuzzing begins with: the rules' own examples, the corpus, and files of every kind."""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from hardening.fuzz.targets import NAMES, rules

CORPUS = Path(__file__).parents[2] / "corpus"
FINDS = Path(__file__).parent / "finds"
_MAX_LENGTH = 1500
TEXT = "Harbour bridge reopens\nBy Ana Kovac\n\nThe bridge reopened on Tuesday, 12 March 2024."


def finds(target: str) -> Iterator[tuple[str, bytes]]:
    """Yield the inputs that once broke something, by name."""
    folder = FINDS / ("readers" if target == "readers" else "engine")
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()


def seeds(target: str) -> Iterator[bytes]:
    """Yield inputs as the target reads them, first byte included."""
    yield from _files() if target == "readers" else _texts()


def _texts() -> Iterator[bytes]:
    for rule in rules().rules:
        for example in (*rule.invalid, *rule.valid):
            yield b"0" + example.text.encode()[:_MAX_LENGTH]
    for path in sorted(CORPUS.glob("*.txt")):
        yield b"?" + path.read_bytes()[:_MAX_LENGTH]


def _files() -> Iterator[bytes]:
    record = {"id": "a", "text": TEXT, "title": "Harbour", "metadata": {"author": "Ana Kovac"}}
    page = next(CORPUS.glob("*.html")).read_bytes()[:_MAX_LENGTH]
    content = {
        ".txt": TEXT.encode(),
        ".md": f"---\ntitle: A\nauthor: [Ana, Ivo]\n---\n{TEXT}".encode(),
        ".html": page,
        ".json": json.dumps([record, record], indent=1).encode(),
        ".jsonl": (json.dumps(record) + "\n").encode() * 3,
        ".csv": b'id,text,author\na,"One,\ntwo ""three""",Ana\nb,Four,\n',
        ".tsv": b"id\ttext\na\tOne\n",
        ".warc": _warc(page),
        ".parquet": _parquet(record),
        ".rss": _feed(),
        ".xml": b"<nitf><body><body.content><p>One.</p></body.content></body></nitf>",
        ".eml": f"Subject: A\nFrom: Ana\n\n{TEXT}\n> quoted\n".encode(),
        ".mbox": f"From a\nSubject: A\n\n{TEXT}\n\nFrom b\nSubject: B\n\nTwo.\n".encode() * 2,
        ".mhtml": b"Content-Type: text/html\n\n" + page,
        ".rtf": b"{\\rtf1\\ansi{\\info{\\title A}}One \\'e9.\\par Two.}",
        ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>",
        ".zip": _zip({"a.txt": TEXT, "b.jsonl": json.dumps(record)}),
        ".docx": _zip({"word/document.xml": _WORD}),
        ".odt": _zip({"content.xml": "<office/>"}),
        ".epub": _zip({"META-INF/container.xml": "<c><rootfile full-path='p'/></c>", "p": "<p/>"}),
        ".tar": _tar(),
        ".sqlite": _sqlite(),
        ".arrow": _arrow(record),
    }
    for number, name in enumerate(NAMES):
        yield bytes([number])
        for suffix, each in content.items():
            if suffix in name or (suffix == ".txt" and each):
                yield bytes([number]) + each
                yield bytes([number | 128]) + each
                yield bytes([number]) + gzip.compress(each, mtime=0)
                with suppress(ImportError):
                    yield bytes([number]) + _zstd(each)


_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>One.</w:t></w:r></w:p></w:body></w:document>"
)


def _feed() -> bytes:
    return (
        b"<rss><channel><title>A</title><item><title>B</title><pubDate>Wed, 01 May 2024 10:00:00 "
        b"GMT</pubDate><description>&lt;p&gt;One&nbsp;two.&lt;/p&gt;</description></item>"
        b"<item><guid>x</guid><description><![CDATA[Three.]]></description></item></channel></rss>"
    )


def _zip(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def _tar() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT.encode()))
    return stream.getvalue()[:2048]


def _sqlite() -> bytes:
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA page_size = 512")
        base.execute("CREATE TABLE a (id, body TEXT)")
        base.execute("INSERT INTO a VALUES ('x', ?)", (TEXT,))
        base.commit()
        if sys.version_info >= (3, 11):
            return base.serialize()
        return b"SQLite format 3\x00"


def _arrow(record: Mapping[str, object]) -> bytes:
    stream = io.BytesIO()
    with suppress(ImportError):
        import pyarrow
        from pyarrow import ipc

        table = pyarrow.Table.from_pylist([record, record])
        with ipc.new_stream(stream, table.schema) as writer:
            writer.write_table(table)
    return stream.getvalue()


def _zstd(content: bytes) -> bytes:
    from zstandard import ZstdCompressor

    return ZstdCompressor().compress(content)


def _warc(page: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        "WARC-Target-URI: https://a.example/1\r\nContent-Type: application/http; msgtype=response"
        f"\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _parquet(record: Mapping[str, object]) -> bytes:
    stream = io.BytesIO()
    with suppress(ImportError):
        import pyarrow
        from pyarrow import parquet

        parquet.write_table(pyarrow.Table.from_pylist([record, record]), stream)
    return stream.getvalue()


def dictionary(target: str) -> Iterator[str]:
    """Yield what is worth inserting: the words of the examples, or the syntax of the formats."""
    if target != "readers":
        text = " ".join(example.text for rule in rules().rules for example in rule.invalid)
        yield from sorted(set(re.findall(r"\w+(?: \w+)?|[^\w\s]+", text)))
    else:
        yield from re.findall(r"[\w:/.-]+|[^\w\s]", b"".join(_files()).decode("utf-8", "ignore"))
        yield from ("<!--", "-->", "&amp;", "&#x", "<![CDATA[", "\\ud800", "\\u0000", '"@graph"')
        yield from ("\ufeff", "\x1f\x8b", "(\xb5/\xfd", "PAR1", "WARC/1.0", "charset=utf-16")
