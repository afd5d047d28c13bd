"""The documents of corpus/ are what their manifest says."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from auditor import DIMENSIONS

CORPUS = Path(__file__).parents[2] / "corpus"
NOT_DOCUMENTS = {"README.md", "auditor.toml", "floors.json", "manifest.jsonl", "records.jsonl"}
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines()
]
DATED = re.compile(
    r"\b(\w+day), (?:(\d{1,2}) ([A-Z][a-z]+)|([A-Z][a-z]+) (\d{1,2})),? (20\d\d)\b(?!-)"
)


def records() -> dict[str, str]:
    lines = (CORPUS / "records.jsonl").read_text("utf-8").splitlines()
    return {f"records.jsonl#{row['id']}": row["text"] for row in map(json.loads, lines)}


def visible_text(page: str) -> str:
    root = lxml.html.fromstring(page)
    for element in root.xpath("//head|//script|//style"):
        element.drop_tree()
    return str(root.text_content())


def text_of(name: str) -> str:
    if "#" in name:
        return records()[name]
    content = (CORPUS / name).read_text("utf-8")
    return visible_text(content) if name.endswith(".html") else content


def occurrences(text: str, quote: str) -> int:
    return sum(text.startswith(quote, start) for start in range(len(text)))


def quotes(row: dict[str, Any]) -> list[dict[str, Any]]:
    marked = [span for span in row["spans"] if span["quote"] is not None]
    return [*marked, *(end for span in marked for end in span.get("related", ()))]


def is_clean(row: dict[str, Any]) -> bool:
    return "faulty" not in row["labels"].values()


def test_every_document_has_one_row_and_every_row_a_document() -> None:
    on_disk = {path.name for path in CORPUS.iterdir()} - NOT_DOCUMENTS

    assert sorted(on_disk | set(records())) == sorted(row["document"] for row in ROWS)


def test_half_of_the_documents_are_clean_and_every_dimension_is_faulty_somewhere() -> None:
    clean = sum(map(is_clean, ROWS))
    faulty = Counter(name for row in ROWS for name in DIMENSIONS if row["labels"][name] == "faulty")

    assert (clean, len(ROWS)) == (27, 54)
    assert {name: faulty[name] >= 5 for name in DIMENSIONS} == dict.fromkeys(DIMENSIONS, True)


@pytest.mark.parametrize("row", ROWS, ids=[row["document"] for row in ROWS])
def test_a_dimension_is_faulty_exactly_when_a_fault_of_it_is_marked(row: dict[str, Any]) -> None:
    marked = {span["dimension"] for span in row["spans"]}

    expected = {name: "faulty" if name in marked else "clean" for name in DIMENSIONS}

    assert expected == row["labels"]


@pytest.mark.parametrize("row", ROWS, ids=[row["document"] for row in ROWS])
def test_quotes_stand_in_the_text_once_or_say_which_is_meant(row: dict[str, Any]) -> None:
    text = text_of(row["document"])

    for end in quotes(row):
        count = occurrences(text, end["quote"])
        assert count >= end.get("occurrence", 1), end
        assert (count > 1) == ("occurrence" in end), end


@pytest.mark.parametrize("row", ROWS, ids=[row["document"] for row in ROWS])
def test_a_suggestion_changes_something(row: dict[str, Any]) -> None:
    assert all(span.get("suggestion") != span["quote"] for span in row["spans"] if span["quote"])


@pytest.mark.parametrize("row", ROWS, ids=[row["document"] for row in ROWS])
def test_documents_are_of_an_article_s_length(row: dict[str, Any]) -> None:
    assert 130 <= len(text_of(row["document"]).split()) <= 620


def test_weekdays_of_documents_without_contradiction_agree_with_the_calendar() -> None:
    consistent = [row for row in ROWS if row["labels"]["contradiction"] == "clean"]
    dates = [match for row in consistent for match in DATED.finditer(text_of(row["document"]))]

    assert len(dates) >= 6
    for match in dates:
        weekday, day, month, other_month, other_day, year = match.groups()
        moment = datetime.strptime(f"{day or other_day} {month or other_month} {year}", "%d %B %Y")
        assert moment.strftime("%A") == weekday, match.group()
