"""Putting files on disk, or where an address leads: each appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO

from auditor.atomic_file import AtomicFile, clear_leftovers
from auditor.errors import UsageError
from auditor.reading.remote import is_remote, system_of


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a file by way of a temporary one beside it and an atomic rename.

    Args:
        path: where it is when it is whole.
        text: what it holds; or its parts, taken as they are written.

    Raises:
        OSError: it cannot be written; names it. What stood there before stands there still.
    """
    parts = [text] if isinstance(text, str) else text
    with _device(path) if _is_device(path) else _in_the_place_of(path) as stream:
        stream.writelines(parts)


def _is_device(path: Path) -> bool:
    """Tell of /dev/stdout and its like, whose place nothing may take; it may lead to a file."""
    return str(path.parent) in ("/dev", "/dev/fd") or (path.exists() and not path.is_file())


def _device(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


@contextmanager
def _in_the_place_of(path: Path) -> Iterator[TextIO]:
    """Open a temporary file, which takes the path's place at the end."""
    unfinished, name = None, None
    try:
        unfinished = AtomicFile(path)
        name = str(unfinished.temporary)
        with unfinished.temporary.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        unfinished.finish()
    except BaseException as error:
        if unfinished is not None:
            unfinished.abandon()
        if isinstance(error, OSError) and (name is None or error.filename in (None, name)):
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def write_into(folder: str, name: str, text: str) -> None:
    """Write a file into a folder, which may be an address such as ``s3://bucket/folder``.

    Raises:
        OSError: it cannot be written.
    """
    if not is_remote(folder):
        write_whole(Path(folder, name), text)
        return
    try:
        system, root = system_of(folder)
        system.pipe_file(f"{root.rstrip('/')}/{name}", text.encode())
    except Exception as error:  # each store's client has errors of its own
        raise OSError(0, str(error), f"{folder}/{name}") from error


@contextmanager
def opened_into(folder: str, name: str) -> Iterator[IO[bytes]]:
    """Open a file to write in a folder or behind an address; it appears there at the end.

    Raises:
        OSError: it cannot be written.
    """
    if is_remote(folder):
        system, root = system_of(folder)
        with system.open(f"{root.rstrip('/')}/{name}", "wb") as remote:
            yield remote
        return
    unfinished = AtomicFile(Path(folder, name))
    try:
        with unfinished.temporary.open("wb") as stream:
            yield stream
        unfinished.finish()
    except BaseException:
        unfinished.abandon()
        raise


@contextmanager
def run_folder(output: str) -> Iterator[Path]:
    """Make the output folder; give where to write what is over the whole run.

    For an address that is a folder of this machine whose files are sent at the end: tables grow and
    pages are made anew, which what stands behind an address does not allow.

    Raises:
        UsageError: it cannot be made, written to or reached.
    """
    prepare_folder(output)
    if not is_remote(output):
        yield Path(output)
        return
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        yield Path(folder)
        system, root = system_of(output)
        for file in sorted(Path(folder).iterdir()):
            system.put_file(str(file), f"{root.rstrip('/')}/{file.name}")


def prepare_folder(folder: str) -> None:
    """Make the output folder and clear it of what killed runs left, or try an address.

    Raises:
        UsageError: it cannot be made or written to.
    """
    if is_remote(folder):
        _reach(folder)
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"the output folder {folder} cannot be made ({error.strerror}): name another with -o"
        ) from error
    if not os.access(folder, os.W_OK):
        raise UsageError(f"the output folder {folder} cannot be written to: name another with -o")
    clear_leftovers(Path(folder))


def _reach(folder: str) -> None:
    try:
        system, root = system_of(folder)
        system.makedirs(root, exist_ok=True)
        system.exists(root)  # some make no folders, and find out now who asks
    except Exception as error:  # each store's client has errors of its own
        raise UsageError(f"the output folder {folder} cannot be reached: {error}") from error
