"""Buttons for sharing are left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.boilerplate.line_kinds import claims, finder

_NAME = (
    r"(?:Facebook|Twitter|WhatsApp|Telegram|Pinterest|LinkedIn|Reddit|Email|Tumblr|Viber|Print|"
    r"Google\+|Instagram|Messenger|Flipboard|Copy Link|ReddIt|VK|X)"
)
_ROW = re.compile(rf"(?:Share |Tweet )?{_NAME}(?:[ |·]{{1,3}}{_NAME}){{3,12}}(?![\w,])")
_claimed = finder("share-bar", "buttons for sharing")


def find(document: Document) -> Iterator[Hit]:
    """Yield claimed lines, and rows of four buttons or more inside longer ones."""
    yield from _claimed(document)
    text = document.text
    if "Facebook" not in text:
        return
    spans = [claim.span for claim in claims(document).get("share-bar", ())]
    for match in _ROW.finditer(text):
        span = Span(*match.span())
        if not any(each.start <= span.start < each.end for each in spans):
            message = f"signs of buttons for sharing left in the text: “{match.group()[:60]}”"
            yield Hit(span, message, suggestion="", kind="share-bar")


RULE = Rule(
    id="boilerplate/share-bar",
    summary="Buttons for sharing are left in the text",
    severity="note",
    find=find,
    what=(
        'A line such as "Share this", "Follow us on", or three and more names of social '
        "networks in a row."
    ),
    why="These are buttons.",
    known_problems="A list of social networks in an article about them.",
    invalid=(
        Example("Prices rose.\n⟦Share this article⟧\n⟦Facebook⟧\n⟦Twitter⟧"),
        Example("Prices rose.\n⟦Facebook Twitter WhatsApp Email⟧"),
        Example(
            "May 4, 2022 ⟦Share Facebook Twitter WhatsApp Email⟧ A clerk has said in writing that "
            "the bridge will be closed for a year, and nobody knows who will pay the ferry that "
            "will have to carry people over the river in the meantime."
        ),
    ),
    valid=(
        Example("They share this article of faith."),
        Example("Twitter\nThe firm was bought in 2022 and renamed a year later."),
    ),
    confidence=0.92,
    evidence="46 of 46 claimed lines of extractor.dev were residue",
    is_safe=True,
)
