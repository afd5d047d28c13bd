"""What a page's head says about it: JSON-LD first, then meta tags, then what trafilatura finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from auditor.document import Metadata, Provided
from auditor.reading.metadata import as_text

_SCRIPT = re.compile(
    r"<script\b[^<>]*application/ld\+json[^<>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE
)
_META = re.compile(r"<meta\b([^<>]*)>", re.IGNORECASE)
_LINK = re.compile(r"<link\b([^<>]*)>", re.IGNORECASE)
_HTML = re.compile(r"<html\b([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w:-])([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")

JSON_LD: dict[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "byline": ("author", "creator"),
    "published": ("datePublished", "dateCreated"),
    "modified": ("dateModified",),
    "site": ("publisher",),
    "url": ("url", "mainEntityOfPage", "@id"),
    "language": ("inLanguage",),
}
META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "byline": (
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "citation_author",
        "twitter:creator",
    ),
    "published": (
        "article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publish-date",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date",
        "dc.date.issued",
        "citation_publication_date",
        "og:published_time",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    "site": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "url": ("og:url",),
    "language": ("og:locale", "language", "content-language", "dc.language"),
}
_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|WebPage|CreativeWork")


def metadata_of_page(source: str, extracted: Mapping[str, Any]) -> Metadata:
    """Return the page's metadata, each with where it stood.

    Args:
        source: the page's HTML.
        extracted: what trafilatura found, by its own names, for what the head does not say.
    """
    articles = sorted(_json_ld(source), key=_rank)
    tags = _meta_tags(source)
    return Metadata(
        **{
            what: _from_json_ld(articles, what)
            or _from_tags(tags, what)
            or _from_extractor(extracted, what)
            for what in JSON_LD
        }
    )


def _from_json_ld(articles: list[Mapping[str, Any]], what: str) -> Provided | None:
    for article in articles:
        for name in JSON_LD[what]:
            value = as_text(article.get(name))
            if value is not None and _is_plausible(what, value):
                return Provided(unescape(value), f"JSON-LD {name}")
    return None


def _from_tags(tags: Mapping[str, Provided], what: str) -> Provided | None:
    found = (tags[name] for name in META[what] if name in tags)
    value = next((each for each in found if _is_plausible(what, each.value)), None)
    return value or tags.get(f"<{what}>")


def _from_extractor(extracted: Mapping[str, Any], what: str) -> Provided | None:
    names = {"byline": "author", "published": "date", "site": "sitename"}
    value = as_text(extracted.get(names.get(what, what)))
    return None if value is None else Provided(value, "page, as trafilatura reads it")


def _is_plausible(what: str, value: str) -> bool:
    """A byline that is an address (article:author often is) names nobody."""
    return what != "byline" or not value.lower().startswith(("http:", "https:", "@", "www."))


def _json_ld(source: str) -> Iterator[Mapping[str, Any]]:
    for script in _SCRIPT.finditer(source):
        try:
            value = json.loads(script.group(1))
        except (ValueError, RecursionError):
            continue  # the page's defect, not the document's
        yield from _objects(value)


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects at the top, in lists and in ``@graph``."""
    if isinstance(value, Mapping):
        yield value
        yield from _objects(value.get("@graph"))
    elif isinstance(value, list):
        for each in value[:100]:
            if isinstance(each, Mapping):
                yield each


def _rank(item: Mapping[str, Any]) -> int:
    """Articles before pages, and both before organisations, persons and trails of crumbs."""
    kinds = as_text(item.get("@type")) or ""
    if "WebPage" in kinds:
        return 1
    return 0 if _ARTICLE.search(kinds) else 2


def _meta_tags(source: str) -> dict[str, Provided]:
    """Return what meta tags say by their lower-case names; the first of each name counts."""
    tags: dict[str, Provided] = {}
    for tag in _META.finditer(source):
        attributes = _attributes(tag.group(1))
        kind = next((key for key in ("property", "name", "itemprop") if key in attributes), None)
        value = as_text(unescape(attributes.get("content", "")))
        if kind is not None and value is not None:
            name = attributes[kind].lower()
            tags.setdefault(name, Provided(value, f"meta {kind}={attributes[kind]}"))
    for link in map(_attributes, _LINK.findall(source)):
        if link.get("rel", "").lower() == "canonical" and link.get("href"):
            tags.setdefault("<url>", Provided(unescape(link["href"]), "link rel=canonical"))
    html = _HTML.search(source)
    spoken = _attributes(html.group(1)).get("lang") if html else None
    if spoken:
        tags["<language>"] = Provided(spoken, "html lang")
    return tags


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(written)
    }
