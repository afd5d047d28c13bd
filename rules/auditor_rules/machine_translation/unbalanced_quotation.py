"""A quotation that is opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, quotations

_FIRST_WORDS = re.compile(r"[\"“„«]\s?\w+(?:\s\w+){0,4}")
_MEASURED = re.compile(r"\d\"")
_NEXT_MARK = re.compile(r"[\"“”„«»]")
MOST = 2
"""A text with more unclosed quotations sets them in a way of its own."""


def _find(document: Document) -> Iterator[Hit]:
    unclosed = [each for each in quotations(document) if not each.is_closed]
    if len(unclosed) > MOST:
        return
    for quotation in unclosed:
        words = _FIRST_WORDS.match(document.text, quotation.span.start, quotation.span.end)
        if words and not quotation.is_continued and not _goes_on(document.text, quotation.span):
            yield Hit(Span(*words.span()), "a quotation opens here and is not closed")


def _goes_on(text: str, span: Span) -> bool:
    """Tell whether the speech may be carried on: by a later closing mark, or a further opening."""
    if _MEASURED.search(span.of(text)):
        return True
    following = _NEXT_MARK.search(text, span.end)
    if following is None:
        return False
    is_at_once = not text[span.end : following.start()].strip()
    before, after = text[following.start() - 1], text[following.end() : following.end() + 1]
    is_closing = following.group() in "”»" or (not before.isspace() and not after.isalnum())
    return is_at_once or is_closing


RULE = Rule(
    id="machine-translation/unbalanced-quotation",
    summary="a quotation that is opened and never closed",
    severity="note",
    find=_find,
    what=(
        "Looks for an opening quotation mark without a closing one in its paragraph, unless the "
        "next paragraph opens with a mark, which is how long speeches are set."
    ),
    why="Where a quotation ends decides who said the rest; programs lose the closing mark.",
    known_problems="Human slips look the same. Inches and seconds are told by the digit before.",
    invalid=(
        Example("It was late. ⟦“Nobody came⟧, and nobody will come, she said."),
        Example('He said: ⟦"Nobody came at all in⟧ the end.'),
    ),
    valid=(
        Example("“Nobody came,” she said. “It was late.\n\n“And it was cold.”"),
        Example('The 6\'2" player said: "It was late."'),
    ),
)
