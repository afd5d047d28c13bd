"""Entries: a text with what its format says of it, as feeds and office files give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from auditor.document import Anchor, Document, Metadata, Provided
from auditor.finding import Failure
from auditor.reading.html import document_of_page
from auditor.reading.html_fragments import CONTROLS, is_html, is_page, text_of_fragment
from auditor.reading.metadata import as_text, filled
from auditor.reading.piece import Piece, ReadingOptions

Said = Mapping[str, tuple[str | None, str]]
"""By what it gives (title, byline, …): the value, and where in the input it stood."""
_BY = re.compile(r"(?:by|von|par|por|di)\s+(?=\S)", re.IGNORECASE)
_COMPACT_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")


def entry(
    text: str,
    said: Said,
    *,
    is_markup: bool = False,
    given_id: str | None = None,
    lost: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return what a piece of the format ``entry`` holds.

    Args:
        text: the text, or the HTML that shows it.
        said: the metadata.
        is_markup: whether the text is HTML, even if it does not begin with a tag.
        given_id: the entry's own id.
        lost: sentences about parts that were not read.
    """
    metadata = {
        name: (value, origin)
        for name, (given, origin) in said.items()
        if (value := as_text(given)) is not None
    }
    return {
        **({"id": given_id} if given_id else {}),
        "text": text,
        "is_markup": is_markup,
        "said": metadata,
        "lost": lost,
    }


def parse_entry(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of an entry, and after it what was lost."""
    assert isinstance(piece.content, Mapping)
    yield _document(piece, piece.content)
    for sentence in piece.content["lost"]:
        yield Failure("skipped", piece.where, sentence)


def _document(piece: Piece, content: Mapping[str, Any]) -> Document | Failure:
    metadata = Metadata(**{name: Provided(*given) for name, given in content["said"].items()})
    anchors = (Anchor(0, piece.line, 1, False),)
    text: str = content["text"]
    is_markup = content["is_markup"] or is_html(text)
    if is_markup and is_page(text):
        found = document_of_page(CONTROLS.sub(" ", text), piece)
        if isinstance(found, Failure):
            return found
        return replace(found, metadata=filled(metadata, found.metadata), anchors=anchors)
    shown = text_of_fragment(text) if is_markup else text.strip()
    if not shown:
        return piece.failure("no text in it: there is nothing to audit")
    return Document(piece.id, shown, metadata, piece.origin.shown_path, anchors)


def without_by(byline: str | None) -> str | None:
    """Return a byline without the word that begins it."""
    return None if byline is None else _BY.sub("", byline.strip(), count=1)


def iso_date(written: str | None) -> str | None:
    """Return a date of mail, feeds or agencies as ISO 8601 has it; an unknown form as it is."""
    if written is None:
        return None
    written = written.strip()
    compact = _COMPACT_DATE.fullmatch(written)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        return f"{year}-{month}-{day}{clock}"
    if written[:1].isdigit() and written[4:5] == "-":
        return written
    try:
        return _iso(parsedate_to_datetime(written))
    except (ValueError, TypeError, IndexError, OverflowError):
        return written


def _iso(moment: datetime) -> str:
    if moment.tzinfo is timezone.utc or str(moment.tzinfo) == "UTC":
        return moment.replace(tzinfo=None).isoformat() + "Z"
    return moment.isoformat()
