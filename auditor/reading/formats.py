"""Which format reads which file."""

from __future__ import annotations

from pathlib import PurePath

from auditor.reading import (
    archives,
    arrow,
    epub,
    html,
    json_values,
    jsonl,
    mail,
    markdown,
    mhtml,
    office,
    parquet,
    pdf,
    plain,
    sqlite,
    tables,
    warc,
    xml_files,
)
from auditor.reading.piece import Format

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        *(plain.FORMAT, markdown.FORMAT, html.FORMAT, json_values.FORMAT, jsonl.FORMAT),
        *(tables.FORMAT, parquet.FORMAT, warc.FORMAT, xml_files.FORMAT),
        *(office.DOCX, office.ODT, office.RTF, epub.FORMAT, pdf.FORMAT, mail.MAIL, mail.MBOX),
        *(archives.ZIP, archives.TAR, mhtml.FORMAT, sqlite.FORMAT, arrow.FORMAT),
    )
}
COMPRESSED = (".gz", ".zst")
_MAGIC = {b"PAR1": "parquet", b"WARC/": "warc", b"%PDF-": "pdf", b"{\\rtf": "rtf"}
_MAGIC |= {b"PK\x03\x04": "zip", b"SQLite format 3": "sqlite", b"ARROW1": "arrow"}
_BY_SUFFIX = {suffix: each for each in FORMATS.values() for suffix in each.suffixes}


def readable_suffixes() -> tuple[str, ...]:
    """Return the suffixes by which a folder's files are chosen."""
    return (*sorted(_BY_SUFFIX), *COMPRESSED)


def is_readable(path: str) -> bool:
    """Tell by its name whether a file is of a known kind."""
    return _suffix(path) in _BY_SUFFIX


def format_of(path: str, head: bytes) -> Format:
    """Return a file's format: by its name, else by how it begins.

    A file without a known suffix that the user names outright is sniffed, and so is standard
    input: a brace begins JSON lines, a bracket JSON, a tag HTML; all else is text.
    """
    known = _BY_SUFFIX.get(_suffix(path))
    return known if known is not None else FORMATS[_sniffed(head)]


def _suffix(path: str) -> str:
    name = PurePath(path.lower())
    return PurePath(name.stem).suffix if name.suffix in COMPRESSED else name.suffix


def _sniffed(head: bytes) -> str:
    for magic, name in _MAGIC.items():
        if head.startswith(magic):
            return name
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith((b"[{", b"[ ", b"[\n", b"[\r")):
        return "json"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<nitf", b"<newsitem", b"<tei")):
        return "xml"
    if start.startswith(b"<!--"):
        return "html"
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else "text"
