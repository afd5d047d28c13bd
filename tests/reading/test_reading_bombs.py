"""Bombs: a small file that swells, an entity that multiplies, a document that reaches out."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading import decompression_limit

Read = Callable[..., tuple[list[Document], list[Failure]]]
LINE = b"The mayor left the town. " * 4_000
TALE = (
    "<p>The mayor said {} on Monday, that the bridge would be opened to all of the town in spring,"
    " and that nobody had been asked.</p>"
)
LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))


def pack(path: Path, head: bytes, times: int, tail: bytes = b"") -> Path:
    """Write a gzip file of the head, of many times the same line, and of the tail."""
    with gzip.open(path, "wb", 9) as stream:
        stream.write(head)
        for _ in range(times):
            stream.write(LINE)
        stream.write(tail)
    return path


@pytest.fixture
def small_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decompression_limit, "ALLOWANCE", 2_000_000)


@pytest.mark.usefixtures("small_allowance")
@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_records_before_the_bomb_stand_and_the_rest_is_given_up(
    tmp_path: Path, read: Read, suffix: str
) -> None:
    head, tail = b'{"text": "One."}\n{"text": "', b'"}\n{"text": "Two."}\n'
    file = pack(tmp_path / "rows.jsonl.gz", head, 300, tail)
    if suffix == "zst":
        zstandard = pytest.importorskip("zstandard", reason="[zstd] is not installed")
        packed = zstandard.ZstdCompressor().compress(gzip.decompress(file.read_bytes()))
        file = tmp_path / "rows.jsonl.zst"
        file.write_bytes(packed)

    documents, failures = read(file, maximum_bytes=1_000_000)

    assert [document.text for document in documents] == ["One."]
    assert "swells to more than 300 times its size" in failures[-1].message


@pytest.mark.usefixtures("small_allowance")
def test_what_is_packed_as_text_is_read_to_its_end(tmp_path: Path, read: Read) -> None:
    rows = "".join(f'{{"text": "Report {n} of {n * 7919} words."}}\n' for n in range(60_000))
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(rows.encode()))

    documents, failures = read(tmp_path / "rows.jsonl.gz")

    assert (len(documents), failures) == (60_000, [])


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is Linux's")
@pytest.mark.parametrize("name", ["a.txt.gz", "r.jsonl.gz", "r.csv.gz", "r.json.gz", "p.html.gz"])
def test_a_bomb_takes_no_more_memory_than_a_document_may(tmp_path: Path, name: str) -> None:
    heads = {"jsonl": b'{"text": "', "json": b'[{"text": "', "csv": b'id,text\n1,"'}
    file = pack(tmp_path / name, heads.get(name.split(".")[1], b""), 2_000)
    code = (
        "import resource, sys\n"
        "from auditor.reading import ReadingOptions, read_paths\n"
        "list(read_paths([sys.argv[2]], ReadingOptions(maximum_bytes=1_000_000)))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "(found,) = read_paths([sys.argv[1]], ReadingOptions(maximum_bytes=1_000_000))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, found.message)\n"
    )
    plain = tmp_path / f"plain.{name.split('.')[1]}"
    plain.write_text('{"text": "One."}\n')

    done = subprocess.run(
        (sys.executable, "-c", code, file, plain), capture_output=True, text=True, check=True
    )

    kilobytes, message = done.stdout.split(" ", 1)
    assert int(kilobytes) < 30_000  # of 200 MB
    assert "larger than 1,000,000 bytes" in message or "swells to more than 300" in message


@pytest.mark.parametrize(
    "opening",
    [
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{address}">]>',
        '<?xml version="1.0"?><!DOCTYPE html SYSTEM "{address}">',
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY % p SYSTEM "{address}"> %p;]>',
        '<?xml-stylesheet href="{address}" type="text/xsl"?>',
        '<link rel="import" href="{address}"><img src="{address}">',
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}"/>',
        f"<!DOCTYPE html [<!ENTITY l0 'ha'>{LAUGHS}]>",
    ],
    ids=lambda each: each[:60],
)
def test_a_page_reaches_no_file_and_no_network_and_multiplies_nothing(
    tmp_path: Path, read: Read, opening: str
) -> None:
    asked: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        listening = threading.Thread(target=_note_callers, args=(server, asked))
        listening.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        tale = TALE.format("&x; &l9;") + TALE.format("&lt;this&gt;") * 4
        page = f"{opening}<html><body><article>{tale}</article></body></html>"
        (tmp_path / "p.html").write_text(page.replace("{address}", address))
        documents, _ = read(tmp_path / "p.html")
        listening.join()

    hostname = Path("/etc/hostname")
    assert asked == []
    for document in documents:
        assert len(document.text) < 5_000
        assert not hostname.exists() or hostname.read_text().strip() not in document.text


def _note_callers(server: socket.socket, asked: list[object]) -> None:
    try:
        asked.append(server.accept()[1])
    except TimeoutError:
        return


def test_the_first_records_of_a_file_that_is_cut_off_stand(tmp_path: Path, read: Read) -> None:
    rows = "".join(f'{{"text": "Report {n} of {n * 7919}."}}\n' for n in range(3_000)).encode()
    whole = gzip.compress(rows[:200]) + gzip.compress(rows[200:])
    (tmp_path / "rows.jsonl.gz").write_bytes(whole[:-4_000][:400])

    documents, failures = read(tmp_path / "rows.jsonl.gz")

    assert [document.text for document in documents[:2]] == ["Report 0 of 0.", "Report 1 of 7919."]
    assert "what came before was read" in failures[-1].message
