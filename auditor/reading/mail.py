"""Mail: a message's own text, HTML before plain, without what it quotes of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from io import BufferedReader
from typing import Any

from auditor.document import Document
from auditor.finding import Failure
from auditor.reading.encodings import decode
from auditor.reading.entries import entry, iso_date
from auditor.reading.html_fragments import CONTROLS, text_of_element
from auditor.reading.office import entry_of, whole_binary
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.whole import NOTHING

_QUOTED = re.compile(r"^[ \t]*>.*(?:\n|\Z)", re.MULTILINE)
_INTRODUCTION = re.compile(
    r"^(?:On|Am|Le|El|Il|Op) .{0,200}?(?:wrote|schrieb|écrit|escribió|ha scritto|schreef)[^\n]*:"
    r"[ \t]*\n(?=\s*(?:>|\Z))",
    re.MULTILINE | re.DOTALL,
)
_FORWARDED = re.compile(
    r"^-{3,} ?(?:Original Message|Forwarded message|Ursprüngliche Nachricht|Message d'origine)"
    r" ?-{3,}.*\Z",
    re.MULTILINE | re.DOTALL,
)
_QUOTES = (
    ".//blockquote[@type='cite']",
    ".//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    ".//*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]",
    ".//*[@id='divRplyFwdMsg']/following-sibling::*",
    ".//*[@id='divRplyFwdMsg']",
)
_HIDDEN = ".//*[contains(translate(@style, ' ', ''), 'display:none')]"


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of a message."""
    assert isinstance(piece.content, bytes)
    message = message_from_bytes(piece.content, policy=policy.default)
    if not message.keys():
        yield piece.failure("not a message: it has no head; name it by what it is")
        return
    body = _body(message)
    if body is None:
        yield piece.failure("no text in this message: it holds attachments alone")
        return
    text, has_quotes = _shown(body)
    names = [name or address for name, address in getaddresses([_header(message, "From") or ""])]
    attachments = [part for part in message.walk() if part.get_filename()]
    lost = [f"attachments ({len(attachments)})"] if attachments else []
    lost += ["quoted history"] if has_quotes else []
    made = entry(
        text,
        {
            "title": (_header(message, "Subject"), "mail Subject"),
            "byline": (", ".join(names), "mail From"),
            "published": (iso_date(_header(message, "Date")), "mail Date"),
            "url": ((_header(message, "Archived-At") or "").strip("<> "), "mail Archived-At"),
            "language": (_header(message, "Content-Language"), "mail Content-Language"),
        },
        lost=(f"not read: {', '.join(lost)}",) if lost else (),
    )
    yield from entry_of(piece, made, options)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except Exception:  # a broken header is worth no message; its parser raises what it likes
        return None
    return None if value is None else str(value)


def _body(message: EmailMessage) -> EmailMessage | None:
    """Return the part that is read: HTML before plain, neither an attachment."""
    found: dict[str, EmailMessage] = {}
    for part in message.walk():
        kind = part.get_content_type()
        is_text = kind in ("text/html", "text/plain") and not part.get_filename()
        if is_text and kind not in found and (_payload(part) or b"").strip():
            found[kind] = part
    return found.get("text/html") or found.get("text/plain")


def _payload(part: EmailMessage) -> bytes | None:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else None


def _shown(part: EmailMessage) -> tuple[str, bool]:
    """Return what a reader sees of a part, and whether quotations were left out of it."""
    text = decode(_payload(part) or b"", str(part.get_content_charset() or "")).text
    if part.get_content_type() == "text/html":
        return _shown_html(text)
    own = _FORWARDED.sub("", _QUOTED.sub("", _INTRODUCTION.sub("", text)))
    return own.strip(), own != text


def _shown_html(source: str) -> tuple[str, bool]:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    try:
        root = html.document_fromstring(CONTROLS.sub(" ", source).encode(), parser=parser)
    except etree.LxmlError:
        return "", False
    quotes = sum(_drop(root, path) for path in _QUOTES)
    _drop(root, _HIDDEN)
    return text_of_element(root), quotes > 0


def _drop(root: Any, path: str) -> int:
    elements = root.xpath(path)
    for element in elements:
        element.drop_tree()
    return len(elements)


def split_mbox(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each message of a mailbox (RFC 4155); a line ``From `` after an empty one begins it."""
    number = line_number = 0
    kept = bytearray()
    begun = 1
    size = 0
    is_after_empty = True
    while line := stream.readline(1 << 20):
        line_number += 1
        if is_after_empty and line.startswith(b"From "):
            if size:
                number += 1
                yield _message(bytes(kept), size, origin, (begun, number), options)
            kept, size, begun = bytearray(), 0, line_number + 1
        else:
            size += len(line)
            if size <= options.maximum_bytes:
                kept += line[1:] if line.startswith(b">From ") else line
        is_after_empty = not line.strip()
    if kept.strip():
        number += 1
        yield _message(bytes(kept), size, origin, (begun, number), options)
    if number == 0:
        yield Failure("reading", origin.name, NOTHING)


def _message(
    content: bytes, size: int, origin: Origin, place: tuple[int, int], options: ReadingOptions
) -> Piece | Failure:
    line, number = place
    if size > options.maximum_bytes:
        return too_large(f"{origin.name}:{line}", options.maximum_bytes)
    return Piece("mbox", origin, content, line, number)


MAIL = Format("mail", (".eml",), whole_binary("mail"), parse)
MBOX = Format("mbox", (".mbox", ".mbx"), split_mbox, parse)
