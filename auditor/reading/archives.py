"""ZIP and TAR archives of any kind of file, web archives in them (WACZ) among it.

A member is read as it would be by itself. One that is damaged loses itself alone, and what swells
like a bomb is given up, as with gzip.
"""

from __future__ import annotations

import tarfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any, cast
from zipfile import BadZipFile

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.decompression_limit import ALLOWANCE, MAX_RATIO
from auditor.reading.piece import Format, Origin, Piece, ReadingOptions, printable
from auditor.reading.spooled import seekable
from auditor.reading.zip_members import open_zip

MAX_DEPTH = 2
"""Archives in archives: as many levels are read."""
_BLOCK = 512
MARK = "!"
"""Stands between an archive's name and a member's."""
Member = tuple[BufferedReader, Origin]


class Budget:
    """How much may come of an archive: ``MAX_RATIO`` times its size, or ``ALLOWANCE``."""

    def __init__(self, size: int) -> None:
        self._left = max(ALLOWANCE, MAX_RATIO * size)

    def spend(self, count: int) -> None:
        """Take note of what came of it.

        Raises:
            ReadingError: it is more than comes of texts.
        """
        self._left -= count
        if self._left < 0:
            raise ReadingError(
                f"it swells to more than {MAX_RATIO} times its size, as no text does; what came "
                "before was read; unpack it yourself if that is meant"
            )


class _Spending(RawIOBase):
    """A member's stream, on the archive's budget."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        super().__init__()
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._stream.read(len(buffer))
        self._budget.spend(len(content))
        buffer[: len(content)] = content
        return len(content)


def members_of_zip(
    stream: BufferedReader, origin: Origin, is_readable: Callable[[str], bool]
) -> Iterator[Member | Failure]:
    """Yield each readable member of a ZIP file, in the order of their names."""
    with seekable(stream) as source:
        archive = open_zip(source)
        budget = Budget(_size(source))
        infos = sorted(archive.infolist(), key=lambda info: info.filename)
        is_wacz = PurePosixPath(origin.name).suffix.lower() == ".wacz"
        if is_wacz:  # its pages and indexes repeat what its archive holds
            infos = [info for info in infos if info.filename.startswith("archive/")]
        members = _Members(origin, is_readable, budget)
        for info in infos:
            if info.is_dir() or not members.is_wanted(info.filename):
                continue
            if info.flag_bits & 1:
                yield members.failure(info.filename, "encrypted; unpack it with its password")
                continue
            yield from members.read(info.filename, partial(archive.open, info))
        yield from members.left_out()


def members_of_tar(
    stream: BufferedReader, origin: Origin, is_readable: Callable[[str], bool]
) -> Iterator[Member | Failure]:
    """Yield each readable member of a TAR file, as they stand in it."""
    budget = Budget(0)
    members = _Members(origin, is_readable, budget)
    count = 0
    try:
        source = _Grown(stream, budget)
        with tarfile.open(fileobj=cast(IO[bytes], source), mode="r|") as archive:
            for info in archive:
                count += 1
                if not info.isreg() or info.issparse() or not members.is_wanted(info.name):
                    continue
                member = archive.extractfile(info)
                if member is not None:
                    yield from members.read(info.name, partial(_itself, member))
    except tarfile.TarError as error:
        rest = "what came before was read" if count else "fetch or pack it again"
        yield Failure("reading", origin.name, f"not a whole TAR file: {error}; {rest}")
        return
    if source.last.strip(b"\0"):  # its library takes a cut between two members for the end
        yield Failure("reading", origin.name, "cut off: the archive has no end; fetch it again")
    yield from members.left_out()


def _itself(stream: IO[bytes]) -> IO[bytes]:
    return stream


class _Grown:
    """A stream whose bytes earn the archive its budget."""

    def __init__(self, stream: BufferedReader, budget: Budget) -> None:
        self._stream, self._budget = stream, budget
        self.last = b""
        """The last block that was read."""

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        self._budget.spend(-2 * len(content))
        self.last = (self.last + content)[-_BLOCK:]
        return content


class _Members:
    """Reads an archive's members; counts those that are of no known kind."""

    def __init__(self, origin: Origin, is_readable: Callable[[str], bool], budget: Budget) -> None:
        self._origin, self._is_readable, self._budget = origin, is_readable, budget
        self._left_out: Counter[str] = Counter()
        self._count = 0

    def is_wanted(self, name: str) -> bool:
        parts = PurePosixPath(name).parts
        if any(part.startswith((".", "__MACOSX")) for part in parts):
            self._left_out["hidden"] += 1
        elif not self._is_readable(name):
            self._left_out["".join(PurePosixPath(name).suffixes[-2:]) or "without a suffix"] += 1
        elif self._origin.id.count(MARK) >= MAX_DEPTH and _is_archive(name):
            self._left_out["archives in archives in archives"] += 1
        else:
            return True
        return False

    def read(self, name: str, opener: Callable[[], IO[bytes]]) -> Iterator[Member | Failure]:
        """Yield a member's stream, or why there is none."""
        self._count += 1
        try:
            with opener() as raw:
                stream = _buffered(_Spending(raw, self._budget))
                yield stream, self._origin_of(name)
        except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
            yield self.failure(name, f"damaged: {error}; the other members were read")

    def failure(self, name: str, message: str) -> Failure:
        """Return what is wrong with a member."""
        return Failure("reading", self._origin_of(name).name, message)

    def _origin_of(self, name: str) -> Origin:
        inside = printable(name)
        path = self._origin.path
        return Origin(
            f"{self._origin.id}{MARK}/{inside}",
            None if path is None else f"{path}{MARK}/{inside}",
            is_named=False,
        )

    def left_out(self) -> Iterator[Failure]:
        """Yield what was left out, and that nothing was left."""
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(self._left_out.items()))
        if self._count == 0:
            inside = f"it holds {kinds}" if kinds else "it is empty"
            yield Failure("reading", self._origin.name, f"no document in this archive: {inside}")
        elif kinds:
            yield Failure("skipped", self._origin.name, f"members left out: {kinds}")


def _is_archive(name: str) -> bool:
    lowered = name.lower()
    return any(lowered.endswith((each, f"{each}.gz", f"{each}.zst")) for each in SUFFIXES)


def _buffered(stream: RawIOBase) -> BufferedReader:
    return BufferedReader(stream, 1 << 16)


def _size(stream: IO[bytes]) -> int:
    at = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(at)
    return size


def no_piece(
    stream: BufferedReader, origin: Origin, options: ReadingOptions
) -> Iterator[Piece | Failure]:
    """Yield nothing: an archive's members are read, not the archive."""
    return iter(())


def no_document(piece: Piece, options: ReadingOptions) -> Iterator[Failure]:
    """Yield that an archive by itself is no document."""
    yield piece.failure("an archive is no document: its members are")


ZIP = Format("zip", (".zip", ".wacz"), no_piece, no_document, members=members_of_zip)
TAR = Format("tar", (".tar", ".tgz"), no_piece, no_document, members=members_of_tar)
SUFFIXES = (*ZIP.suffixes, *TAR.suffixes)
