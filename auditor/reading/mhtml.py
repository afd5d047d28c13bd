"""MHTML: a page as a browser saves it, in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy

from auditor.document import Document, Provided
from auditor.finding import Failure
from auditor.reading import html
from auditor.reading.encodings import decode
from auditor.reading.html_fragments import CONTROLS
from auditor.reading.office import whole_binary
from auditor.reading.piece import Format, Piece, ReadingOptions


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of the page; frames and pictures are left out."""
    assert isinstance(piece.content, bytes)
    message = message_from_bytes(piece.content, policy=policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    content = pages[0].get_payload(decode=True) if pages else None
    if not isinstance(content, bytes) or not content.strip():
        yield piece.failure("no page in it: it is damaged or of another kind")
        return
    source = decode(content, str(pages[0].get_content_charset() or "")).text
    found = html.document_of_page(CONTROLS.sub(" ", source), piece)
    address = message["Snapshot-Content-Location"] or pages[0]["Content-Location"]
    if isinstance(found, Document) and address and found.metadata.url is None:
        url = Provided(str(address), "MHTML Content-Location")
        found = replace(found, metadata=replace(found.metadata, url=url))
    # Its lines are those of the page, which stands encoded in the file.
    yield found


FORMAT = Format("mhtml", (".mhtml", ".mht"), whole_binary("mhtml"), parse)
