"""Office files: Word's .docx, OpenDocument's .odt and .rtf."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import Any
from zipfile import ZipFile

from auditor.document import Document
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.entries import Said, entry, parse_entry
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, Split, too_large
from auditor.reading.whole import NOTHING
from auditor.reading.zip_members import has_member, open_zip, parse_xml, read_member

_OLE = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def whole_binary(name: str) -> Split:
    """Return a splitter that yields the file as one piece, whatever its bytes."""

    def split(
        stream: BufferedReader, origin: Origin, options: ReadingOptions
    ) -> Iterator[Piece | Failure]:
        content = stream.read(options.maximum_bytes + 1)
        if len(content) > options.maximum_bytes:
            yield too_large(origin.name, options.maximum_bytes)
        elif not content.strip():
            yield Failure("reading", origin.name, NOTHING)
        else:
            yield Piece(name, origin, content)

    return split


def entry_of(piece: Piece, made: dict[str, Any], options: ReadingOptions) -> Iterator[Any]:
    """Yield the document of an entry that was made of a piece's bytes."""
    held = Piece(piece.format, piece.origin, made, piece.line, piece.number, piece.id)
    return parse_entry(held, options)


def _refuse_ole(content: bytes) -> None:
    if content.startswith(_OLE):
        raise ReadingError(
            "encrypted, or an Office document of before 2007; save it as .docx without a password"
        )


def parse_docx(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a Word file."""
    assert isinstance(piece.content, bytes)
    try:
        made = _docx(piece.content, options.maximum_bytes)
    except ReadingError as error:
        yield piece.failure(str(error))
        return
    yield from entry_of(piece, made, options)


def _docx(content: bytes, maximum: int) -> dict[str, Any]:
    _refuse_ole(content)
    archive = open_zip(content)
    root = parse_xml(read_member(archive, "word/document.xml", maximum), "word/document.xml")
    body = root.find(f"{_W}body")
    lines: list[str] = []
    if body is not None:
        _docx_blocks(body, lines)
    lost = [
        (len(list(root.iter(f"{_W}footnoteReference", f"{_W}endnoteReference"))), "footnotes"),
        (len(list(root.iter(f"{_W}del"))), "deleted passages of tracked changes"),
        (len(list(root.iter(f"{_W}commentReference"))), "comments"),
        (int(has_member(archive, "word/vbaProject.bin")), "macros, which were not run"),
    ]
    said = _core_properties(archive, maximum)
    if not said["title"][0]:
        said = {**said, "title": (_titled(root), "paragraph of the style Title")}
    return entry("\n".join(lines), said, lost=_sentences(lost))


def _sentences(lost: list[tuple[int, str]]) -> tuple[str, ...]:
    named = ", ".join(f"{what} ({count})" for count, what in lost if count)
    return (f"not read: {named}",) if named else ()


def _docx_blocks(parent: Any, lines: list[str]) -> None:
    for child in parent:
        if child.tag == f"{_W}p":
            text = _docx_paragraph(child)
            if text:
                is_item = child.find(f"{_W}pPr/{_W}numPr") is not None
                lines.append(f"- {text}" if is_item else text)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [
                    " ".join(filter(None, map(_docx_paragraph, cell.iter(f"{_W}p"))))
                    for cell in row.findall(f"{_W}tc")
                ]
                if any(cells):
                    lines.append(" | ".join(cells))
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            _docx_blocks(child, lines)


_DOCX_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


def _docx_paragraph(paragraph: Any) -> str:
    parts = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag.endswith("}Fallback"):
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}br" and element.get(f"{_W}type") in ("page", "column"):
            continue
        elif element.tag in _DOCX_SIGNS:
            parts.append(_DOCX_SIGNS[element.tag])
        elif element.tag not in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"):
            if element.tag == f"{_W}p":
                parts.append("\n")
            waiting.extend(reversed(element))
    return "".join(parts).strip()


def _titled(root: Any) -> str | None:
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") == "Title":
            return _docx_paragraph(paragraph) or None
    return None


def _core_properties(archive: ZipFile, maximum: int) -> Said:
    names = {"title": "title", "byline": "creator", "published": "created", "modified": "modified"}
    names["language"] = "language"
    root = None
    if has_member(archive, "docProps/core.xml"):
        root = parse_xml(read_member(archive, "docProps/core.xml", maximum), "docProps/core.xml")
    return {
        what: (None if root is None else root.findtext(f"{{*}}{name}"), f"core properties {name}")
        for what, name in names.items()
    }


def parse_odt(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of an OpenDocument text."""
    assert isinstance(piece.content, bytes)
    try:
        made = _odt(piece.content, options.maximum_bytes)
    except ReadingError as error:
        yield piece.failure(str(error))
        return
    yield from entry_of(piece, made, options)


def _odt(content: bytes, maximum: int) -> dict[str, Any]:
    archive = open_zip(content)
    manifest = "META-INF/manifest.xml"
    is_there = has_member(archive, manifest)
    if is_there and b"encryption-data" in read_member(archive, manifest, maximum):
        raise ReadingError("encrypted; save it without a password")
    root = parse_xml(read_member(archive, "content.xml", maximum), "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    lines: list[str] = []
    if body is not None:
        _odt_blocks(body, lines)
    notes = len(list(root.iter(f"{_TEXT}note")))
    changes = len(list(root.iter(f"{_TEXT}changed-region")))
    lost = _sentences([(notes, "footnotes"), (changes, "tracked changes")])
    return entry("\n".join(lines), _odt_metadata(archive, maximum), lost=lost)


def _odt_blocks(parent: Any, lines: list[str], bullet: str = "") -> None:
    for child in parent:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            text = _odt_paragraph(child)
            if text:
                lines.append(f"{bullet}{text}")
        elif child.tag == f"{_TABLE}table":
            for row in child.iter(f"{_TABLE}table-row"):
                cells = [
                    " ".join(filter(None, map(_odt_paragraph, cell.iter(f"{_TEXT}p"))))
                    for cell in row.findall(f"{_TABLE}table-cell")
                ]
                if any(cells):
                    lines.append(" | ".join(cells))
        elif child.tag in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
            _odt_blocks(child, lines, "- ")
        elif child.tag in (f"{_TEXT}list", f"{_TEXT}section", f"{_TEXT}numbered-paragraph"):
            _odt_blocks(child, lines)


def _odt_paragraph(paragraph: Any) -> str:
    parts: list[str] = []
    waiting: list[Any] = [paragraph]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        if element is not paragraph and element.tail:
            waiting.append(_SPACES.sub(" ", element.tail))
        if element.tag in (f"{_TEXT}note", f"{_OFFICE}annotation"):
            continue
        if element.tag == f"{_TEXT}s":
            parts.append(" ")
        elif element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append(" " if element.tag.endswith("tab") else "\n")
        waiting.extend(reversed(element))
        if element.text:
            waiting.append(_SPACES.sub(" ", element.text))
    return "".join(parts).strip()


_SPACES = re.compile(r"[ \t\r\n]+")


def _odt_metadata(archive: ZipFile, maximum: int) -> Said:
    names = {"title": "title", "byline": "initial-creator", "published": "creation-date"}
    names |= {"modified": "date", "language": "language"}
    root = None
    if has_member(archive, "meta.xml"):
        root = parse_xml(read_member(archive, "meta.xml", maximum), "meta.xml")
    said: dict[str, tuple[str | None, str]] = {
        what: (None if root is None else root.findtext(f".//{{*}}{name}"), f"meta.xml {name}")
        for what, name in names.items()
    }
    if root is not None and not said["byline"][0]:
        said["byline"] = (root.findtext(".//{*}creator"), "meta.xml creator")
    return said


_RTF_INFO = re.compile(r"\{\\(title|author|creatim|revtim|company)\b\s?([^{}]*)\}")
_RTF_TIME = re.compile(r"\\(yr|mo|dy)(\d+)")


def parse_rtf(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of an RTF file."""
    assert isinstance(piece.content, bytes)
    if not piece.content.lstrip().startswith(b"{\\rtf"):
        yield piece.failure("not RTF: it does not begin as RTF does; name it by what it is")
        return
    try:
        from striprtf import striprtf
    except ImportError:
        yield piece.failure("RTF is read by striprtf: pip install 'audit-articles[office]'")
        return
    source = decode(piece.content, "latin-1").text
    plain: Callable[..., str] = striprtf.rtf_to_text
    text = plain(source, errors="replace")
    info = dict(_RTF_INFO.findall(source[:50_000]))
    pictures = source.count("\\pict")
    said = {
        "title": (plain(_rtf_of(info.get("title")), errors="replace"), "RTF title"),
        "byline": (plain(_rtf_of(info.get("author")), errors="replace"), "RTF author"),
        "published": (_rtf_date(info.get("creatim")), "RTF creatim"),
        "modified": (_rtf_date(info.get("revtim")), "RTF revtim"),
        "site": (plain(_rtf_of(info.get("company")), errors="replace"), "RTF company"),
    }
    made = entry(text, said, lost=_sentences([(pictures, "pictures")]))
    yield from entry_of(piece, made, options)


def _rtf_of(value: str | None) -> str:
    return f"{{\\rtf1 {value or ''}}}"


def _rtf_date(value: str | None) -> str | None:
    parts = {name: int(number) for name, number in _RTF_TIME.findall(value or "")}
    if not {"yr", "mo", "dy"} <= parts.keys():
        return None
    return f"{parts['yr']:04}-{parts['mo']:02}-{parts['dy']:02}"


DOCX = Format("docx", (".docx", ".docm", ".dotx"), whole_binary("docx"), parse_docx)
ODT = Format("odt", (".odt", ".ott"), whole_binary("odt"), parse_odt)
RTF = Format("rtf", (".rtf",), whole_binary("rtf"), parse_rtf)
