"""A quotation that is opened and never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, quotations

_FIRST_WORDS = re.compile(r"[\"“„«]\s?\w+(?:\s\w+){0,4}")
_MEASURED = re.compile(r"\d\"")
_NEXT_MARK = re.compile(r"[\"“”„«»]")
MAX_COUNT = 2
"""A text with more unclosed quotations sets them in a way of its own."""


def _find(document: Document) -> Iterator[Hit]:
    text = document.text
    unclosed = [each for each in quotations(document) if not each.is_closed]
    if len(unclosed) > MAX_COUNT:
        return
    for quotation in unclosed:
        words = _FIRST_WORDS.match(text, *quotation.span)
        if words and not quotation.is_continued and not _is_doubtful(text, quotation.span):
            yield Hit(Span(*words.span()), "a quotation opens here and is not closed")


def _is_doubtful(text: str, span: Span) -> bool:
    """Tell whether the speech may go on, or the mark may be another: a closing one, or inches."""
    is_straight = text[span.start] == '"'
    if is_straight and (text.count('"') % 2 == 0 or not _opens_a_word(text, span.start)):
        return True
    return bool(_MEASURED.search(span.of(text))) or _goes_on(text, span)


def _opens_a_word(text: str, place: int) -> bool:
    before = text[place - 1 : place]
    return (not before or before.isspace() or before in "([—–") and text[place + 1].isalnum()


def _goes_on(text: str, span: Span) -> bool:
    """Tell whether a later mark closes the speech or opens it again, or the text ends in it."""
    following = _NEXT_MARK.search(text, span.end)
    if following is None:
        return not text[span.end :].strip()
    is_at_once = not text[span.end : following.start()].strip()
    before, after = text[following.start() - 1], text[following.end() : following.end() + 1]
    return is_at_once or following.group() in "”»" or (not before.isspace() and not after.isalnum())


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
    known_problems=(
        "Human slips look the same, and so does a text that was cut off or whose paragraphs were "
        "joined. Inches and seconds are told by the digit before."
    ),
    invalid=(
        Example("It was late. ⟦“Nobody came⟧, and nobody will come, she said.\nThen they left."),
        Example('He said: ⟦"Nobody came at all in⟧ the end.\nThen they left.'),
    ),
    valid=(
        Example("“Nobody came,” she said. “It was late.\n\n“And it was cold.”"),
        Example('The 6\'2" player said: "It was late."'),
    ),
    confidence=0.5,
    evidence=(
        "not measured as a sign of translation: an estimate; 8 findings in 1.2 million words "
        "of clean news, most where paragraphs of a speech had been joined"
    ),
)
