"""A document, and the views that are computed of it once and shared by every rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Span(NamedTuple):
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place in the source file, for people: both counted from 1."""

    line: int
    column: int


class Provided(NamedTuple):
    """A value that the input gave about itself, and where in the input it stood."""

    value: str
    origin: str


@dataclass(frozen=True)
class Metadata:
    """What the input says about the document outside its text; each ``None`` where it is silent."""

    title: Provided | None = None
    byline: Provided | None = None
    published: Provided | None = None
    modified: Provided | None = None
    site: Provided | None = None
    url: Provided | None = None
    language: Provided | None = None


class Anchor(NamedTuple):
    """From ``offset`` on, the text stands at ``line`` and ``column`` of the source file.

    ``is_verbatim`` tells whether the characters that follow stand in the source as they stand in
    the text, so that columns can be counted on from here.
    """

    offset: int
    line: int
    column: int
    is_verbatim: bool


@dataclass(frozen=True)
class Document:
    """One text to be audited.

    Two documents are equal when what was read is equal; cached views play no part.
    """

    id: str
    """Unique within a run: the path relative to the folder given, or the record's own id."""
    text: str
    """The text that every offset refers to."""
    metadata: Metadata = Metadata()
    path: str | None = None
    """The file it came from, as the user would name it; ``None`` for standard input."""
    anchors: tuple[Anchor, ...] = ()
    """Where the text stands in its source file, in order; empty when the text *is* the file."""
    _views: dict[Callable[..., Any], Any] = field(
        default_factory=dict, repr=False, compare=False, hash=False
    )

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_views": {}}

    def position(self, offset: int) -> Position:
        """Return the line and column in the source file at which ``offset`` stands."""
        if not self.anchors:
            return _position_in_text(line_starts(self), offset)
        found = bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
        anchor = self.anchors[max(found, 0)]
        if not anchor.is_verbatim:
            return Position(anchor.line, anchor.column)
        between = self.text[anchor.offset : offset]
        newlines = between.count("\n")
        if newlines:
            return Position(anchor.line + newlines, len(between) - between.rfind("\n"))
        return Position(anchor.line, anchor.column + len(between))


def view(compute: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a document a view of it: computed on first use, then remembered.

    The function must be pure and its value must not be changed by those who read it. Packs define
    views of their own in the same way.
    """

    @wraps(compute)
    def read(document: Document) -> T:
        views = document._views
        if read not in views:
            views[read] = compute(document)
        found: T = views[read]
        return found

    return read


@view
def line_starts(document: Document) -> tuple[int, ...]:
    """Return the offset at which each line of the text begins."""
    starts = [0]
    found = document.text.find("\n")
    while found != -1:
        starts.append(found + 1)
        found = document.text.find("\n", found + 1)
    return tuple(starts)


def _position_in_text(starts: tuple[int, ...], offset: int) -> Position:
    line = bisect_right(starts, offset)
    return Position(line, offset - starts[line - 1] + 1)
