"""Files that somebody writes to while they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from auditor.finding import Failure
from auditor.reading.piece import Origin, Piece
from auditor.reading.remote import is_remote

Signature = tuple[int, int, int]
"""Size, time of change and inode: as long as these stay, nobody writes."""
Found = Iterator[Piece | Failure]


def signature_of(path: Path) -> Signature | None:
    """Return how a file looks from outside; ``None`` when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ino) if path.is_file() else None


def read_unchanged(origin: Origin, read: Callable[[], Found], *, is_second: bool = False) -> Found:
    """Yield what ``read`` does, unless the file changes meanwhile: then say so.

    A file of one document is read once more, for whoever wrote it may be done; what is still
    changing is not audited, for it may be half of the old text and half of the new. The records of
    a table were passed on by then: they stand, and the failure says what that means.
    """
    path = None if origin.path is None or is_remote(origin.path) else Path(origin.path)
    before = None if path is None else signature_of(path)
    found = read()
    first = list(islice(found, 2))
    is_one = len(first) < 2
    if not is_one:
        yield from first
        yield from found
    has_changed = path is not None and before is not None and signature_of(path) != before
    if not has_changed:
        yield from first if is_one else ()
    elif not is_one:
        yield Failure("reading", origin.name, f"changed while its records were read; {_AGAIN}")
    elif is_second:
        yield Failure("reading", origin.name, f"kept changing while it was read; {_AGAIN}")
    else:
        yield from read_unchanged(origin, read, is_second=True)


_AGAIN = "audit it again when nobody writes to it any more"
