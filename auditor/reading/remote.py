"""Inputs on other machines, by fsspec: ``s3://``, ``gs://``, ``hf://``..."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from auditor.errors import ReadingError
from auditor.finding import Failure
from auditor.reading.piece import Origin

SCHEME = "://"
LIBRARIES = {
    **{"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "hf": "huggingface_hub"},
    **{"abfs": "adlfs", "abfss": "adlfs", "az": "adlfs"},
}
"""What fsspec needs for an address, by the name as pip knows it."""


def is_remote(path: str) -> bool:
    """Tell whether a path names its file system, as ``s3://bucket/key`` does."""
    return SCHEME in path


@contextmanager
def opened_remotely(path: str) -> Iterator[BinaryIO]:
    """Open a remote file; it is fetched in blocks as it is read.

    Raises:
        ReadingError: fsspec, or its part for this kind of path, is not installed.
        OSError: the file cannot be read.
    """
    system, name = system_of(path)
    with system.open(name, "rb") as stream:
        yield cast(BinaryIO, stream)


def expand_remotely(path: str) -> Iterator[Origin | Failure]:
    """Yield the files that a remote path stands for: itself, those below it, or its matches."""
    try:
        system, name = system_of(path)
        names = _names(system, name)
    except Exception as error:  # each store's client has errors of its own
        yield Failure("reading", path, f"cannot be reached: {error}")
        return
    if not names:
        yield Failure("reading", path, "nothing is there")
    root = name.rstrip("/")
    for each in names:
        address = system.unstrip_protocol(each)
        if each.rstrip("/") == root or "*" in name:
            yield Origin(PurePosixPath(each).name, address)
        else:
            yield Origin(each.removeprefix(root).lstrip("/"), address, is_named=False)


def _names(system: Any, name: str) -> list[str]:
    if "*" in name:
        return sorted(system.glob(name))
    if system.isdir(name):
        found = sorted(system.find(name))
        return [each for each in found if not PurePosixPath(each).name.startswith(".")]
    return [name] if system.exists(name) else []


def system_of(path: str) -> tuple[Any, str]:
    """Return the file system of an address, and what the file or folder is called there.

    Raises:
        ReadingError: fsspec, or its part for this kind of address, is not installed.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise ReadingError(
            "remote paths are read by fsspec: pip install 'audit-articles[remote]'"
        ) from error
    try:
        system, name = url_to_fs(path)
    except ImportError as error:
        scheme = path.split(SCHEME, maxsplit=1)[0]
        library = LIBRARIES.get(scheme)
        todo = f"pip install {library}" if library else "install it beside fsspec"
        raise ReadingError(f"{scheme}{SCHEME} is missing its library: {todo} ({error})") from error
    return system, str(name)
