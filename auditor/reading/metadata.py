"""What a record's fields say about the document: the many names for the same few things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.document import Metadata, Provided

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "name"),
    "byline": ("byline", "author", "authors", "creator", "writer", "by", "dc.creator"),
    "published": (
        "published",
        "date",
        "date_published",
        "datePublished",
        "published_at",
        "publish_date",
        "pubDate",
        "pub_date",
        "publication_date",
        "dateline",
        "timestamp",
        "created",
    ),
    "modified": (
        "modified",
        "date_modified",
        "dateModified",
        "updated",
        "updated_at",
        "lastmod",
        "last_modified",
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
    "url": ("url", "link", "uri", "permalink", "canonical_url", "address", "source_url"),
    "language": ("language", "lang", "inLanguage"),
}
"""Field names by what they give, the likeliest first."""

NESTS = ("metadata", "meta")
"""Objects inside a record that hold such fields too."""

_ALL_NAMES = {
    what: tuple(f"{prefix}{name}" for prefix in ("", "metadata.", "meta.") for name in names)
    for what, names in NAMES.items()
}
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
    return Metadata(**{what: _first(flat, names, origin) for what, names in _ALL_NAMES.items()})


def _first(fields: Mapping[str, Any], names: tuple[str, ...], origin: str) -> Provided | None:
    for name in names:
        # Most names are not there, and there are a hundred: they are not even converted.
        value = as_text(fields[name]) if name in fields else None
        if value is not None:
            return Provided(value, f"{origin} {name}")
    return None


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
        value = next((value[key] for key in ("name", "title", "@value", "url") if key in value), "")
    if isinstance(value, list | tuple):
        parts = [text for item in value[:50] if (text := as_text(item)) is not None]
        value = ", ".join(parts)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        isoformat = getattr(value, "isoformat", None)  # dates of columnar formats
        value = isoformat() if isoformat is not None else ""
    line = " ".join(str(value).split())[:_MAX_LENGTH]
    line = line.encode("utf-8", "replace").decode("utf-8")
    return None if line.lower() in _NOTHING else line
