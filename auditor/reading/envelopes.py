"""Records inside an object that answers a request: ``{"status": "ok", "articles": [...]}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from auditor.finding import Failure
from auditor.reading.piece import Piece
from auditor.reading.text_fields import FULL, RAW, SUMMARIES, texts_of, value_at

PATHS = (
    *("articles", "results", "response.results", "response.docs", "articles.results", "items"),
    *("data", "data.items", "data.articles", "data.posts", "posts", "hits.hits", "docs", "entries"),
    *("documents", "records", "rows", "news", "stories", "@graph"),
)
"""Where APIs, feeds and exports keep their records, the likeliest first."""
_UNWRAPPED = ("_source", "item", "node")
"""What an object holds that is nothing but a record's wrapping: of Elasticsearch, AP, GraphQL."""
_NAMES = "|".join(sorted({re.escape(part) for path in PATHS for part in path.split(".")} | {"db"}))
LIST_NAME = re.compile(rf'"(?:{_NAMES})"\s*:\s*\Z'.encode())
"""The end of what stands before such a list."""
_LIST = re.compile(rf'"({_NAMES})"\s*:\s*[\[{{]'.encode())
_FEED_FIELDS = {"title": "site", "language": "language", "authors": "authors", "author": "author"}
_IS_JSON_FEED = "jsonfeed.org/version"


def may_be_envelope(content: bytes) -> bool:
    """Tell, without parsing, whether an object may hold records in a list."""
    return _LIST.search(content) is not None


def unfolded(piece: Piece) -> Iterator[Piece | Failure]:
    """Yield the records that a piece's object holds, or the piece where it is a record itself."""
    assert isinstance(piece.content, bytes)
    if not may_be_envelope(piece.content):
        yield piece
        return
    try:
        value = json.loads(piece.content)
    except (ValueError, RecursionError):
        yield piece  # its parser says what is wrong
        return
    found = records_in(value) if isinstance(value, Mapping) else None
    if found is None:
        yield piece
        return
    if not found:
        yield piece.failure("its list of records is empty: there is nothing to audit")
    for number, record in enumerate(found, piece.number):
        yield replace(piece, content=record, number=number)


def records_in(value: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return the records in an object; ``None`` where it is a record itself."""
    if any(texts_of(value, FULL)):
        return None
    for path in PATHS:
        found = value_at(value, path)
        if isinstance(found, list) and all(isinstance(each, Mapping) for each in found):
            return _of_texts(found, value) if found or len(value) > 1 else None
    exports = value.get("db")  # Ghost: {"db": [{"meta": ..., "data": {"posts": [...]}}]}
    if isinstance(exports, list) and exports and isinstance(exports[0], Mapping):
        return records_in(exports[0])
    return None


def _of_texts(
    found: list[Mapping[str, Any]], envelope: Mapping[str, Any]
) -> list[dict[str, Any]] | None:
    """Return the records, unwrapped, without those that name organisations, pictures and persons.

    ``None`` where no record holds a text: a list by the name of ``items`` may be anything.
    """
    records = [_unwrapped(each) for each in found]
    with_text = [each for each in records if any(texts_of(each, (*FULL, *RAW, *SUMMARIES)))]
    if records and not with_text:
        return None
    of_feed = _of_feed(envelope)
    chosen = with_text if "@graph" in envelope else records
    return [{**each, **of_feed} for each in chosen]


def _unwrapped(record: Mapping[str, Any]) -> dict[str, Any]:
    inner = next((record[name] for name in _UNWRAPPED if name in record), None)
    return dict(inner) if isinstance(inner, Mapping) else dict(record)


def _of_feed(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a JSON Feed says of all its entries."""
    if _IS_JSON_FEED not in str(envelope.get("version")):
        return {}
    return {
        "feed": {
            own: envelope[name]
            for name, own in _FEED_FIELDS.items()
            if isinstance(envelope.get(name), str | list)
        }
    }
