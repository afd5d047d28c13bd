"""Lines that recur over many documents of a run: what a site's template says on every page.

One pass, in bounded memory, by lossy counting (Manku and Motwani 2002): after every ``width`` lines
those that were seen too seldom to matter are forgotten. A count may be short by at most one for
every ``width`` lines seen, and never too high.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from auditor.document import Document
from auditor.views import lines

WIDTH = 50_000
MIN_LENGTH, MAX_LENGTH = 3, 300
"""Code points of a line that is counted; longer ones are paragraphs."""
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


class RecurringLine(NamedTuple):
    """A line that stands in several documents, numbers taken as alike."""

    text: str
    """As it stands in the first document that has it."""
    documents: int
    """In how many it was seen; never more than in truth."""
    first: str
    """The id of the first."""


@dataclass(slots=True)
class _Entry:
    text: str
    first: str
    documents: int
    missed: int
    """The most that may have been forgotten before."""


class Recurrence:
    """Counts lines over the documents of a run; feed it in a fixed order for a fixed answer.

    Args:
        width: lines after which those seen once are forgotten; bounds the memory.
    """

    def __init__(self, width: int = WIDTH) -> None:
        self._width = width
        self._seen = 0
        self._documents = 0
        self._entries: dict[str, _Entry] = {}

    def add(self, document: Document) -> None:
        """Count the document's lines, each once however often it stands there."""
        self.add_lines(document.id, short_lines(document))

    def add_lines(self, document_id: str, found: Iterable[str]) -> None:
        """Count a document's lines where the document itself is elsewhere."""
        self._documents += 1
        first: dict[str, str] = {}
        for line in found:
            first.setdefault(self._key(line), line)
        for key, line in first.items():
            self._count(key, line, document_id)

    def add_all(self, documents: Iterable[Document]) -> None:
        """Count the lines of many documents."""
        for document in documents:
            self.add(document)

    def _key(self, line: str) -> str:
        return _SPACES.sub(" ", _DIGITS.sub("0", line.lower()))

    def _count(self, key: str, line: str, document_id: str) -> None:
        entry = self._entries.get(key)
        if entry is None:
            missed = self._seen // self._width
            self._entries[key] = _Entry(line, document_id, 1, missed)
        else:
            entry.documents += 1
        self._seen += 1
        if self._seen % self._width == 0:
            self._forget(self._seen // self._width)

    def _forget(self, periods: int) -> None:
        self._entries = {
            key: entry
            for key, entry in self._entries.items()
            if entry.documents + entry.missed > periods
        }

    def found(self, least: int = 3, share: float = 0.0) -> tuple[RecurringLine, ...]:
        """Return the lines of at least so many documents, the most frequent first.

        Args:
            least: documents.
            share: of the documents seen; both must be reached.
        """
        needed = max(least, share * self._documents)
        recurring = [
            RecurringLine(entry.text, entry.documents, entry.first)
            for entry in self._entries.values()
            if entry.documents >= needed
        ]
        return tuple(sorted(recurring, key=lambda line: (-line.documents, line.text)))


def short_lines(document: Document) -> tuple[str, ...]:
    """Return the document's lines that are counted."""
    return tuple(
        span.of(document.text)
        for span in lines(document)
        if MIN_LENGTH <= span.end - span.start <= MAX_LENGTH
    )
