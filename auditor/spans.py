"""Many spans, asked about one: found by halving, so that long documents cost in proportion."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from auditor.document import Span


class Spans:
    """Spans of a text in any order; they may overlap each other."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))
        """For each the last end of it and of those that start before it."""

    def overlap(self, span: Span) -> bool:
        """Tell whether any shares a character with the span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start

    def cover(self, span: Span) -> bool:
        """Tell whether the span lies wholly within one of them."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._ends[before - 1] >= span.end

    def hold(self, offset: int) -> bool:
        """Tell whether the character at the offset lies in one of them."""
        return self.cover(Span(offset, offset + 1))

    def __bool__(self) -> bool:
        return bool(self._starts)
