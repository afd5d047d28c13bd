"""A message of the server or its programs stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_MESSAGE = re.compile(
    r"(?:(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error|Strict Standards|"
    r"Catchable fatal error|Recoverable fatal error)\s?:\s{1,3}[^\n]{4,300}?\sin \S{3,200} on line "
    r"\d{1,6}\.?)"
    r"|Error establishing a (?:database|Redis) connection"
    r"|There has been a critical error on (?:this|your) website\.?"
    r"|(?:500 Internal Server Error|502 Bad Gateway|503 Service (?:Temporarily )?Unavailable|"
    r"504 Gateway Time-?out|429 Too Many Requests|403 Forbidden|404 Not Found)(?=\n|$)"
    r"|You have an error in your SQL syntax; check the manual"
    r"|Uncaught (?:Error|TypeError|ReferenceError|Exception): [^\n]{4,120}"
    r"|Cannot modify header information - headers already sent"
    r"|Traceback \(most recent call last\):"
)
_SIGNS = (
    *("on line ", "Error establishing", "critical error on", "500 Int", "502 Bad", "503 Ser"),
    *("504 Gat", "429 Too", "403 For", "404 Not", "SQL syntax", "Uncaught ", "Cannot modify h"),
    "Traceback (",
)
_CODE = re.compile(r"```|</|/>|^\s*(?:\$|>>>|#!)\s?\S|[;{]\s*$|->\w", re.MULTILINE)


def find(document: Document) -> Iterator[Hit]:
    """Yield the messages; none in a text that holds code, which may be about them."""
    text = document.text
    if not any(sign in text for sign in _SIGNS):
        return
    found = list(_MESSAGE.finditer(text))
    outside = "".join(_MESSAGE.split(text)) if found else ""
    if not found or _CODE.search(outside):
        return
    for match in found:
        message = f"signs of a page that failed: the server's message “{match.group()[:60]}”"
        yield Hit(Span(*match.span()), message, suggestion="", kind="server-message")


RULE = Rule(
    id="boilerplate/server-message",
    summary="A message of the server or its programs stands in the text",
    severity="warning",
    find=find,
    what="Warnings and errors of PHP, databases and web servers, as they print them.",
    why="The page was broken when it was taken; what should stand there may be missing.",
    known_problems="Questions and answers about such a message, where they show no code.",
    invalid=(
        Example(
            "⟦Warning: Undefined variable $title in /var/www/html/page.php on line 12⟧\n"
            "The harvest failed."
        ),
        Example("⟦Error establishing a database connection⟧"),
    ),
    valid=(
        Example("Warning: the road is closed. He stood on line 12 of the list."),
        Example("```\n$ curl example.org\n502 Bad Gateway\n```"),
    ),
)
