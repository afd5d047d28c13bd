"""Files on their way to their place, and what a process that was killed left of its own."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # not POSIX: nothing is locked, and so nothing is cleared away
    fcntl = None  # type: ignore[assignment]

_SUFFIX = ".unfinished"
_OURS = re.compile(rf"\..{{1,40}}\.[a-z0-9_]{{8}}{re.escape(_SUFFIX)}", re.DOTALL)


class AtomicFile:
    """A file beside its place, under a name that nobody else has; it is locked until it is done.

    The lock goes with its process, however that ends: whoever can take it may clear the file away.

    Args:
        path: where the file is to stand when it is whole.

    Raises:
        OSError: it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock: int | None
        self._lock, self.temporary = _begun(path)

    def finish(self) -> None:
        """Put the file in its place.

        Raises:
            OSError: it cannot be put there.
        """
        self.temporary.chmod(0o644)
        self.temporary.replace(self._path)
        self._unlock()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self.temporary.unlink(missing_ok=True)
        self._unlock()

    def _unlock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
        self._lock = None


def _begun(path: Path) -> tuple[int, Path]:
    while True:
        descriptor, name = tempfile.mkstemp(_SUFFIX, f".{path.name[:40]}.", path.parent)
        _is_locked(descriptor)
        if os.fstat(descriptor).st_nlink:  # else it was cleared away before it was locked
            return descriptor, Path(name)
        os.close(descriptor)


def _is_locked(descriptor: int) -> bool:
    """Lock a file; tell whether that could be done: another may hold it, or the disk knows none."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clear_leftovers(folder: Path) -> None:
    """Remove what killed processes left in a folder: files of our naming that no process holds."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_left(entry.path)


def _remove_if_left(path: str) -> None:
    with suppress(OSError):  # it is finished, or gone
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            if _is_locked(descriptor):
                Path(path).unlink()
        finally:
            os.close(descriptor)
