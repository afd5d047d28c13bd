"""A template's placeholder was never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_PLACEHOLDER = re.compile(
    r"\{\{\s{0,3}[\w.| -]{1,60}\}\}"
    r"|<%=?[^%\n]{1,80}%>|%%[A-Z_]{2,30}%%|\$\{[\w.]{1,40}\}"
    r"|\[(?:insert|your|enter|add|company|author|city|date|name|link|source|client|first|last|"
    r"product|publication|recipient)\b(?: (?!by\b|of\b)[\w'/&-]{1,20}){0,6}\]"
    r"|\b(?:INSERT|YOUR|ADD)_[A-Z_]{3,40}\b"
    r"|\b(?:PASTE|INSERT)_?[A-Z]{2,20}_HERE\b",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(r"\[(?:name|date|source|city|author|company|link)\]", re.IGNORECASE)
_FILLER = re.compile(r"\blorem ipsum\b[^\n]{0,120}", re.IGNORECASE)
_MARKS = ("{{", "<%", "%%", "${", "[", "_", "psum", "PSUM")
"""One of these stands in every placeholder: looked for first, because most texts have none."""


def find(document: Document) -> Iterator[Hit]:
    """Yield placeholders and filler text; a lone "[name]" is an editor's bracket."""
    if not any(mark in document.text for mark in _MARKS):
        return
    for match in _PLACEHOLDER.finditer(document.text):
        if not _EDITORIAL.fullmatch(match.group()):
            yield _hit(match, "a placeholder that was never filled", "placeholder")
    for match in _FILLER.finditer(document.text):
        yield _hit(match, "a designer's filler text", "filler")


def _hit(match: re.Match[str], wording: str, kind: str) -> Hit:
    shown = match.group()[:40]
    return Hit(Span(match.start(), match.end()), f"signs of {wording}: “{shown}”", kind=kind)


RULE = Rule(
    id="boilerplate/unfilled-placeholder",
    summary="A template's placeholder was never filled",
    severity="error",
    find=find,
    what=(
        '"[insert name]", "{{title}}", "${date}", "%%FIRSTNAME%%", "INSERT_SOURCE_URL" and '
        '"Lorem ipsum".'
    ),
    why="What should stand there is missing, and nobody looked.",
    known_problems=(
        "Articles about templates and code show the same signs. A single word in brackets, such as "
        "[name], is how editors hide a name, and is left alone."
    ),
    invalid=(
        Example("Dear ⟦[insert name]⟧, the harvest failed."),
        Example("⟦{{title}}⟧\nThe harvest failed."),
        Example("The harvest failed.\n⟦Lorem ipsum dolor sit amet, consectetur⟧"),
    ),
    valid=(
        Example("“[The minister] told [name] that the harvest failed,” she said."),
        Example("He took [a] lantern [sic] and the [source of] light."),
        Example("The set {1, 2} has two members."),
    ),
)
