"""Agencies' items: NITF, NewsML-G2 and NewsML 1, of the IPTC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.reading.entries import entry, iso_date, without_by
from auditor.reading.html_fragments import text_of_element

_UNSEEN = frozenset(
    ("script", "style", "media", "body.head", "body.end", "head", "title", "nitf-table-metadata")
)
_REMOTE = "its text stands in another file, which was not read: give that file"


def nitf(root: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return the article of NITF."""
    body = _first(root, "body.content")
    if body is None:
        return "without a body"
    media = len(list(_all(body, "media")))
    return entry(
        text_of_element(body, _UNSEEN),
        {
            "title": (_text(root, "hl1") or _text(root, "title"), "NITF hl1"),
            "byline": (without_by(_text(root, "byline")), "NITF byline"),
            "published": (iso_date(_attribute(root, "date.issue", "norm")), "NITF date.issue"),
            "modified": (iso_date(_attribute(root, "date.release", "norm")), "NITF date.release"),
            "site": (
                _attribute(root, "pubdata", "name") or _attribute(root, "doc.copyright", "holder"),
                "NITF pubdata",
            ),
            "url": (_attribute(root, "pubdata", "ex-ref"), "NITF pubdata"),
            "language": (_language(root), "xml:lang"),
        },
        given_id=_attribute(root, "doc-id", "id-string"),
        lost=(f"{media} media objects and their captions",) if media else (),
    )


def news_item(item: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return the text of a NewsML-G2 item; a package has none of its own."""
    if _local(item) == "packageItem":
        return "packages, which only refer to items"
    content = _first(item, "contentSet")
    inline = None if content is None else _first(content, "inlineXML")
    data = None if content is None else _first(content, "inlineData")
    if inline is not None:
        text = _inline_text(inline)
    elif data is not None and (data.get("contenttype") or "text").startswith("text"):
        text = "".join(data.itertext())
    else:
        return _REMOTE if content is not None and len(content) else "without content"
    meta = _first(item, "contentMeta")
    return entry(
        text,
        {
            "title": (_text(meta, "headline") or _text(item, "title"), "headline"),
            "byline": (without_by(_text(meta, "by")) or _creator(meta), "contentMeta by"),
            "published": (
                _text(item, "firstCreated")
                or _text(meta, "contentCreated")
                or _text(item, "versionCreated"),
                "itemMeta",
            ),
            "modified": (_text(item, "versionCreated"), "itemMeta versionCreated"),
            "site": (_provider(item), "itemMeta provider"),
            "language": (_attribute(meta, "language", "tag") or _language(item), "language"),
        },
        given_id=item.get("guid"),
    )


def _inline_text(inline: Any) -> str:
    body = _first(inline, "body.content")
    if body is None:
        body = _first(inline, "body")
    return text_of_element(inline if body is None else body, _UNSEEN)


def news_item_1(item: Any, head: dict[str, str]) -> dict[str, Any] | str:
    """Return the text of an item of NewsML 1."""
    data = _first(item, "DataContent")
    if data is None:
        return _REMOTE if _first(item, "ContentItem") is not None else "without content"
    body = _first(data, "body.content")
    return entry(
        text_of_element(data if body is None else body, _UNSEEN),
        {
            "title": (_text(item, "HeadLine") or _text(data, "hl1"), "HeadLine"),
            "byline": (without_by(_text(item, "ByLine") or _text(data, "byline")), "ByLine"),
            "published": (iso_date(_text(item, "FirstCreated")), "FirstCreated"),
            "modified": (iso_date(_text(item, "ThisRevisionCreated")), "ThisRevisionCreated"),
            "site": (_attribute(item, "Provider", "FormalName"), "Provider"),
            "language": (_attribute(item, "Language", "FormalName"), "Language"),
        },
        given_id=_text(item, "PublicIdentifier"),
    )


def _creator(meta: Any | None) -> str | None:
    creators = [] if meta is None else list(_all(meta, "creator"))
    names = [_text(each, "name") or each.get("literal") for each in creators]
    return ", ".join(name for name in names if name) or None


def _provider(item: Any) -> str | None:
    provider = _first(item, "provider")
    if provider is None:
        return None
    return _text(provider, "name") or provider.get("literal") or provider.get("qcode")


def _all(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element.iter(f"{{*}}{name}"))


def _first(element: Any | None, name: str) -> Any | None:
    return None if element is None else next(_all(element, name), None)


def _text(element: Any | None, name: str) -> str | None:
    found = _first(element, name)
    return None if found is None else " ".join("".join(found.itertext()).split()) or None


def _attribute(element: Any | None, name: str, attribute: str) -> str | None:
    found = _first(element, name)
    return None if found is None else found.get(attribute)


def _language(element: Any) -> str | None:
    found: str | None = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return found or element.get("lang")


def _local(element: Any) -> str:
    return str(element.tag.rpartition("}")[2])
