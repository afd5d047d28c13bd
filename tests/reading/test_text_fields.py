"""The field that holds a record's text is found, whatever an API or a scraper calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor import Document, Failure
from auditor.reading.text_fields import text_field_of

Read = Callable[..., tuple[list[Document], list[Failure]]]

TEXT = "The council met on Tuesday and agreed to rebuild the bridge over the river."
MORE = "Work begins in May and will cost 30 million, the engineer told the meeting."
HTML = f"<p>{TEXT}</p>\n<p>{MORE}</p>"
NOTE = "the text is taken from the field {!r}; to take another, name it with --text-field"


def write(folder: Path, value: Any, name: str = "a.json") -> Path:
    """Write a value as JSON; return the file's path."""
    file = folder / name
    file.write_text(json.dumps(value))
    return file


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"content": TEXT}, "content"),
        ({"body": [TEXT, MORE]}, "body"),
        ({"article": TEXT, "highlights": "It met."}, "article"),
        ({"articleBody": TEXT, "headline": "Bridge"}, "articleBody"),
        ({"body_text": TEXT}, "body_text"),
        ({"body_xhtml": HTML}, "body_xhtml"),
        ({"bodies": [{"role": "caption", "value": "A."}, {"role": "main", "value": HTML}]},
         "bodies"),
        ({"maintext": TEXT}, "maintext"),
        ({"raw_text": TEXT, "description": "It met."}, "raw_text"),
        ({"content": {"rendered": HTML}, "excerpt": {"rendered": "It met."}}, "content.rendered"),
        ({"fields": {"bodyText": TEXT, "trailText": "It met."}}, "fields.bodyText"),
        ({"attributes": {"body": {"value": HTML, "format": "full"}}}, "attributes.body.value"),
        ({"title": "Bridge", "description": TEXT}, "description"),
        ({"html": HTML, "plaintext": f"{TEXT} {MORE}"}, "html"),
    ],
)  # fmt: skip
def test_the_field_is_found_and_told(
    tmp_path: Path, record: dict[str, Any], field: str, read: Read
) -> None:
    file = write(tmp_path, record)

    (document,), failures = read(file)

    assert document.text.startswith(TEXT)
    assert "<" not in document.text
    assert failures == [Failure("skipped", str(file), NOTE.format(field))]


def test_the_usual_field_is_not_told(tmp_path: Path, read: Read) -> None:
    assert read(write(tmp_path, {"text": TEXT, "description": "It met."}))[1] == []


def test_what_holds_for_many_files_is_told_once(tmp_path: Path, read: Read) -> None:
    for number in range(3):
        write(tmp_path, {"content": TEXT, "id": number}, f"{number}.json")

    documents, failures = read(tmp_path)

    assert len(documents) == 3
    message = NOTE.format("content")
    assert failures == [Failure("skipped", str(tmp_path / "0.json"), message)]


def test_two_different_texts_are_an_error_that_shows_both(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, {"body": MORE, "content": TEXT, "title": "Bridge"})

    documents, failures = read(file)

    assert documents == []
    assert failures == [
        Failure(
            "reading",
            str(file),
            "two fields hold a text: 'content' (“The council met on Tuesday and agreed to…”) and "
            "'body' (“Work begins in May and will cost 30 mill…”); name the one that counts with "
            "--text-field",
        )
    ]
    assert [each.text for each in read(file, text_field="body")[0]] == [MORE]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"text": f"{TEXT}\n{MORE}", "content": HTML}, "text"),
        ({"text": TEXT, "raw_text": MORE}, "text"),
        ({"article": "a-17", "body": TEXT}, "body"),
        ({"content": "The council met.", "body": TEXT + MORE}, "body"),
    ],
)
def test_the_same_text_twice_or_a_teaser_is_not_ambiguous(
    record: dict[str, str], field: str
) -> None:
    assert text_field_of([record]) == field


def test_one_file_has_one_field_and_falls_back_where_it_is_empty(
    tmp_path: Path, read: Read
) -> None:
    records = [{"content": TEXT, "description": "It met."}, {"content": None, "description": MORE}]

    documents, failures = read(write(tmp_path, {"articles": records}))

    assert [each.text for each in documents] == [TEXT, MORE]
    assert [each.message for each in failures] == [NOTE.format("content")]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"text": TEXT}, {"text": MORE}]},
        {"results": [{"text": TEXT}, {"text": MORE}]},
        {"response": {"status": "ok", "results": [{"text": TEXT}, {"text": MORE}]}},
        {"items": [{"text": TEXT}, {"text": MORE}]},
        {"data": [{"text": TEXT}, {"text": MORE}]},
        {"data": {"items": [{"item": {"text": TEXT}}, {"item": {"text": MORE}}]}},
        {"hits": {"hits": [{"_source": {"text": TEXT}}, {"_source": {"text": MORE}}]}},
        {"db": [{"meta": {}, "data": {"posts": [{"text": TEXT}, {"text": MORE}]}}]},
        {"@graph": [{"@type": "Organization", "name": "X"}, {"text": TEXT}, {"text": MORE}]},
    ],
    ids="-".join,
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_records_inside_an_answer_are_found(
    tmp_path: Path, answer: dict[str, Any], name: str, read: Read
) -> None:
    documents, failures = read(write(tmp_path, answer, name))

    assert [(each.id, each.text) for each in documents] == [
        (f"{name}:1", TEXT),
        (f"{name}:2", MORE),
    ]
    assert failures == []


def test_a_record_that_has_a_list_of_its_own_stays_one(tmp_path: Path, read: Read) -> None:
    (document,), failures = read(write(tmp_path, {"text": TEXT, "items": [{"text": MORE}]}))

    assert (document.text, failures) == (TEXT, [])


def test_an_answer_without_records_is_a_failure(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path, {"status": "ok", "articles": []})

    assert read(file) == (
        [],
        [
            Failure(
                "reading",
                f"{file}:1",
                "its list of records is empty: there is nothing to audit",
            )
        ],
    )


def test_a_whole_page_in_a_field_is_read_as_a_page(tmp_path: Path, read: Read) -> None:
    page = (
        "<html><head><meta name='author' content='Mira Field'></head><body><nav>Home News</nav>"
        f"<article><p>{TEXT} {TEXT}</p><p>{MORE} {MORE}</p></article></body></html>"
    )

    (document,), _ = read(write(tmp_path, {"title": "Bridge", "content": page}))

    assert document.text == f"{TEXT} {TEXT}\n{MORE} {MORE}"
    assert document.metadata.byline is not None
    assert (document.metadata.title, document.metadata.byline.value) == (
        ("Bridge", "field title"),
        "Mira Field",
    )


def test_html_that_was_escaped_twice_is_read_as_html(tmp_path: Path, read: Read) -> None:
    row = f'id,content\nx,"&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;"\n'
    (tmp_path / "a.csv").write_text(row)

    (document,), _ = read(tmp_path / "a.csv")

    assert document.text == f"{TEXT}\n{MORE}"


def test_prose_with_a_stray_tag_keeps_it(tmp_path: Path, read: Read) -> None:
    text = f"{TEXT}<br> {MORE} </div>"

    assert [each.text for each in read(write(tmp_path, {"text": text}))[0]] == [text]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_answer_larger_than_a_document_may_be_streams(
    tmp_path: Path, indent: int | None, read: Read
) -> None:
    records = [{"id": str(n), "note": 'a ] \\ }[ "', "text": f"{TEXT} {n}"} for n in range(2_000)]
    answer = {"meta": {"n": [1]}, "response": {"status": "ok", "results": records, "more": [{}]}}
    (tmp_path / "a.json").write_text(json.dumps([answer, {"text": MORE}], indent=indent))

    documents, failures = read(tmp_path / "a.json", maximum_bytes=10_000)

    assert [each.text for each in documents] == [
        *(f"{TEXT} {number}" for number in range(2_000)),
        MORE,
    ]
    assert failures == []
    if indent:
        lines = (tmp_path / "a.json").read_text().splitlines()
        assert f'"id": "{7}"' in lines[documents[7].position(0).line]


@pytest.mark.parametrize("name", ["article", "document", "story"])
def test_the_name_of_a_text_is_no_text(name: str) -> None:
    assert text_field_of([{name: "bridge-over-the-sura.txt"}]) is None
    assert text_field_of([{name: "bridge.txt", "description": TEXT}]) == "description"
    assert text_field_of([{name: TEXT}]) == name
