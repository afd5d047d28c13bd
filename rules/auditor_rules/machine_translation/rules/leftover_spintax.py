"""Braces of a spinner's template left in the text: "{a magazine}", "{big|large} house"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span

_WORDS = r"[A-Za-z][A-Za-z'’-]{0,19}(?: [A-Za-z][A-Za-z'’-]{0,19}){0,5}"
# A word before and a word or a mark after it: `{start|stop}` of a manual ends its line.
_SPINTAX = re.compile(
    rf"(?<=[a-z,] )\{{(?:{_WORDS}(?:\|{_WORDS}){{1,9}}"
    rf"|(?:an?|the|this|his|her|their|your) {_WORDS})\}}"
    r"(?=[.,;:!?]| [a-z])"
)
_CODE = re.compile(r"[Uu]sage:|--[a-z]|[;{}]\n")


def find(document: Document) -> Iterator[Hit]:
    """Yield the braces, with the first of the alternatives."""
    if _CODE.search(document.text):
        return
    for match in _SPINTAX.finditer(document.text):
        first = match.group()[1:-1].split("|")[0]
        yield Hit(
            Span(*match.span()),
            f"“{match.group()}” is left of a template from which a program makes many texts",
            first,
        )


RULE = Rule(
    id="machine-translation/leftover-spintax",
    summary="braces of a spinner's template left in the text",
    severity="warning",
    find=find,
    what=(
        "Looks for braces within a sentence around alternatives parted by a bar, or around an "
        "article and its noun: what spinning services call spintax."
    ),
    why="A text of which a program makes many versions was not written for its readers.",
    known_problems=(
        "Templates of other kinds use braces too; texts with signs of code are left alone."
    ),
    invalid=(
        Example("She saw the story on ⟦{a magazine}⟧ cover.", "a magazine"),
        Example("We bought a ⟦{big|large|huge}⟧ house.", "big"),
    ),
    valid=(
        Example("She saw the story on a magazine cover."),
        Example("Usage: service {start|stop|restart} name"),
        Example("Replace {name} by your own name."),
        Example("The set {a, b} is finite."),
    ),
    sources=(
        Source(
            "Zhang, Wang and Voelker (2014): DSpin: detecting spun content on the web",
            "https://doi.org/10.14722/ndss.2014.23004",
        ),
    ),
    languages=("en",),
)
