"""Web pages: the main text as trafilatura finds it, and what the page says about itself.

What the extractor left out is not part of the document, so nothing is found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.document import Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.html_fragments import CONTROLS
from auditor.reading.html_metadata import metadata_of_page
from auditor.reading.html_positions import anchors
from auditor.reading.piece import Format, Piece, ReadingOptions
from auditor.reading.whole import whole_file

_CHARSET = re.compile(rb"<meta\b[^<>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document, and after it what was lost in decoding."""
    assert isinstance(piece.content, bytes)
    charset = _CHARSET.search(piece.content[:_HEAD_BYTES])
    decoded = decode(piece.content, charset.group(1).decode("ascii") if charset else None)
    source = CONTROLS.sub(" ", decoded.text)
    yield document_of_page(source, piece)
    if decoded.complaint:
        yield piece.failure(decoded.complaint)


def document_of_page(source: str, piece: Piece) -> Document | Failure:
    """Return the main text of a page as a document whose positions are the page's."""
    extracted = _extract(source)
    text = (extracted.get("text") or _all_text(source)).strip()
    if not text:
        return piece.failure("no text found in this page: it may be built by scripts")
    return Document(
        piece.id,
        text,
        metadata_of_page(source, extracted),
        piece.origin.shown_path,
        anchors(text, source),
    )


def _extract(source: str) -> Mapping[str, Any]:
    from trafilatura import bare_extraction

    found = bare_extraction(source, with_metadata=True, include_comments=False)
    if found is None:
        return {}
    return {
        name: getattr(found, name)
        for name in ("text", "title", "author", "date", "sitename", "url", "language")
    }


def _all_text(source: str) -> str:
    """Return all visible text: what to fall back on when no main text stands out."""
    from trafilatura import html2txt

    return str(html2txt(source))


FORMAT = Format("html", (".html", ".htm", ".xhtml"), whole_file("html"), parse)
