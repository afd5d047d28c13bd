"""Every payload through every reporter: it is shown, and nothing of it acts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from auditor import Audit
from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding, Place, Suppression
from auditor.dimensions import DIMENSIONS
from auditor.export.verdicts import export
from auditor.finding import Failure
from auditor.reporting.flat import harmless_cell
from auditor.reporting.formats import CHECK_FORMATS, DOCUMENT_FORMATS
from auditor.reporting.names import report_name
from auditor.reporting.pages import Link, RunTable, run_pages
from auditor.reporting.summary import summarise
from auditor.rule import Example, Rule
from auditor.store import open_store
from auditor.store.queue import fingerprints_in
from auditor.store.runs import documents_in
from auditor.store.verdicts import Judged, Target, decide
from tests_shared.audits import hostile
from tests_shared.checks import audit as run_audit
from tests_shared.payloads import PATHS, PAYLOADS
from tests_shared.stores import keep

HARMLESS = "harmless words"
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
OWN_ADDRESS = re.compile(r"(rules\.html)?#[a-z0-9/-]+|[a-z0-9._-]+\.html|data:,")
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def audit_of(word: str) -> Audit:
    return hostile(f"{word} and some further words. {word}", word)


def pages_of(word: str) -> dict[str, str]:
    """Return every page in which the word stands in every place."""
    audit = audit_of(word)
    row = summarise(audit)
    rule = Rule(
        "boilerplate/evil",
        word,
        "note",
        lambda document: (),
        word,
        word,
        word,
        (Example("⟦a⟧"),),
        (Example("b"),),
    )
    table = RunTable("table", word, word, (word, word), ((word, (Link(word, row.report),)),))
    pages = dict(run_pages([row], [Failure(word, word, word)], [rule], [table]))
    return {**pages, "document.html": DOCUMENT_FORMATS["html"].render(audit)}


class Skeleton(HTMLParser):
    """The kinds of tags in a page, with the names of their attributes; addresses; scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, ...]] = set()
        self.addresses: list[str] = []
        self.scripts: list[str] = []
        self._is_data = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, *sorted(name for name, _ in attrs)))
        given = dict(attrs)
        self.addresses += [given[name] or "" for name in ("href", "src", "action") if name in given]
        self._is_data = given.get("type") == "application/json"

    def handle_data(self, data: str) -> None:
        if self._is_data and data.strip():
            self.scripts.append(data)


@cache
def harmless_pages() -> dict[str, Skeleton]:
    return {name: Skeleton(page) for name, page in pages_of(HARMLESS).items()}


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_a_page_has_no_tag_attribute_or_address_more(payload: str) -> None:
    for name, page in pages_of(payload).items():
        seen = Skeleton(page)

        assert seen.tags - harmless_pages()[name].tags == set(), name
        assert [each for each in seen.addresses if not OWN_ADDRESS.fullmatch(each)] == [], name
        assert ACTING.findall(page) == [], name
        for data in seen.scripts:
            json.loads(data)


def blocks(text: str) -> list[str]:
    return [token.type for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text)]


def acting_in_markdown(text: str) -> set[str]:
    """Return what a reader of Markdown would make of it beside text."""
    tokens = MarkdownIt("gfm-like", {"linkify": True, "html": True}).parse(text)
    inline = [child for token in tokens for child in token.children or []]
    kinds = {token.type for token in (*tokens, *inline)}
    html = {child.content for child in inline if child.type == "html_inline"}
    return (kinds & {"link_open", "image", "html_block", "fence", "code_block"}) | (
        html - {"<!-- -->", "<sub>", "</sub>"}
    )


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_markdown_has_no_block_link_or_markup_more(payload: str) -> None:
    pytest.importorskip("linkify_it", reason="linkify-it-py finds bare addresses, as GitHub does")
    report, check = (
        DOCUMENT_FORMATS["markdown"].render(audit_of(payload)),
        checked("markdown", payload),
    )
    for text in (report, check):
        assert acting_in_markdown(text) == set()
        assert ACTING.findall(text) == []
    assert blocks(report) == blocks(DOCUMENT_FORMATS["markdown"].render(audit_of(HARMLESS)))
    assert blocks(check) == blocks(checked("markdown", HARMLESS))


def checked(form: str, word: str) -> str:
    """Return a check whose every string is the word."""
    place = Place(1, 1, 1, 5, 0, 4, word)
    finding = LocatedFinding(
        "boilerplate/evil",
        "boilerplate",
        "error",
        0.9,
        word,
        place,
        word,
        (place,),
        word,
        word,
        fingerprint=f"boilerplate/evil:{'a' * 16}:b:c",
    )
    ignored = replace(finding, suppression=Suppression("inSource", word))
    document = CheckedDocument(
        path=word,
        record_id=word,
        title=word,
        findings=(finding, ignored),
        recommendation="reject",
        probabilities=dict.fromkeys(DIMENSIONS, 0.5),
        labels=dict.fromkeys(DIMENSIONS, "fail"),
        record={"document": {"id": word}, "scorecard": {}},
    )
    run = CheckedRun((document,), (Failure("reading", word, word),), (word,), ("error",))
    return CHECK_FORMATS[form].render(run, {})


READERS: dict[str, Callable[[str], Any]] = {
    "json": lambda text: len(json.loads(text)["documents"]),
    "jsonl": lambda text: [json.loads(line)["stops"] for line in text.split("\n")[:-1]],
    "sarif": lambda text: [each["ruleId"] for each in json.loads(text)["runs"][0]["results"]],
    "gitlab": lambda text: [each["check_name"] for each in json.loads(text)],
    "junit": lambda text: [element.tag for element in ET.fromstring(text.encode()).iter()],
    "text": lambda text: text.count("\n"),
    "concise": lambda text: text.count("\n"),
    "github": lambda text: [re.findall(r"^(?:::\w+|- )", line) for line in text.split("\n")],
    "markdown": blocks,
}


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_a_check_has_the_same_shape_in_every_format(payload: str) -> None:
    assert set(READERS) == set(CHECK_FORMATS)
    for name, shape in READERS.items():
        assert shape(checked(name, payload)) == shape(checked(name, HARMLESS)), name


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_json_gives_back_what_was_put_in(payload: str) -> None:
    audit = audit_of(payload)
    for name in ("json", "jsonl"):
        record = json.loads(DOCUMENT_FORMATS[name].render(audit))

        assert record["document"]["text"] == audit.document.text
        assert record["findings"][0]["message"] == payload


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_no_cell_begins_a_formula(payload: str) -> None:
    cell = harmless_cell(payload)

    assert isinstance(cell, str)
    assert not FORMULA.match(cell)
    assert cell.endswith(payload.replace("\r", "\n").replace("\0", "\ufffd"))


def test_no_cell_of_the_verdicts_begins_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "audit.sqlite"
    run = keep(path, *(audit_of(payload) for payload in PAYLOADS))
    with closing(open_store(path)) as store:
        for document, payload in zip(documents_in(store, run), PAYLOADS, strict=False):
            target = Target(fingerprint=fingerprints_in(store, document)[0])
            decide(store, payload, [Judged(document, target, "dismiss", "x/y", 0.5, payload)])
        told = export(store, run, "csv")

    rows = list(csv.reader(io.StringIO(told, newline="")))

    cells = [cell for row in rows[1:] for cell in row]
    assert len(rows) > len(PAYLOADS)
    assert [cell for cell in cells if FORMULA.match(cell)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda each: ascii(each[:40]))
def test_a_reports_name_is_one_plain_name(path: str) -> None:
    assert re.fullmatch(r"[a-z0-9_][a-z0-9._-]{0,110}", report_name(path))


def test_a_run_writes_into_its_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = (
        {"id": each, "title": each, "text": f"The mayor left. {n}"} for n, each in enumerate(PATHS)
    )
    Path("rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    Path("out").mkdir()

    run_audit("run", "rows.jsonl", "-o", "out/reports", "--jobs", "0")
    run_audit("clean", "rows.jsonl", "-o", "out/clean")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "rows.jsonl"]
    assert sorted(path.name for path in Path("out").iterdir()) == ["clean", "reports"]
    assert len(list(Path("out/reports").glob("*.json"))) == len(PATHS)
    assert len(list(Path("out/clean").iterdir())) == len(PATHS)
    assert not any(path.is_dir() for path in Path("out").glob("*/*"))
