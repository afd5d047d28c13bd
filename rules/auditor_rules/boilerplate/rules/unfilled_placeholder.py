"""A template's placeholder was never filled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.page_features import CODE_LINE
from auditor_rules.lexicons import phrase_hits

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
TEMPLATES = "boilerplate/template-phrases"
_SPOKEN_OF = re.compile(
    r"\b(?:blog|template|placeholder|draft|form letter|fill in|filler|boilerplate|mail merge|"
    r"prompt|joke|kidding|insert joke|variable|syntax|command|config)\b",
    re.IGNORECASE,
)
MAX_LENGTH_CODE = 240
REACH = 160
"""Code points around a placeholder within which the text may be speaking about placeholders."""
_MARKS = ("{{", "<%", "%%", "${", "[", "_", "psum", "PSUM")
"""One of these stands in every placeholder: looked for first, because most texts have none."""


def find(document: Document) -> Iterator[Hit]:
    """Yield placeholders and filler text; a lone "[name]" is an editor's bracket."""
    text = document.text
    for phrase in phrase_hits(document, TEMPLATES):
        yield _hit(text, phrase.span, "a template's own text", "template")
    if not any(mark in text for mark in _MARKS):
        return
    for match in _PLACEHOLDER.finditer(text):
        span = Span(*match.span())
        if not _EDITORIAL.fullmatch(match.group()) and not _is_spoken_of(text, span):
            yield _hit(text, span, "a placeholder that was never filled", "placeholder")
    for match in _FILLER.finditer(text):
        yield _hit(text, Span(*match.span()), "a designer's filler text", "filler")


def _is_spoken_of(text: str, span: Span) -> bool:
    """Tell whether the text around speaks of templates or jokes, or the line is code."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : span.start] + text[span.end : end if end >= 0 else len(text)]
    if len(line) <= MAX_LENGTH_CODE and CODE_LINE.search(line):
        return True
    around = text[max(span.start - REACH, 0) : span.start] + text[span.end : span.end + REACH]
    return _SPOKEN_OF.search(around) is not None


def _hit(text: str, span: Span, wording: str, kind: str) -> Hit:
    return Hit(span, f"signs of {wording}: “{span.of(text)[:40]}”", kind=kind)


RULE = Rule(
    id="boilerplate/unfilled-placeholder",
    summary="A template's placeholder was never filled",
    severity="error",
    find=find,
    what=(
        '"[insert name]", "{{title}}", "${date}", "%%FIRSTNAME%%", "INSERT_SOURCE_URL", '
        '"Lorem ipsum", and what template makers write where an author should ("Use this space '
        'to …"), in twelve languages. Not beside words that speak of templates, nor in code.'
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
        Example("The harvest failed. ⟦Use this space to⟧ present other views."),
    ),
    valid=(
        Example("“[The minister] told [name] that the harvest failed,” she said."),
        Example("He took [a] lantern [sic] and the [source of] light."),
        Example("The set {1, 2} has two members."),
        Example("I owe this blog a post; it will be up by [insert date and time here]."),
    ),
    confidence=0.61,
    evidence="6 of 6 on the half of the panel that was set aside (lower bound .61)",
)
