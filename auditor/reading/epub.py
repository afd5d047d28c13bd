"""EPUB: a document a chapter, in the order of the book."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from auditor.document import Document
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.entries import entry, parse_entry
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions
from auditor.reading.spooled import seekable
from auditor.reading.zip_members import has_member, open_zip, parse_xml, read_member

_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/rights.xml"
_SHORT = 200
"""Characters of HTML below which a chapter is a cover or a page of nothing."""


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each chapter."""
    with seekable(stream) as source:
        archive = open_zip(source)
        maximum = options.maximum_bytes
        if has_member(archive, _RIGHTS):
            raise ReadingError("protected by DRM; its text cannot be read")
        container = parse_xml(read_member(archive, _CONTAINER, maximum), _CONTAINER)
        root = container.find(".//{*}rootfile")
        path = "" if root is None else root.get("full-path", "")
        package = parse_xml(read_member(archive, path, maximum), path)
        said = _metadata(package)
        number = 0
        for name in _chapters(package, posixpath.dirname(path)):
            try:
                content = _chapter(archive, name, maximum)
            except ReadingError as error:  # a chapter that is damaged loses itself alone
                yield Failure("reading", f"{origin.name}/{name}", str(error))
                continue
            number += 1
            yield Piece("epub", origin, {"html": content, "said": said, "name": name}, 1, number)
        if number == 0:
            yield Failure("reading", origin.name, "no chapter in this book")


def _chapter(archive: ZipFile, name: str, maximum: int) -> str:
    return decode(read_member(archive, name, maximum)).text


def _chapters(package: Any, folder: str) -> Iterator[str]:
    items = {each.get("id"): each for each in package.iterfind(".//{*}manifest/{*}item")}
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if "html" in (item.get("media-type") or ""):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _metadata(package: Any) -> dict[str, tuple[str | None, str]]:
    names = {"byline": "creator", "published": "date", "site": "publisher", "language": "language"}
    names["title"] = "title"
    found = {
        what: ", ".join(
            " ".join("".join(each.itertext()).split())
            for each in package.iterfind(f".//{{*}}metadata/{{*}}{name}")
        )
        for what, name in names.items()
    }
    return {what: (value or None, f"EPUB {names[what]}") for what, value in found.items()}


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the chapter's document."""
    assert isinstance(piece.content, Mapping)
    from lxml import etree, html

    source: str = piece.content["html"]
    said = dict(piece.content["said"])
    parser = html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        yield piece.failure(f"chapter {piece.content['name']}: no HTML")
        return
    heading = next(root.iter("h1", "h2"), None)
    if heading is not None and "".join(heading.itertext()).strip():
        said["title"] = (" ".join("".join(heading.itertext()).split()), "chapter's heading")
    body = root.find("body")
    markup = "" if body is None else _inner(body)
    if len(markup) < _SHORT and not "".join(root.itertext()).strip():
        yield Failure("skipped", piece.where, f"chapter {piece.content['name']} shows no text")
        return
    held = Piece("epub", piece.origin, entry(markup, said, is_markup=True), 1, piece.number,
                 piece.id)  # fmt: skip
    yield from parse_entry(held, options)


def _inner(body: Any) -> str:
    from lxml import etree

    body.tag = "div"
    return str(etree.tostring(body, encoding="unicode", method="html"))


FORMAT = Format("epub", (".epub",), split, parse)
