"""Each format: its text, its metadata with where they came from, its positions, its faults."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Failure, Metadata, Position, Provided
from auditor.reading import ReadingOptions, parse_piece, read_paths
from auditor.reading.formats import FORMATS
from auditor.reading.html_positions import anchors
from auditor.reading.piece import Origin, Piece

Read = Callable[..., tuple[list[Document], list[Failure]]]

RECORDS = [
    {"id": "a", "text": "First text.", "title": "One", "metadata": {"author": "Ann Lee"}},
    {
        "id": 7,
        "text": "Second text.",
        "authors": ["Bo Ek", {"name": "Cy Dee"}],
        "date": "2024-05-06",
    },
    {"text": "Third text.", "author": "None", "source": "Gazette", "url": "https://a.example/3"},
]
METADATA = [
    Metadata(
        title=Provided("One", "field title"), byline=Provided("Ann Lee", "field metadata.author")
    ),
    Metadata(
        byline=Provided("Bo Ek, Cy Dee", "field authors"),
        published=Provided("2024-05-06", "field date"),
    ),
    Metadata(
        site=Provided("Gazette", "field source"), url=Provided("https://a.example/3", "field url")
    ),
]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file; return its path."""
    file = folder / name
    data = content.encode() if isinstance(content, str) else content
    file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return file


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.unknown"])
def test_the_text_of_a_text_file_is_the_file(tmp_path: Path, name: str, read: Read) -> None:
    file = write(tmp_path, name, b"\xef\xbb\xbf  One\r\n\r\ntwo\t \n")

    assert read(file) == ([Document(name, "  One\n\ntwo\t \n", path=str(file))], [])


def test_bad_bytes_are_reported_beside_the_document(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "a.txt", "Un été à Besançon.".encode() + b"\xff")

    (document,), (failure,) = read(file)

    assert document.text == "Un été à Besançon.\ufffd"
    assert (failure.stage, failure.subject) == ("reading", str(file))
    assert failure.message.startswith("1 bad byte sequence in utf-8")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_an_empty_file_is_a_failure(tmp_path: Path, name: str, content: bytes, read: Read) -> None:
    file = write(tmp_path, name, content)

    assert read(file) == (
        [],
        [Failure("reading", str(file), "empty: there is nothing to audit")],
    )


def test_a_binary_file_is_a_failure(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "a.txt", b"%PDF-1.4\n...")

    assert read(file)[1][0].message == (
        "a PDF file, not text; give its text as .txt, .md, .html or a record"
    )


FRONT = """---
title: "A title: with a colon"
authors:
  - Ann Lee
  - Bo Ek
date: 2024-05-06
---
# Heading

Some *text*.
"""


def test_front_matter_is_metadata_and_offsets_stay(tmp_path: Path, read: Read) -> None:
    (document,), _ = read(write(tmp_path, "a.md", FRONT))

    assert document.metadata == Metadata(
        title=Provided("A title: with a colon", "front matter title"),
        byline=Provided("Ann Lee, Bo Ek", "front matter authors"),
        published=Provided("2024-05-06", "front matter date"),
    )
    assert len(document.text) == len(FRONT)
    assert document.text.strip() == "# Heading\n\nSome *text*."
    assert document.text.index("Some") == FRONT.index("Some")
    assert document.position(document.text.index("Some")) == Position(10, 1)


def test_toml_front_matter_and_a_rule_that_is_none(tmp_path: Path, read: Read) -> None:
    toml = '+++\nauthor = "Ann Lee"\n+++\nText.\n'
    plain = "Text.\n\n---\n\nauthor: nobody\n\n---\n"

    (document,), _ = read(write(tmp_path, "a.md", toml))
    (other,), _ = read(write(tmp_path, "b.md", plain))

    assert document.metadata.byline == Provided("Ann Lee", "front matter author")
    assert (other.text, other.metadata) == (plain, Metadata())


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson.gz"])
def test_json_lines_give_a_document_a_line(tmp_path: Path, name: str, read: Read) -> None:
    lines = "\n\n".join(json.dumps(record) for record in RECORDS)

    documents, failures = read(write(tmp_path, name, lines))

    assert failures == []
    assert [document.id for document in documents] == ["a", "7", f"{name}:3"]
    assert [document.metadata for document in documents] == METADATA
    assert [document.position(6) for document in documents] == [
        Position(1, 1),
        Position(3, 1),
        Position(5, 1),
    ]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS, indent=1),
        "\n".join(json.dumps(record, indent=1) for record in RECORDS),
        json.dumps(RECORDS),
    ],
)
def test_json_gives_a_document_an_object(tmp_path: Path, content: str, read: Read) -> None:
    documents, failures = read(write(tmp_path, "r.json", content))

    assert failures == []
    assert [document.id for document in documents] == ["a", "7", "r.json:3"]
    assert [document.metadata for document in documents] == METADATA
    second = content[: content.index('{"id": 7' if '{"id": 7' in content else "{\n")].count("\n")
    if "\n" not in content:
        assert documents[1].position(0).line == second + 1


def test_json_knows_the_line_of_each_object(tmp_path: Path, read: Read) -> None:
    content = '[\n  {"text": "a [\\"]{ b"},\n\n  {\n"text": "two"}\n]\n'

    documents, failures = read(write(tmp_path, "r.json", content))

    assert failures == []
    assert [(each.text, each.position(0).line) for each in documents] == [
        ('a ["]{ b', 2),
        ("two", 4),
    ]


def test_a_broken_line_takes_no_other_with_it(tmp_path: Path, read: Read) -> None:
    file = write(
        tmp_path,
        "r.jsonl",
        '{"text": "one"}\n{"text": "two"\n[1]\n{"text": 3}\n{"txt": "x"}\n{"text": " "}\n'
        '{"text": "last"}',
    )

    documents, failures = read(file)

    assert [document.text for document in documents] == ["one", "last"]
    assert [(failure.subject, failure.message) for failure in failures] == [
        (
            f"{file}:2",
            "not JSON: Expecting ',' delimiter: line 1 column 15 (char 14); mend or remove this "
            "record",
        ),
        (f"{file}:3", "expected a JSON object, found a list"),
        (f"{file}:4", "field 'text' holds a number, not text; name another with --text-field"),
        (
            f"{file}:5",
            "no field 'text'; name the one that holds the text with --text-field (there: txt)",
        ),
        (f"{file}:6", "field 'text' is empty: there is nothing to audit"),
    ]


def test_a_broken_object_takes_no_other_with_it(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "r.json", '[{"text": "one"}, {"text": oops},\n{"text": "two"}, 5, {"te')

    documents, failures = read(file)

    assert [document.text for document in documents] == ["one", "two"]
    assert [(each.subject, each.message.split(":")[0]) for each in failures] == [
        (f"{file}:1", "not JSON"),
        (f"{file}:2", "not JSON objects from here on; mend or remove this"),
        (f"{file}:2", "broken off"),
    ]


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_lines_without_a_record_are_a_failure(tmp_path: Path, content: str, read: Read) -> None:
    file = write(tmp_path, "r.jsonl", content)

    assert read(file) == ([], [Failure("reading", str(file), "empty: it holds no record")])


def test_the_text_field_may_be_nested(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "r.jsonl", '{"content": {"body": "Here."}}')

    (document,), failures = read(file, text_field="content.body")

    assert (document.text, failures) == ("Here.", [])


def test_lone_surrogates_are_reported(tmp_path: Path, read: Read) -> None:
    (document,), (failure,) = read(
        write(tmp_path, "r.jsonl", '{"id": "\\udc00", "text": "a\\ud800b"}')
    )

    assert (document.id, document.text) == ("\ufffd", "a\ufffdb")
    assert failure.message == "1 lone surrogates in the text, each read as U+FFFD"


def test_repeated_ids_are_made_unique_and_reported(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "r.jsonl", '{"id": "a", "text": "one"}\n' * 3)

    documents, failures = read(file)

    assert [document.id for document in documents] == ["a", "a#2", "a#3"]
    assert failures == [
        Failure("reading", f"{file}:2", "the id 'a' repeats; this one is called 'a#2'"),
        Failure("reading", f"{file}:3", "the id 'a' repeats; this one is called 'a#3'"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.csv", 'id,text,metadata.author\nx,"One,\ntwo ""three""",Ann Lee\ny,Four,\n'),
        ("r.csv", 'id;text;author\r\nx;"One,\ntwo ""three""";Ann Lee\r\n\r\ny;Four;\r\n'),
        ("r.tsv", 'id\ttext\tbyline\nx\t"One,\ntwo ""three"""\tAnn Lee\ny\tFour\n'),
        ("r.csv.gz", 'id,text,author\nx,"One,\ntwo ""three""",Ann Lee\ny,Four\n'),
    ],
)
def test_a_table_gives_a_document_a_row(
    tmp_path: Path, name: str, content: str, read: Read
) -> None:
    documents, failures = read(write(tmp_path, name, content))

    assert failures == []
    assert [(each.id, each.text) for each in documents] == [
        ("x", 'One,\ntwo "three"'),
        ("y", "Four"),
    ]
    assert documents[0].metadata.byline is not None
    assert documents[0].metadata.byline.value == "Ann Lee"
    assert documents[1].metadata.byline is None
    assert documents[0].position(8) == Position(2, 1)


def test_a_table_in_another_encoding(tmp_path: Path, read: Read) -> None:
    rows = "id,text\nx,Le garçon a été très étonné à l’hôtel\n"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        (document,), failures = read(write(tmp_path, f"{encoding}.csv", rows.encode(encoding)))
        assert document.text == "Le garçon a été très étonné à l’hôtel"
        assert failures == []


def test_rows_that_do_not_fit_are_reported(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "r.csv", "id,text\na,one,two\nb,three\n,\nc,\n")

    documents, failures = read(file)

    assert [document.text for document in documents] == ["one", "three"]
    assert [failure.subject for failure in failures] == [f"{file}:2", f"{file}:5"]


def test_a_table_without_rows_is_a_failure(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, "r.csv", "id,text\n")

    assert read(file) == ([], [Failure("reading", str(file), "empty: it holds no row")])


@pytest.mark.parametrize("name", ["r.txt", "r.txt.gz", "r.html", "r.jsonl.gz", "r.json", "r.csv"])
def test_what_is_above_the_limit_is_refused(tmp_path: Path, name: str, read: Read) -> None:
    wrap = {"jsonl": '{{"text": "{}"}}\n', "json": '[{{"text": "{}"}}]', "csv": "id,text\n1,{}\n"}
    kind = name.removesuffix(".gz").partition(".")[2]
    file = write(tmp_path, name, wrap.get(kind, "{}").format("x" * 3000))

    documents, failures = read(file, maximum_bytes=2000)

    assert documents == []
    assert [failure.message for failure in failures] == [
        "larger than 2,000 bytes, so it was not read; raise --max-document-size to read it"
    ]


@pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.csv"])
def test_a_record_above_the_limit_takes_no_other_with_it(
    tmp_path: Path, name: str, read: Read
) -> None:
    texts = ["one", "x" * 300_000, "two"]
    lines = [json.dumps({"text": text}) for text in texts]
    content = {"r.jsonl": "\n".join(lines), "r.json": f"[{','.join(lines)}]"}.get(
        name, "text,n\n" + "\n".join(f"{text},1" for text in texts)
    )

    documents, failures = read(write(tmp_path, name, content), maximum_bytes=2000)

    assert [document.text for document in documents] == ["one", "two"]
    assert len(failures) == 1


@pytest.mark.parametrize("name", ["r.txt.gz", "r.jsonl.gz"])
def test_a_truncated_gzip_is_a_failure(tmp_path: Path, name: str, read: Read) -> None:
    lines = "".join(json.dumps({"text": f"text {number} " * 50}) + "\n" for number in range(900))
    file = write(tmp_path, name, lines)
    file.write_bytes(file.read_bytes()[:-50])

    documents, failures = read(file)

    assert failures[-1].message.startswith("the compressed file is damaged or cut off")
    assert bool(documents) == (name == "r.jsonl.gz")


def test_a_gzip_that_is_none_is_read_as_what_it_is(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "r.txt.gz"
    file.write_bytes(b"Not compressed at all.")

    assert [document.text for document in read(file)[0]] == ["Not compressed at all."]


PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Mayor opens bridge | Gazette</title>
<meta property="og:site_name" content="The Gazette">
<meta name="author" content="Somebody Else">
<link rel="canonical" href="https://gazette.example/bridge">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "Organization", "name": "Gazette Media"},
 {"@type": "NewsArticle", "headline": "Mayor opens bridge", "author": [{"name": "Ann Lee"}],
  "datePublished": "2024-05-06T07:08:09Z"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Mayor opens bridge</h1>
<p>The mayor of the town opened the new bridge over the river on Monday,
   after <b>three</b> years of building that cost Smith &amp; Sons a good deal.</p>
<p>“It is a good bridge,” she said&nbsp;at the ceremony, which many hundreds of people attended.</p>
</article><footer>Copyright Gazette Media</footer></body></html>
"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path, read: Read) -> None:
    (document,), failures = read(write(tmp_path, "p.html", PAGE))

    assert failures == []
    assert document.text == (
        "Mayor opens bridge\n"
        "The mayor of the town opened the new bridge over the river on Monday, after three years "
        "of building that cost Smith & Sons a good deal.\n"
        "“It is a good bridge,” she said at the ceremony, which many hundreds of people attended."
    )
    assert document.metadata == Metadata(
        title=Provided("Mayor opens bridge", "JSON-LD headline"),
        byline=Provided("Ann Lee", "JSON-LD author"),
        published=Provided("2024-05-06T07:08:09Z", "JSON-LD datePublished"),
        site=Provided("The Gazette", "meta property=og:site_name"),
        url=Provided("https://gazette.example/bridge", "link rel=canonical"),
        language=Provided("en-GB", "html lang"),
    )


@pytest.mark.parametrize(
    "words",
    ["The mayor", "Monday", "after", "three", "years", "Smith", "Sons", "“It", "said", "at the"],
)
def test_positions_in_a_page_are_the_sources(tmp_path: Path, words: str, read: Read) -> None:
    (document,), _ = read(write(tmp_path, "p.html", PAGE))

    line, column = document.position(document.text.index(words))

    assert PAGE.splitlines()[line - 1][column - 1 :].startswith(words)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Unclosed <b>and <i>crossed</b> tags of a page",
        "<p>Stray < and > and &broken; entities &#xZZ; all over this one</p>",
        "<html><head></head><!-- never closed <p>gone?</p>" + "<p>text</p>" * 3,
        "<div>" * 3000 + "deep down, a sentence stands." + "</div>" * 3000,
    ],
)
def test_a_broken_page_gives_text_or_a_failure(tmp_path: Path, page: str, read: Read) -> None:
    documents, failures = read(write(tmp_path, "p.html", page))

    assert len(documents) + len(failures) == 1


def test_a_page_without_text_is_a_failure(tmp_path: Path, read: Read) -> None:
    documents, (failure,) = read(write(tmp_path, "p.html", "<html><script>x()</script></html>"))

    assert documents == []
    assert failure.message == "no text found in this page: it may be built by scripts"


def test_what_the_extractor_added_counts_to_the_place_before() -> None:
    source = "<p>One two</p>\n<p>three</p>"

    document = Document("a", "One two\n- three", anchors=anchors("One two\n- three", source))

    assert document.position(0) == Position(1, 4)
    assert document.position(4) == Position(1, 8)
    assert document.position(8) == Position(1, 8)
    assert document.position(10) == Position(2, 4)


@given(st.sampled_from(sorted(set(FORMATS) - {"csv"})), st.binary(max_size=200), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_no_bytes_crash_a_parser(name: str, content: bytes, number: int) -> None:
    piece = Piece(name, Origin("a", None), content, 1, number)

    for found in parse_piece(piece, ReadingOptions()):
        if isinstance(found, Document):
            found.text.encode()
            assert all(found.position(offset).line >= 1 for offset in range(len(found.text)))


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path, "b.html", PAGE)
    write(tmp_path, "a.md", FRONT)
    write(tmp_path, "c.jsonl", "\n".join(json.dumps(record) for record in RECORDS))

    assert list(read_paths([str(tmp_path)])) == list(read_paths([str(tmp_path)]))
