"""The line that a finding stands on, with the place underlined, as compilers show it."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from auditor.reporting.escaping import visible

WIDTH = 88
"""Columns of a line that are shown; articles write whole paragraphs on one line."""
CONTEXT = 28
"""Columns before the place, where the line must be cut."""
_CUT = "…"


class Excerpt(NamedTuple):
    """A line of text around a place, and the mark to be put below it."""

    line: str
    """On one line, with nothing in it that acts."""
    mark: str
    """Spaces, then one ``^`` for each column that the place takes."""


def excerpt_of(text: str, start: int, end: int) -> Excerpt:
    """Return the line that the place begins on, cut to its surroundings where it is long.

    A place that goes on in the next line is marked to the end of its first.

    Args:
        text: of the document.
        start: code points into the text, half-open with ``end``; an empty place is marked by one
            column.
        end: as ``start``.
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    end = min(max(end, start), last)
    before, place, after = (
        _shown(part) for part in (text[first:start], text[start:end], text[end:last])
    )
    before = _tail(before.lstrip(), max(WIDTH - cell_len(place) - cell_len(after), CONTEXT))
    place = _head(place, WIDTH - cell_len(before))
    after = _head(after.rstrip(), WIDTH - cell_len(before) - cell_len(place))
    mark = " " * cell_len(before) + "^" * max(cell_len(place), 1)
    return Excerpt(f"{before}{place}{after}", mark)


def _shown(text: str) -> str:
    return visible(text.replace("\t", " ").replace("\r", " "))


def _head(text: str, columns: int) -> str:
    """Cut a text's end away where it is too wide."""
    if cell_len(text) <= columns:
        return text
    kept = text[: max(columns - 1, 0)]  # no character is narrower than a column but marks on others
    while cell_len(kept) > max(columns - 1, 0):
        kept = kept[:-1]
    return kept + _CUT


def _tail(text: str, columns: int) -> str:
    """Cut a text's beginning away where it is too wide."""
    if cell_len(text) <= columns:
        return text
    kept = text[len(text) - columns + 1 :]
    while cell_len(kept) > columns - 1:
        kept = kept[1:]
    return _CUT + kept
