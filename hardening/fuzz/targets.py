"""The three targets: what bytes mean to each, so that a find replays with no fuzzer at hand."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from auditor import Document, Failure, Metadata, Provided, RuleSet, discover
from auditor.reading import ReadingOptions, read_paths
from auditor.reading.formats import readable_suffixes
from hardening.fuzz.laws import hold_audit, hold_reports, hold_views, require

NAMES = tuple(
    f"a{suffix}" for suffix in (*(each for each in readable_suffixes()), ".jsonl.gz", ".unknown")
)
MAX_BYTES = 4096
"""Small, so that the limit too is fuzzed."""
OPTIONS = ReadingOptions(maximum_bytes=MAX_BYTES)


def read(data: bytes) -> None:
    """Hold the laws of reading over a file: its first byte names it, the rest is what it holds.

    With the byte's highest bit set the rest is compressed first: no fuzzer mends a checksum.

    Raises:
        LawError: a law does not hold.
    """
    chosen = data[0] if data else 0
    name, content = NAMES[(chosen & 127) % len(NAMES)], data[1:]
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder, name)
        path.write_bytes(gzip.compress(content, 1, mtime=0) if chosen & 128 else content)
        found = list(read_paths([str(path)], OPTIONS))
        require(found == list(read_paths([str(path)], OPTIONS)), "reading twice gives the same")
    require(bool(found), "a file gives a document or a failure")
    documents = [each for each in found if isinstance(each, Document)]
    require(len({each.id for each in documents}) == len(documents), "no two ids are the same")
    for each in found:
        _hold_failure(each) if isinstance(each, Failure) else _hold_document(each)
    is_in_order = not any(
        kind in name for kind in ("htm", "arc", "wet", "zip", "tar", "tgz", "wacz")
    )
    for each in documents if is_in_order else ():  # what extracts a page's text may reorder
        lines = [each.position(offset).line for offset in range(len(each.text) + 1)]
        require(lines == sorted(lines) and lines[0] >= 1, "lines go on from the first")


def _hold_failure(failure: Failure) -> None:
    failure.message.encode()
    require(bool(failure.message.strip()), "a failure says why")
    unforeseen = "cannot be read as" in failure.message
    require(not unforeseen, f"a parser foresees what it may meet: {failure.message}")


def _hold_document(document: Document) -> None:
    """Hold that it can be written anywhere, is within the limit, and that its places go on."""
    document.text.encode()
    document.id.encode()
    require(bool(document.text.strip()), "a document has a text")
    require(len(document.text) <= MAX_BYTES, "a document is within the limit")
    for name in document.metadata.__dataclass_fields__:
        value: Provided | None = getattr(document.metadata, name)
        require(value is None or bool(value.value.encode().strip()), f"{name} holds something")
    places = [document.position(offset) for offset in range(len(document.text) + 1)]
    require(min(map(min, places)) >= 1, "lines and columns are counted from 1")


def audit(data: bytes) -> None:
    """Hold the laws of auditing over a text, and those of every view.

    Raises:
        LawError: a law does not hold.
    """
    document = document_of(data)
    hold_audit(document, rules())
    hold_views(document)


def report(data: bytes) -> None:
    """Hold the laws of whatever is written of an audit; it takes three times as long as auditing.

    Raises:
        LawError: a law does not hold.
    """
    hold_reports(document_of(data), rules())


def document_of(data: bytes) -> Document:
    """Return the text as a document, without its first byte.

    The text's first line is its title too where the first byte has its lowest bit set, and its
    second its byline where the next bit is; without these the text is all.
    """
    given = data[0] if data else 0
    text = data[1:].decode("utf-8", "replace")
    title, _, rest = text.partition("\n")
    metadata = Metadata(
        title=Provided(title, "fuzz") if given & 1 and title.strip() else None,
        byline=Provided(rest[:80], "fuzz") if given & 2 and rest[:80].strip() else None,
        published=Provided("2024-03-12", "fuzz") if given & 4 else None,
        language=Provided("en", "fuzz") if given & 8 else None,
    )
    return Document("a", text, metadata, "a")


@lru_cache(maxsize=1)
def rules() -> RuleSet:
    """Return the installed packs' rules."""
    return discover()


@lru_cache(maxsize=1)
def _memory() -> str | None:
    """Return a folder in memory where there is one: thousands of files are written a second."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": read,
    "engine": audit,
    "reports": report,
}
