"""Feeds: RSS 2.0 and 1.0, Atom, sitemaps of news, and WordPress's exports, which are RSS."""

from __future__ import annotations

from html import escape
from typing import Any

from auditor.reading.entries import entry, iso_date

_SUMMARY_ONLY = (
    "the feed gives a summary alone, not the whole text; audit the article's page for the rest"
)


def rss_item(item: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return an item of RSS: its whole content, else its description."""
    kind = _value(item, "post_type")
    if kind not in (None, "post", "page"):
        return f"{kind} of WordPress"
    content = _value(item, "encoded", in_namespace="content") or _value(item, "content")
    text = content or _value(item, "description") or _value(item, "summary") or ""
    if not text.strip():
        return "without text"
    is_status = _value(item, "status") in ("draft", "private", "pending", "trash")
    return entry(
        text,
        {
            "title": (_value(item, "title"), "item title"),
            "byline": (_creator(item), "item creator"),
            "published": (iso_date(_published(item)), "item date"),
            "modified": (_value(item, "post_modified_gmt") or _value(item, "modified"), "item"),
            "site": (_value(item, "source") or head.get("title"), "channel title"),
            "url": (_link(item), "item link"),
            "language": (_value(item, "language") or head.get("language"), "channel language"),
        },
        is_markup=_looks_marked(text),
        given_id=_value(item, "guid") or _link(item),
        lost=(
            *(() if content else (_SUMMARY_ONLY,)),
            *(("not published: a draft or private",) if is_status else ()),
        ),
    )


def _looks_marked(text: str) -> bool:
    return "</" in text or "<br" in text or "/>" in text


def _creator(item: Any) -> str | None:
    names = [_own_text(each) for each in item if _local(each) == "creator"]
    if any(names):
        return ", ".join(name for name in names if name)
    author = _value(item, "author")
    if author and "(" in author:  # RSS 2.0: address (Name)
        author = author.partition("(")[2].rstrip(") ")
    return None if author and "@" in author else author


def _published(item: Any) -> str | None:
    names = ("pubDate", "date", "issued", "published", "post_date_gmt")
    return next((value for name in names if (value := _value(item, name))), None)


def _link(item: Any) -> str | None:
    link = _value(item, "link")
    if link:
        return link
    guid = _value(item, "guid")
    return guid if guid and guid.startswith("http") else None


def atom_entry(item: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return an entry of Atom: its content, else its summary."""
    content, summary = _child(item, "content"), _child(item, "summary")
    text, is_markup = _construct(content)
    has_content = bool(text.strip())
    if not has_content:
        text, is_markup = _construct(summary)
    if not text.strip():
        return "without text"
    title, _ = _construct(_child(item, "title"))
    source = _child(item, "source")
    site = head.get("title") if source is None else _value(source, "title")
    names = [_value(each, "name") for each in item if _local(each) == "author"]
    return entry(
        text,
        {
            "title": (title, "entry title"),
            "byline": (", ".join(name for name in names if name) or head.get("author"), "author"),
            "published": (_value(item, "published") or _value(item, "issued"), "entry published"),
            "modified": (_value(item, "updated") or _value(item, "modified"), "entry updated"),
            "site": (site, "feed title"),
            "url": (_atom_link(item), "entry link"),
            "language": (_language(item), "xml:lang"),
        },
        is_markup=is_markup,
        given_id=_value(item, "id"),
        lost=() if has_content else (_SUMMARY_ONLY,),
    )


def _construct(element: Any | None) -> tuple[str, bool]:
    """Return a text construct of Atom (RFC 4287, 3.1), and whether it is markup."""
    if element is None:
        return "", False
    kind = element.get("type", "text")
    if kind in ("xhtml", "application/xhtml+xml") or len(element):
        from lxml import etree

        inner = "".join(etree.tostring(each, encoding="unicode") for each in element)
        return escape(element.text or "") + inner, True
    return "".join(element.itertext()), kind in ("html", "text/html")


def _atom_link(item: Any) -> str | None:
    links = [each for each in item if _local(each) == "link" and each.get("href")]
    links.sort(key=lambda each: each.get("rel", "alternate") != "alternate")
    return links[0].get("href") if links else None


def _language(element: Any) -> str | None:
    while element is not None:
        found: str | None = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if found:
            return found
        element = element.getparent()
    return None


def sitemap_url(item: Any, head: dict[str, str]) -> str:
    """Return that an entry of a sitemap is an address alone."""
    return "addresses of a sitemap, which holds no texts: give their pages"


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> Any | None:
    return next((each for each in element if _local(each) == name), None)


def _own_text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _value(element: Any, name: str, *, in_namespace: str = "") -> str | None:
    """Return the text of a child; of several with one name, of the format's own before others'.

    Args:
        element: its parent.
        name: the name without its name space.
        in_namespace: a part of the path of the name space's address, where that counts.
    """
    own = element.tag.rpartition("}")[0]
    children = [each for each in element if _local(each) == name]
    children.sort(key=lambda each: each.tag.rpartition("}")[0] != own)
    for each in children:
        if in_namespace and f"/{in_namespace}/" not in each.tag:
            continue
        text = _own_text(each)
        if text:
            return text
    return None
