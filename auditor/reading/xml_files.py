"""XML files: feeds, agencies' items, exports and TEI, told by their first element.

No entity is expanded, no address is followed and no file is opened that the XML names. Feeds and
exports stream: an entry is forgotten when it was read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.entities import html5
from io import BufferedReader
from typing import Any

from auditor.document import Document
from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading import agencies, feeds, tei
from auditor.reading.entries import parse_entry
from auditor.reading.html import parse as parse_page
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, too_large
from auditor.reading.whole import NOTHING

Found = dict[str, Any] | str
"""An entry, or why an element gives none, for the count of what was left out."""
_REST = "what could be made out was read"
_CHUNK = 1 << 15
_ENTITY = re.compile(rb"&([a-zA-Z][a-zA-Z0-9]{1,31});")
_OF_XML = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_MAX_TEXT = 10_000_000
"""Characters of one text: libxml2's own limit, which stands against bombs."""


class Kind:
    """How the entries of one kind of XML file are found and read.

    Args:
        name: what messages call the file.
        entries: names of the elements that are entries.
        read: makes an entry of such an element, given what stood before the entries.
        heads: names of elements outside the entries whose text is remembered.
    """

    def __init__(
        self,
        name: str,
        entries: tuple[str, ...],
        read: Callable[[Any, dict[str, str]], Found],
        heads: tuple[str, ...] = (),
    ) -> None:
        self.name, self.entries, self.read, self.heads = name, entries, read, heads


_FEED_HEADS = ("title", "link", "language", "wxr_version")
_KINDS = {
    "rss": Kind("RSS", ("item",), feeds.rss_item, _FEED_HEADS),
    "RDF": Kind("RSS 1.0", ("item",), feeds.rss_item, _FEED_HEADS),
    "feed": Kind("Atom", ("entry",), feeds.atom_entry, (*_FEED_HEADS, "author")),
    "urlset": Kind("sitemap", ("url",), feeds.sitemap_url),
    "sitemapindex": Kind("sitemap", ("sitemap",), feeds.sitemap_url),
    "nitf": Kind("NITF", ("nitf",), agencies.nitf),
    "newsItem": Kind("NewsML-G2", ("newsItem",), agencies.news_item),
    "newsMessage": Kind("NewsML-G2", ("newsItem", "packageItem"), agencies.news_item),
    "packageItem": Kind("NewsML-G2", ("packageItem",), agencies.news_item),
    "NewsML": Kind("NewsML 1", ("NewsItem",), agencies.news_item_1),
    "TEI": Kind("TEI", ("TEI",), tei.tei),
    "teiCorpus": Kind("TEI", ("TEI",), tei.tei),
    "doc": Kind("trafilatura's XML", ("doc",), tei.trafilatura_doc),
}
"""By the name of the first element."""
_LISTS = ("channel", "itemSet")
"""What holds the entries, below the first element."""
KNOWN = "RSS, Atom, WordPress exports, NITF, NewsML-G2, TEI"


def split(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield each entry; count those that hold no article."""
    bounded = _Bounded(stream, 2 * options.maximum_bytes)
    events = _events(bounded)
    number = 0
    left_out: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for line, kind, found in _entries(events, bounded, origin, options):
        if kind is None:
            yield from found
            return
        if isinstance(found, str):
            left_out[found] += 1
            continue
        number += 1
        lost.update(found["lost"])
        found["lost"] = ()
        if len(found["text"]) > options.maximum_bytes:
            yield too_large(f"{origin.name}:{line}", options.maximum_bytes)
        else:
            yield Piece("xml", origin, found, line, number)
    for sentence, count in lost.items():
        yield Failure("skipped", origin.name, f"{sentence} ({count})")
    if left_out:
        reasons = ", ".join(f"{reason} ({count})" for reason, count in left_out.items())
        stage = "skipped" if number else "reading"
        yield Failure(stage, origin.name, f"entries left out: {reasons}")
    complaint = _complaint(events)
    if complaint:
        is_xml = events.root is not None
        where = "not well-formed" if is_xml else "not XML"
        rest = _REST if is_xml else "mend it or name it otherwise"
        yield Failure("reading", origin.name, f"{where}: {complaint}; {rest}")
    if number == 0 and not left_out and not complaint:
        is_empty = events.root is None
        yield Failure("reading", origin.name, NOTHING if is_empty else "empty: it holds no entry")


def _events(bounded: _Bounded) -> Any:
    from lxml import etree

    return etree.iterparse(
        bounded,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )


def _complaint(events: Any) -> str | None:
    errors = [each for each in events.error_log if each.level_name in ("ERROR", "FATAL")]
    # A name space that nobody declared takes nothing from the text.
    errors = [each for each in errors if "NS" not in each.type_name.split("_")[:2]]
    if not errors:
        return None
    return f"{' '.join(errors[0].message.split())} (line {errors[0].line})"


def _entries(
    events: Any, bounded: _Bounded, origin: Origin, options: ReadingOptions
) -> Iterator[tuple[int, Kind | None, Any]]:
    """Yield the entries with their lines; with no kind, what to say of a file that has none."""
    kind: Kind | None = None
    head: dict[str, str] = {}
    inside = 0
    for event, element in _each(events):
        name = _local(element.tag)
        if kind is None:
            kind = _KINDS.get(name)
            if kind is None:
                yield 1, None, _of_unknown(name, bounded, origin, options)
                return
        if event == "start":
            inside += name in kind.entries
            continue
        if name in kind.entries:
            inside -= 1
            if inside == 0:
                bounded.count = 0
                yield element.sourceline or 1, kind, kind.read(element, head)
                _forget(element)
        elif not inside:
            if name in kind.heads and name not in head:
                head[name] = " ".join("".join(element.itertext()).split())[:1000]
            parent = element.getparent()
            if parent is not None and (parent is events.root or _local(parent.tag) in _LISTS):
                _forget(element)


def _each(events: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    try:
        for event, element in events:
            if isinstance(element.tag, str):
                yield event, element
    except etree.XMLSyntaxError:
        return  # its log says what is wrong


def _forget(element: Any) -> None:
    """Free an element that was read, and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _of_unknown(
    name: str, bounded: _Bounded, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    if name.lower() == "html":
        content = bounded.all(options.maximum_bytes + 1)
        if len(content) > options.maximum_bytes:
            yield too_large(origin.name, options.maximum_bytes)
        else:
            yield Piece("xml", origin, content)
        return
    yield Failure(
        "reading" if origin.is_named else "skipped",
        origin.name,
        f"XML of another kind, beginning with <{name[:60]}>; known are {KNOWN}",
    )


class _Bounded:
    """A stream for the parser, which has no element that is far larger than a document may be.

    The names of HTML's signs (``&nbsp;``), which XML does not know, become their numbers.
    """

    def __init__(self, stream: BufferedReader, maximum: int) -> None:
        self._stream, self._maximum = stream, maximum
        self._carried = b""
        self._first = b""
        self.count = 0
        """Bytes since the last entry."""

    def read(self, size: int = _CHUNK) -> bytes:
        content = self._stream.read(_CHUNK)
        if not self._first:
            self._first = content
        self.count += len(content)
        if self.count > self._maximum + _CHUNK:
            raise ReadingError(
                f"one of its parts is larger than {self._maximum // 2:,} bytes; what came before "
                "was read; raise --max-document-size to read it"
            )
        whole = self._carried + content
        cut = whole.rfind(b"&", len(whole) - 40) if content else -1
        is_open = cut >= 0 and b";" not in whole[cut:]
        self._carried = whole[cut:] if is_open else b""
        return _ENTITY.sub(_numbered, whole[:cut] if is_open else whole)

    def all(self, most: int) -> bytes:
        """Return the whole content as far as it was not more than a chunk read, and the rest."""
        return self._first + self._stream.read(max(0, most - len(self._first)))


def _numbered(match: re.Match[bytes]) -> bytes:
    if match.group(1) in _OF_XML:
        return match.group()
    signs = html5.get(f"{match.group(1).decode('ascii')};")
    return match.group() if signs is None else "".join(f"&#{ord(s)};" for s in signs).encode()


def parse(piece: Piece, options: ReadingOptions) -> Iterator[Document | Failure]:
    """Yield the document of an entry, or of XHTML that is called XML."""
    return (
        parse_page(piece, options)
        if isinstance(piece.content, bytes)
        else parse_entry(piece, options)
    )


FORMAT = Format("xml", (".xml", ".rss", ".atom", ".rdf", ".nitf", ".tei"), split, parse)
