"""HTML that is an article's body already: all that a reader sees of it, block by block.

A field of a record or an entry of a feed holds no menus that a page's extractor would have to find
and leave out; such an extractor would take short ones for noise.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

_UNSEEN = frozenset(
    "script style template noscript head title iframe svg object canvas select button".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt fieldset figcaption figure footer form h1 "
    "h2 h3 h4 h5 h6 header hr html hl2 item li main nav ol p pre section table tbody "
    "tfoot thead tr ul block caption head list quote row lb".split()
)
_BEGIN = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\b|[a-z][a-z0-9]*\b[^<>]*>)", re.I | re.S
)
_PAIRED = re.compile(
    r"</(?:p|div|a|h[1-6]|ul|ol|span|strong|em|b|i|blockquote|figure|body)\s*>"
    r"|<br\b",
    re.I,
)
_PAGE = re.compile(r"<(?:html|body)\b", re.I)
_ESCAPED = re.compile(r"\s*&lt;[a-z!]", re.I)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_LONE_DASH = re.compile(r"^- [ \n]*\n(?=[^\n-])", re.M)
"""Of an item whose text stands in a paragraph of its own."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
# Not allowed in XML, so lxml refuses them; white space of one character keeps every offset.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_html(text: str) -> bool:
    """Tell whether a text is HTML: it begins with a tag, and a tag ends in it.

    Prose that mentions tags, or into which a stray one got, is none.
    """
    return _BEGIN.match(text) is not None and _PAIRED.search(text) is not None


def is_page(text: str) -> bool:
    """Tell whether HTML is a whole page, menus and all."""
    return _PAGE.search(text[:20_000]) is not None


def unescaped(text: str) -> str:
    """Return HTML that was escaped once more than needed as it was; every other text as it is."""
    return unescape(text) if _ESCAPED.match(text) and "<" not in text else text


def text_of_fragment(source: str) -> str:
    """Return what a reader sees of a piece of HTML: a line a block, list items with a dash."""
    from lxml import etree, html

    source = CONTROLS.sub(" ", source)
    if not source.strip():
        return ""
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = html.document_fromstring(f"<div>{source}</div>".encode(), parser=parser)
        found = text_of_element(root)
    except etree.LxmlError:
        found = ""
    # Nested deeper than the parser goes: its tags are taken out one by one.
    return found or "\n".join(unescape(_TAG.sub("\n", source)).split())


def text_of_element(root: Any, unseen: frozenset[str] = _UNSEEN) -> str:
    """Return what a reader sees of an element of HTML or of a dialect of it."""
    lines = _Lines(unseen)
    lines.add(root)
    return lines.text()


class _Lines:
    """The lines of text of an element, walked without recursion: pages nest deeper than Python."""

    def __init__(self, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self._parts: list[str] = []
        self._preformatted = 0

    def add(self, root: Any) -> None:
        waiting: list[tuple[Any, bool]] = [(root, True)]
        while waiting:
            element, is_start = waiting.pop()
            if not isinstance(element.tag, str):
                self._tail(element, root)
                continue
            name = element.tag.rpartition("}")[2].lower()
            if not is_start:
                self._end(name)
                self._tail(element, root)
            elif name in self._unseen:
                self._tail(element, root)
            else:
                self._start(name, element)
                waiting.append((element, False))
                waiting.extend((child, True) for child in reversed(element))

    def _start(self, name: str, element: Any) -> None:
        if name in _BLOCKS:
            self._parts.append("\n")
        self._preformatted += name == "pre"
        if name in ("br", "lb"):
            self._parts.append("\n")
        elif name in ("li", "item"):
            self._parts.append("- ")
        elif name in ("td", "th", "cell") and element.getprevious() is not None:
            self._parts.append(" | ")
        self._put(element.text)

    def _end(self, name: str) -> None:
        self._preformatted -= name == "pre"
        if name in _BLOCKS:
            self._parts.append("\n")

    def _tail(self, element: Any, root: Any) -> None:
        if element is not root:
            self._put(element.tail)

    def _put(self, text: str | None) -> None:
        if text:
            self._parts.append(text if self._preformatted else _SPACE.sub(" ", text))

    def text(self) -> str:
        joined = _LONE_DASH.sub("- ", "".join(self._parts))
        lines = (line.strip(" \t\xa0") for line in joined.split("\n"))
        return "\n".join(line for line in lines if line not in ("", "-"))
