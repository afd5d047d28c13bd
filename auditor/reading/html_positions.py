"""Where the lines of an extracted text stand in the page's source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

from auditor.document import Anchor

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template)\b.*?(?:</\1\s*>|\Z)"
    r"|<[a-zA-Z/!?][^<>]*>"
    r"|&nbsp;|&\#160;|&\#[xX][aA]0;",
    re.DOTALL | re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_PROBE = 24
"""Characters, white space left out, by which a line is recognised."""
_OPENINGS = 3
"""Words of a line at which to look for it: the first may be a bullet of the extractor's."""
_NEAR = 2000
_MISSES = 50
"""Lines looked for in the whole page without success, after which only near places are searched:
a hostile page must not cost lines times length."""


def anchors(text: str, source: str) -> tuple[Anchor, ...]:
    """Return where each stretch of the text stands in the source.

    What cannot be found there, such as a bullet that the extractor put in, counts to the place
    before it.
    """
    page = _Page(source)
    return tuple(_anchors(text, page))


def _anchors(text: str, page: _Page) -> Iterator[Anchor]:
    run = (1, 0)  # the line of the source, and how far columns run ahead of offsets
    for line in re.finditer(r"[^\n]+", text):
        places = page.places(line.group())
        for word in _WORD.finditer(text, *line.span()):
            place = next(places)
            if place is None:
                continue
            row, column = page.position(place)
            if (row, column - word.start()) != run:
                run = (row, column - word.start())
                yield Anchor(word.start(), row, column, True)
        yield Anchor(line.end(), *page.position(page.last), False)
        run = (0, 0)


class _Page:
    """The visible characters of a page, white space left out, and their places in the source."""

    def __init__(self, source: str) -> None:
        visible = _UNSEEN.sub(lambda unseen: " " * len(unseen.group()), source)
        self._sources: list[int] = []
        self._starts: list[int] = []
        parts = []
        length = 0
        for word in _WORD.finditer(visible):
            shown = word.group()
            shown = "".join(unescape(shown).split()) if "&" in shown else shown
            self._sources.append(word.start())
            self._starts.append(length)
            parts.append(shown)
            length += len(shown)
        self._squeezed = "".join(parts)
        self._rows = [0, *(match.end() for match in re.finditer("\n", source))]
        self._cursor = 0
        self._misses = 0
        self.last = 0
        """The place in the source last found."""

    def position(self, place: int) -> tuple[int, int]:
        """Return line and column, counted from 1, of an offset into the source."""
        row = bisect_right(self._rows, place)
        return row, place - self._rows[row - 1] + 1

    def places(self, line: str) -> Iterator[int | None]:
        """Yield for each word of the line its offset in the source, ``None`` where unknown."""
        words = line.split()
        squeezed = "".join(words)
        at = -1
        done = 0
        for number, word in enumerate(words):
            if at < 0 and number < _OPENINGS:
                at = self._find(squeezed, done)
            elif at >= 0 and not self._squeezed.startswith(word, at + done):
                at = self._resume(squeezed, done, at)
            if at < 0 or not self._squeezed.startswith(word, at + done):
                yield None
            else:
                self.last = self._source(at + done)
                self._cursor = at + done + len(word)
                yield self.last
            done += len(word)

    def _resume(self, squeezed: str, done: int, at: int) -> int:
        """Return where the line begins, judged by what follows the place that differs."""
        probe = squeezed[done : done + _PROBE]
        found = self._squeezed.find(probe, self._cursor, self._cursor + _NEAR)
        return found - done if found >= 0 else at

    def _find(self, squeezed: str, done: int) -> int:
        """Return where the line begins, judged by its characters from ``done`` on."""
        probe = squeezed[done : done + _PROBE]
        found = self._squeezed.find(probe, self._cursor, self._cursor + 50 * _NEAR)
        if found < 0 and self._misses < _MISSES:
            found = self._squeezed.find(probe)
            self._misses += found < 0
        return found - done if found >= done else -1

    def _source(self, offset: int) -> int:
        word = bisect_right(self._starts, offset) - 1
        return self._sources[word] + offset - self._starts[word]
