"""The interface that every format stands behind: a cheap splitter and a pure parser.

The splitter reads a stream in the main process and cuts it into pieces, at most one document's
bytes at a time in memory. The parser makes documents of a piece and can run in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, NamedTuple

from auditor.document import Document
from auditor.finding import Failure


@dataclass(frozen=True)
class ReadingOptions:
    """What a user may say about the input."""

    text_field: str | None = None
    """The field of a record that holds its text; dots lead into nested objects. It is found by its
    name where not given."""
    limit: int = 100
    """As many addresses of a sitemap are read."""
    allow_private_addresses: bool = False
    """Whether web addresses may lead to private networks and to this machine."""
    maximum_bytes: int = 20_000_000
    """A document whose bytes, uncompressed, are more than this is refused unread."""
    stdin_name: str = "stdin"
    """What to call standard input; a name with a suffix, such as ``page.html``, also says how to
    read it."""


class Origin(NamedTuple):
    """Where bytes come from, as the user would name it."""

    id: str
    """The path relative to the folder given, or the file's name."""
    path: str | None
    """Where to open it; ``None`` for standard input."""
    is_named: bool = True
    """Whether the user named the file itself, and not a folder that holds it."""

    @property
    def shown_path(self) -> str | None:
        """The path as it may be written anywhere: a name that is no UTF-8 has U+FFFD in it."""
        return None if self.path is None else printable(self.path)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.shown_path or self.id


def printable(name: str) -> str:
    """Return a file's name as Unicode proper: bytes that are no UTF-8 become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Piece:
    """One document's share of an input, not yet understood."""

    format: str
    """The name of the format that parses it."""
    origin: Origin
    content: bytes | Mapping[str, Any]
    """The bytes of a file or a line; the fields of a record whose format gives them apart."""
    line: int = 1
    """The line of the file at which the content begins."""
    number: int = 0
    """Counts the records of a file from 1; 0 when the piece is the whole file."""
    id: str = ""
    """What its document is to be called; unique within a run."""
    text_field: str | None = None
    """The field of a record that holds the text, as the file's first records show."""

    @property
    def where(self) -> str:
        """Where it stands, for messages."""
        return f"{self.origin.name}:{self.line}" if self.number else self.origin.name

    def failure(self, message: str) -> Failure:
        """Return what went wrong with this piece, as a value."""
        return Failure("reading", self.where, message)


Split = Callable[[BufferedReader, Origin, ReadingOptions], Iterable[Piece | Failure]]
Parse = Callable[[Piece, ReadingOptions], Iterator[Document | Failure]]


Members = Callable[
    [BufferedReader, Origin, Callable[[str], bool]],
    Iterable[tuple[BufferedReader, Origin] | Failure],
]
"""Takes what tells by its name whether a member can be read."""


class Format(NamedTuple):
    """One kind of file."""

    name: str
    suffixes: tuple[str, ...]
    split: Split
    parse: Parse
    has_fields: bool = False
    """Whether its pieces are records, one of whose fields holds the text."""
    members: Members | None = None
    """For an archive: what yields the files in it, to be read by what they are themselves."""


def too_large(name: str, maximum: int) -> Failure:
    """Return the failure for a document above the size limit."""
    return Failure(
        "reading",
        name,
        f"larger than {maximum:,} bytes, so it was not read; raise --max-document-size to read it",
    )
