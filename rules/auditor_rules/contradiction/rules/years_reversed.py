"""A span of years, or a life, that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_YEAR = r"(?:1[5-9]|20)\d\d"
_NO_OTHER_ERA = r"(?![,.]?\d|\w| (?:BCE?\b|B\.C))"
_SPANS = re.compile(
    rf"(?P<from>{_YEAR})(?: (?:to|until|till|through|and) |(?P<dash> ?[-–—] ?))"
    rf"(?P<to>{_YEAR}){_NO_OTHER_ERA}"
)
_OPENS_SPAN = re.compile(r"\b(?:from|between) \Z|\( ?(?:born )?\Z", re.IGNORECASE)
_LIFE = re.compile(
    rf"\bborn (?:in|on [\w ,]{{3,16}}) (?P<from>{_YEAR})\b[^.!?;\n]{{0,80}}"
    rf"\band died (?:in|on [\w ,]{{3,16}}) (?P<to>{_YEAR}){_NO_OTHER_ERA}"
)


def _find(document: Document) -> Iterator[Hit]:
    # Years are looked for first: they are rarer than "from".
    for match in _SPANS.finditer(document.text):
        start = match.start()
        before = _OPENS_SPAN.search(document.text, max(0, start - 9), start)
        if before is not None and (match["dash"] is None) != before.group().startswith("("):
            yield from _reversed(match, "This span of years")
    if "died" in document.text:
        for match in _LIFE.finditer(document.text):
            yield from _reversed(match, "This life")


def _reversed(match: re.Match[str], what: str) -> Iterator[Hit]:
    first, last = match["from"], match["to"]
    if int(first) > int(last):
        yield Hit(
            Span(*match.span("to")),
            f"{what} ends in {last}, before it begins in {first}.",
            related=(Span(*match.span("from")),),
            kind="calendar",
            grade="conflict",
        )


RULE = Rule(
    id="contradiction/years-reversed",
    summary="A span of years or a life that ends before it begins.",
    severity="error",
    find=_find,
    what=(
        "Reads 'from 2010 to 2005', 'between 2010 and 2005', '(1970-1965)' and 'born in 1970 and "
        "died in 1965'. Years before Christ are left out."
    ),
    why="The order cannot be, so at least one of the years is wrong.",
    known_problems=(
        "Numbers of four digits that look like years (a rise from 2010 to 1990 points) are taken "
        "for years. Events told in a wrong order in two sentences are not seen."
    ),
    invalid=(
        Example("The mill stood empty from ⟪2010⟫ to ⟦2005⟧."),
        Example("Ada Brook (⟪1970⟫–⟦1965⟧) built the bridge."),
        Example("Ada Brook was born in ⟪1970⟫ in Tarrow and died in ⟦1965⟧."),
    ),
    valid=(
        Example("The mill stood empty from 2005 to 2010."),
        Example("The town was held between 1700 and 1600 BC."),
        Example("Ada Brook (1965–2010) built the bridge."),
        Example("Her son was born in 1970. His grandfather died in 1965."),
    ),
    languages=("en",),
    confidence=0.8,
    evidence=(
        "not measured: an estimate; no hit among 243 such spans of years in 7,286 "
        "texts and pages, so nothing right is accused and nothing wrong was there"
    ),
)
