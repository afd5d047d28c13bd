"""What a record's fields say about the document: the many names for the same few things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as fields_of_class
from html import unescape
from typing import Any

from auditor.document import Metadata, Provided

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "headlines", "webTitle", "name"),
    "byline": ("byline", "bylines", "author", "authors", "creator", "writer", "by", "dc.creator"),
    "published": (
        "published",
        "date",
        "date_published",
        "datePublished",
        "published_at",
        "publishedAt",
        "publish_date",
        "date_publish",
        "publishing_date",
        "pubDate",
        "pub_date",
        "publication_date",
        "webPublicationDate",
        "dateline",
        "timestamp",
        "created",
        "versioncreated",
        "versionCreated",
    ),
    "modified": (
        "modified",
        "date_modified",
        "dateModified",
        "updated",
        "updated_at",
        "lastmod",
        "last_modified",
        "changed",
    ),
    "site": (
        "site",
        "sitename",
        "site_name",
        "publisher",
        "publication",
        "outlet",
        "source",
        "domain",
        "hostname",
        "source_domain",
    ),
    "url": (
        "url",
        "link",
        "webUrl",
        "web_url",
        "permalink",
        "canonical_url",
        "address",
        "source_url",
        "source",
        "uri",
    ),
    "language": ("language", "lang", "inLanguage", "langcode"),
}
"""Field names by what they give, the likeliest first."""

NESTS = ("metadata", "meta", "fields", "attributes", "thread", "feed")
"""Objects inside a record that hold such fields too."""

_ALL_NAMES = {
    what: tuple(f"{prefix}{name}" for prefix in ("", *(f"{nest}." for nest in NESTS)) for name in
    names if what != "title" or prefix not in ("thread.", "feed."))
    for what, names in NAMES.items()
}  # fmt: skip
_IN_OBJECTS = ("name", "title", "main", "rendered", "value", "by", "@value", "url", "id")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.IGNORECASE)
# What programs write for "nothing".
_NOTHING = frozenset({"", "none", "null", "nan", "n/a", "na", "undefined"})
_MAX_LENGTH = 1000


def metadata_of_fields(fields: Mapping[str, Any], origin: str) -> Metadata:
    """Return the metadata that the fields hold, each with the field's name.

    Args:
        fields: a record; its fields may be nested in ``metadata`` or ``meta``.
        origin: what the record is, such as ``field`` or ``front matter``.
    """
    flat = flattened(fields)
    return Metadata(**{what: _first(flat, what, origin) for what in _ALL_NAMES})


def _first(fields: Mapping[str, Any], what: str, origin: str) -> Provided | None:
    for name in _ALL_NAMES[what]:
        # Most names are not there, and there are a hundred: they are not even converted.
        value = as_text(fields[name]) if name in fields else None
        if value is not None and _is_plausible(what, name, fields[name], value):
            return Provided(value, f"{origin} {name}")
    return None


def _is_plausible(what: str, name: str, given: object, value: str) -> bool:
    """A number names no author, an address no outlet, and an outlet is no address."""
    if what == "byline":
        return not isinstance(given, int | float) and not _ADDRESS.match(value)
    if what == "site":
        return not _ADDRESS.match(value)
    is_doubtful = what == "url" and name.rpartition(".")[2] in ("source", "uri")
    return not is_doubtful or _ADDRESS.match(value) is not None


def filled(metadata: Metadata, other: Metadata) -> Metadata:
    """Return the metadata, and the other's where it is silent."""
    given = {field.name: getattr(metadata, field.name) for field in fields_of_class(metadata)}
    return Metadata(**{name: value or getattr(other, name) for name, value in given.items()})


def flattened(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with nested metadata beside the others: ``metadata.author``."""
    flat = dict(fields)
    for nest in NESTS:
        nested = fields.get(nest)
        if isinstance(nested, Mapping):
            flat.update({f"{nest}.{name}": value for name, value in nested.items()})
    return flat


def as_text(value: object) -> str | None:
    """Return a field's value as one line of text, ``None`` when it holds nothing.

    Lists are joined with commas; of an object its name counts.
    """
    if isinstance(value, Mapping):
        value = next((value[key] for key in _IN_OBJECTS if value.get(key)), "")
    if isinstance(value, list | tuple):
        parts = [text for item in value[:50] if (text := as_text(item)) is not None]
        value = ", ".join(parts)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        isoformat = getattr(value, "isoformat", None)  # dates of columnar formats
        value = isoformat() if isoformat is not None else ""
    line = str(value)
    if "<" in line or "&" in line:
        line = unescape(_TAG.sub("", line))
    line = " ".join(line.split())[:_MAX_LENGTH]
    line = line.encode("utf-8", "replace").decode("utf-8")
    return None if line.lower() in _NOTHING else line
