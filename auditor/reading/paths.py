"""From what the user names to the files to be read, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from auditor.finding import Failure
from auditor.reading.formats import is_readable, readable_suffixes
from auditor.reading.passed_by import Ignoring, ignoring_above, ignoring_of, why_passed_by
from auditor.reading.piece import Origin, ReadingOptions, printable
from auditor.reading.remote import expand_remotely, is_remote
from auditor.reading.web import expand_web, is_web

_PATTERN = frozenset("*?[")
# What a folder's files say of the folder is no article.
_README = re.compile(r"(README|LICEN[CS]E|CHANGELOG|CONTRIBUTING)\b", re.IGNORECASE)


def expand(paths: Sequence[str], options: ReadingOptions) -> Iterator[Origin | Failure]:
    """Yield the files that the paths stand for, each once; ``-`` is standard input.

    A folder gives its files of a known kind, and its folders', sorted, without those that are
    passed by (see ``passed_by``).
    Symbolic links are followed, but never twice to the same place. What is left out on purpose is
    a ``Failure`` of the stage ``skipped``, which is for people and fails no run.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path == "-":
            yield Origin(options.stdin_name, None)
        elif is_web(path):
            yield from expand_web(path, options)
        elif is_remote(path):
            yield from _chosen(path, expand_remotely(path))
        elif Path(path).exists():
            yield from _expand_existing(path, seen)
        elif _PATTERN & set(path):
            yield from _expand_glob(path, seen)
        else:
            yield Failure("reading", path, _why_not_there(path))


def total_bytes(paths: Sequence[str], options: ReadingOptions) -> int | None:
    """Return how many bytes the inputs hold; ``None`` where that cannot be told beforehand."""
    if any(path == "-" or is_remote(path) for path in paths):
        return None
    files = (each for each in expand(paths, options) if isinstance(each, Origin) and each.path)
    return sum(_size(str(each.path)) for each in files)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0  # opening it will say what is wrong


def _chosen(folder: str, found: Iterable[Origin | Failure]) -> Iterator[Origin | Failure]:
    """Leave out a remote folder's files of other kinds, and say so."""
    skipped: Counter[str] = Counter()
    for each in found:
        if isinstance(each, Failure) or each.is_named or is_readable(each.id):
            yield each
        else:
            skipped[_kind(each.id)] += 1
    if skipped:
        yield _left_out(folder, skipped)


def _kind(name: str) -> str:
    return "".join(PurePath(name).suffixes[-2:]) or "without a suffix"


def _left_out(folder: str, skipped: Counter[str]) -> Failure:
    kinds = ", ".join(f"{kind} ({number})" for kind, number in sorted(skipped.items()))
    return Failure("skipped", folder, f"files left out: {kinds}")


def _why_not_there(path: str) -> str:
    if Path(path).is_symlink():
        return "a symbolic link to something that is not there"
    return "no such file or folder; check the spelling, or quote a pattern with * in it"


def _expand_glob(pattern: str, seen: set[tuple[int, int]]) -> Iterator[Origin | Failure]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - an absolute one too
    if not matches:
        yield Failure("reading", pattern, "the pattern matches no file")
    for match in matches:
        yield from _expand_existing(match, seen)


def _expand_existing(path: str, seen: set[tuple[int, int]]) -> Iterator[Origin | Failure]:
    if Path(path).is_dir():
        yield from _expand_folder(path, seen)
    elif _is_new(path, seen):
        yield Origin(printable(PurePath(path).name), path)
    else:
        yield Failure("skipped", path, "named twice; it is audited once")


def _is_new(path: str, seen: set[tuple[int, int]]) -> bool:
    try:
        status = Path(path).stat()
    except OSError:
        return True  # opening it will say what is wrong
    place = (status.st_dev, status.st_ino)
    is_new = place not in seen
    seen.add(place)
    return is_new


def _expand_folder(folder: str, seen: set[tuple[int, int]]) -> Iterator[Origin | Failure]:
    skipped: Counter[str] = Counter()
    count = 0
    for entry in _walk(folder, seen, skipped, ignoring_above(folder)):
        if isinstance(entry, Failure):
            yield entry
        elif _README.match(PurePath(entry).name):
            skipped["about the folder"] += 1
        elif not is_readable(entry):
            skipped[_kind(entry)] += 1
        elif _is_new(entry, seen):
            count += 1
            yield Origin(printable(PurePath(entry).relative_to(folder).as_posix()), entry, False)
        else:
            yield Failure("skipped", entry, "named twice; it is audited once")
    if skipped:
        yield _left_out(folder, skipped)
    if count == 0:
        looked_for = ", ".join(readable_suffixes())
        yield Failure("reading", folder, f"no document in this folder; looked for {looked_for}")


def _walk(
    folder: str,
    seen: set[tuple[int, int]],
    skipped: Counter[str],
    ignoring: tuple[Ignoring, ...],
) -> Iterator[str | Failure]:
    """Yield the files under a folder, sorted by name within each folder; count what is passed by.

    Args:
        folder: where to look.
        seen: the places that were read already.
        skipped: gets what was passed by, and how often.
        ignoring: the patterns that hold from above.
    """
    if not _is_new(folder, seen):
        yield Failure("skipped", folder, "a link to a folder that is read already")
        return
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield Failure("reading", folder, f"cannot be listed: {error.strerror}")
        return
    ignoring = (*ignoring, *ignoring_of(str(Path(folder).absolute())))
    for entry in entries:
        is_folder = entry.is_dir()
        reason = why_passed_by(entry.path, entry.name, ignoring, is_folder=is_folder)
        if reason is not None:
            skipped[reason] += 1
        elif is_folder:
            yield from _walk(entry.path, seen, skipped, ignoring)
        elif entry.is_file():
            yield entry.path
        elif entry.is_symlink():
            yield Failure("reading", entry.path, _why_not_there(entry.path))
