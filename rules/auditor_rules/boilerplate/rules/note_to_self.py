"""An editor's note to self was left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

_NOTE = re.compile(
    r"\bTK(?:TK)+\b|\[TK[^\]\n]{0,60}\]|\(TK\)"
    r"|\b(?:TODO|FIXME):\s[^\n]{0,80}"
    r"|\[(?:citation needed|source needed|needs? (?:a )?(?:source|citation|link|quote)|"
    r"check (?:this|spelling|name|date|source|fact)s?|fact[- ]check|"
    r"(?:link|photo|image) here|add (?:a )?"
    r"(?:link|source|quote|photo|image)[^\]\n]{0,30}|headline here|more (?:here|to come))\]"
    r"|\((?:check (?:this|spelling|name|date|source)|insert [^()\n]{3,40} here|source\?\?+)\)"
    r"|\bXX+ (?:check|add|source)\b",
)
_MARKS = ("TK", "TODO", "FIXME", "[", "(check", "(insert", "(source", "XX")
"""One of these stands in every note: looked for first, because most texts have none."""


def find(document: Document) -> Iterator[Hit]:
    """Yield notes that were meant for whoever finished the text."""
    if not any(mark in document.text for mark in _MARKS):
        return
    for match in _NOTE.finditer(document.text):
        span = Span(match.start(), match.end())
        message = f"signs of an unfinished text: the note “{match.group()[:60]}”"
        yield Hit(span, message, kind="note-to-self")


RULE = Rule(
    id="boilerplate/note-to-self",
    summary="An editor's note to self was left in the text",
    severity="error",
    find=find,
    what='"TKTK", "TODO: …", "[citation needed]", "(check spelling)" and the like.',
    why="The author knew that something was missing, and it still is.",
    known_problems="Texts about editing quote such notes; copied encyclopedia text has its own.",
    invalid=(
        Example("The mill employed ⟦TKTK⟧ people."),
        Example("The mill opened in 1912 ⟦[citation needed]⟧ and burned down."),
        Example("⟦TODO: ask the mill⟧\nPrices rose."),
    ),
    valid=(
        Example("He kept a to-do list of things to check."),
        Example("The K.K. is [an editor's] concern (check the mill)."),
    ),
)
