"""Real pages and articles that nobody changed: what is found there is a false alarm or a slip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.training.records import read_records
from auditor_rules.contradiction.learning.injected_errors import BBC, EXTRACTOR, MILD, POLNEAR

NAIVE = "boilerplate/naive.dev.wcxb-news.jsonl.gz"
CONTEMPORARY = "clean/contemporary.jsonl.gz"
EVERY = 10
"""Of the releases so many are skipped for each that is read."""
MIN_LENGTH = 200
HEAD = 300
"""Characters that tell two outputs of one page."""


def untouched(data: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each source's name and its texts with their names, those of a page once."""
    yield "web news", _pages(data / MILD)
    yield "web pages", _pages(data / NAIVE)
    yield "extractors' output", _pages(data / EXTRACTOR)
    yield "PolNeAR and BBC", [_named(each) for path in (POLNEAR, BBC) for each in _read(data, path)]
    releases = list(_read(data, CONTEMPORARY))
    yield "releases", [_named(each) for each in releases[::EVERY]]


def _read(data: Path, path: str) -> Iterator[dict[str, Any]]:
    yield from read_records(data / path)


def _named(record: dict[str, Any]) -> tuple[str, str]:
    return str(record["id"]), record["text"]


def _pages(path: Path) -> list[tuple[str, str]]:
    """Return the English pages' content lines."""
    found: dict[str, tuple[str, str]] = {}
    for record in read_records(path):
        if record.get("lang", "en") == "en":
            kept = [line["text"] for line in record["lines"] if line["label"] != "boilerplate"]
            text = "\n".join(kept)
            if len(text) >= MIN_LENGTH:
                found.setdefault(text[:HEAD], (str(record["id"]), text))
    return list(found.values())
