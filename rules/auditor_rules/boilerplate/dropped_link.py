"""A linked name was dropped from the sentence and left a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

# A space before a full stop or comma that ends a word: not before an ellipsis or a decimal.
_SPACED_MARK = re.compile(r"(?<=[^\W\d_])[ \u00a0]+(?=[.,](?![.,\w]))")
CONTEXT = 30
"""Code points of the sentence shown before the hole."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the places where a linked name seems to be missing."""
    for gap in _SPACED_MARK.finditer(document.text):
        span = Span(_word_start(document.text, gap.start()), gap.end() + 1)
        before = document.text[max(gap.start() - CONTEXT, 0) : gap.end() + 1]
        message = f"signs of a dropped link: a space before the mark, “…{before}”"
        yield Hit(span, message, kind="dropped-link")


def _word_start(text: str, end: int) -> int:
    start = end
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


RULE = Rule(
    id="boilerplate/dropped-link",
    summary="A linked name was dropped from the sentence",
    severity="warning",
    find=find,
    what="A space that stands before a full stop or a comma in the middle of a line.",
    why=(
        "Scrapers that leave out links leave out the names in them: who did it, and where. The "
        "sentence still reads, and what it says is no longer what was written."
    ),
    known_problems=(
        "About half of dropped links leave no trace at all. Tokenised text has such spaces "
        "everywhere, French puts one before some marks."
    ),
    invalid=(
        Example("The army kept up its campaign ⟦in .⟧ The minister spoke of success."),
        Example("According ⟦to ,⟧ prices rose."),
    ),
    valid=(
        Example("The army kept up its campaign in June. The minister spoke ... of success."),
        Example("It costs .5 of a cent, or less."),
    ),
)
