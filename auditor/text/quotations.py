"""Quotations: what somebody said, between marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from auditor.document import Span


class Quotation(NamedTuple):
    """A stretch of quoted text."""

    span: Span
    """From the opening mark to the closing mark, both included."""
    inner: Span
    """What stands between the marks."""
    is_closed: bool
    """False when no closing mark was found before the paragraph's (or the text's) end."""
    is_continued: bool = False
    """True when the next paragraph opens with a quotation mark and carries the speech on."""


class _Mark(NamedTuple):
    start: int
    end: int
    text: str


MAX_UNCLOSED_LENGTH = 1500
"""Code points after which an unclosed quotation is taken to have ended: a text without line breaks
must not count as quoted because of one stray mark."""
_MARKS_AHEAD = 60  # how far a single mark looks for its partner, so that the search is linear

# It begins with a class of characters, to the next of which `re` skips in C; context is checked
# after. A run of white space with a line break is a mark too.
_MARK = re.compile(r"[\n\"“”„‟«»‹›‘'’‚`](?:(?<![\n`])|(?<=\n)\s*|`(?<=``))")
_CLOSERS: dict[str, Container[str]] = {
    '"': '"”',
    "“": '”"“',
    "”": "”",
    "„": '“”"‟',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "``": ("''",),
    # Newswire and typewritten copy: two apostrophes for each mark.
    "''": ("''",),
}
_SINGLES = {"'": "'’", "‘": "’'", "’": "’", "‚": "‘’"}
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u202f\u2009([{<—–-/:,;.…|*>_=")
# Contractions and years that begin with an apostrophe.
_ELISION = re.compile(
    r"['’‘](?:\d0?s?\b|\d\ds?\b|(?:tis|twas|em|til|till|cause|cos|n|bout|round|im|er|ere|ave|e|s|"
    r"re|ll|d|ve|m)\b)",
    re.IGNORECASE,
)


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in order; they do not overlap (inner quotations are not listed).

    Straight, curly, low and angle marks, double and single. A quotation ends with its paragraph; a
    break that a lower-case letter follows is a wrapped line, not a paragraph's end.
    """
    marks = list(_marks(text))
    found: list[Quotation] = []
    at = 0
    while at < len(marks):
        quotation, at = _quotation_at(text, marks, at)
        if quotation is not None and quotation.inner.start < quotation.inner.end:
            found.append(quotation)
    return tuple(found)


def _marks(text: str) -> Iterator[_Mark]:
    """Yield what may be a mark: no apostrophe inside a word, and two single marks as one."""
    doubled = -1
    for match in _MARK.finditer(text):
        start, end, form = match.start(), match.end(), match.group()
        if form in _SINGLES:
            before, after = text[start - 1 : start], text[end : end + 1]
            if (before.isalnum() and after.isalnum()) or start == doubled:
                continue
            is_inner = text.startswith("'''", start) and not (before or " ").isspace()
            if form == "'" == after and not is_inner:
                doubled = end
                end, form = end + 1, "''"
        yield _Mark(start, end, form)


def _quotation_at(text: str, marks: list[_Mark], at: int) -> tuple[Quotation | None, int]:
    """Return the quotation that the mark opens, if it does, and the mark to go on with."""
    mark = marks[at]
    if mark.text in _CLOSERS and _can_open(text, mark):
        return _double(text, marks, at)
    if mark.text in _SINGLES and _can_open(text, mark) and not _ELISION.match(text, mark.start):
        return _single(text, marks, at)
    return None, at + 1


def _can_open(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1] if mark.start else " "
    after = text[mark.end : mark.end + 1]
    if mark.text in "“„«‹‟" or mark.text == "``":
        return not (before.isalnum() and (not after or after.isspace()))
    is_free = before in _BEFORE_OPENING or before in "\"“‘'«"
    if mark.text in "»›”’":
        return is_free and after.isalnum()
    return is_free and bool(after) and after not in "\n.,;:!?)"


def _can_close(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1]  # the opening mark stands before it
    after = text[mark.end : mark.end + 1]
    if mark.text in '"“' or mark.text == "''":
        return not (before.isspace() and after and not after.isspace() and after not in ".,;:!?)")
    return not (mark.text == "»" and before.isspace() and after.isalnum())


def _is_break(text: str, mark: _Mark) -> bool:
    return mark.text[0] == "\n" and not (
        mark.text.count("\n") == 1 and text[mark.end : mark.end + 1].islower()
    )


def _double(text: str, marks: list[_Mark], at: int) -> tuple[Quotation, int]:
    opening, closers = marks[at], _CLOSERS[marks[at].text]
    for other in range(at + 1, len(marks)):
        mark = marks[other]
        if _is_break(text, mark):
            is_continued = _opens_next(marks, other, opening)
            return _unclosed(text, opening, mark.start, is_continued), other + 1
        if mark.text in closers and _can_close(text, mark):
            return _closed(opening, mark), other + 1
        if mark.text in _CLOSERS and _is_same_style(mark, opening) and _can_open(text, mark):
            return _unclosed(text, opening, mark.start), other
    return _unclosed(text, opening, len(text)), len(marks)


def _is_same_style(mark: _Mark, opening: _Mark) -> bool:
    """Tell whether a second opening mark means that the first was never closed."""
    return mark.text == opening.text or {mark.text, opening.text} <= {'"', "“"}


def _single(text: str, marks: list[_Mark], at: int) -> tuple[Quotation | None, int]:
    opening, closers = marks[at], _SINGLES[marks[at].text]
    closing: int | None = None
    for other in range(at + 1, min(at + _MARKS_AHEAD, len(marks))):
        mark = marks[other]
        if _is_break(text, mark):
            if closing is None and _opens_next(marks, other, opening):
                return _unclosed(text, opening, mark.start, True), other + 1
            break
        if mark.text in closers and _can_close_single(text, mark):
            closing = other
            if not _may_be_possessive(text, mark):
                break
        elif mark.text in _SINGLES and _can_open(text, mark):
            break
    if closing is None:
        return None, at + 1
    return _closed(opening, marks[closing]), closing + 1


def _can_close_single(text: str, mark: _Mark) -> bool:
    after = text[mark.end : mark.end + 1]
    return not text[mark.start - 1].isspace() and not after.isalnum()


def _may_be_possessive(text: str, mark: _Mark) -> bool:
    """Tell whether the mark may be that of "the soldiers' families"."""
    after = text[mark.end : mark.end + 2]
    return text[mark.start - 1] in "sSzx" and after[:1] == " " and after[1:].isalnum()


def _opens_next(marks: list[_Mark], newline: int, opening: _Mark) -> bool:
    """Tell whether the paragraph after the break begins with a mark of the same style."""
    following = marks[newline + 1] if newline + 1 < len(marks) else None
    return (
        following is not None
        and following.start == marks[newline].end
        and following.text in (opening.text, *('"“' if opening.text in '"“' else ()))
    )


def _closed(opening: _Mark, closing: _Mark) -> Quotation:
    return Quotation(
        Span(opening.start, closing.end), Span(opening.end, closing.start), is_closed=True
    )


def _unclosed(text: str, opening: _Mark, end: int, is_continued: bool = False) -> Quotation:
    end = min(end, opening.end + MAX_UNCLOSED_LENGTH)
    end = opening.end + len(text[opening.end : end].rstrip())
    return Quotation(Span(opening.start, end), Span(opening.end, end), False, is_continued)
