"""What was seen of a content by a set of rules, remembered across runs and machines.

An entry's name is a digest of everything that the answer depends on, and its value is plain JSON
with its own digest, so that a folder can be shared between jobs and merged by copying: whatever is
damaged or foreign in it is a miss.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from auditor.reading import ReadingOptions
from auditor.reading.piece import Piece
from auditor.registry import GROUP
from auditor.workers import Known
from auditor.writing import write_whole

LAYOUT = "1"
"""Changes when entries are stored differently."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of `audit check`; safe to delete.\n"
# What an audit depends on; other files of a package (caches, type stubs) play no part.
_SOURCES = frozenset((".py", ".tsv", ".toml", ".json", ".npy", ".npz", ".bin"))
_DIGEST_LENGTH = 64


class Cache:
    """A folder of remembered answers.

    Args:
        folder: made when missing.
        rules: digest of the rules, models and options that answer.

    Raises:
        UsageError: the folder cannot be made.
    """

    def __init__(self, folder: Path, rules: str) -> None:
        self._folder = folder
        self._rules = rules
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / "CACHEDIR.TAG").exists():
                write_whole(folder / "CACHEDIR.TAG", _TAG)
                write_whole(folder / ".gitignore", "*\n")
        except OSError as error:
            raise UsageError(
                f"the cache folder {folder} cannot be used ({error.strerror}): name another with "
                "--cache, or do without with --no-cache"
            ) from error

    def key(self, piece: Piece, reading: ReadingOptions) -> str:
        """Return the name under which the answer to a piece is remembered."""
        content = piece.content
        if not isinstance(content, bytes):
            content = json.dumps(dict(content), sort_keys=True, default=str).encode()
        about = (
            piece.format,
            *map(str, piece.origin),
            piece.id,
            str(piece.line),
            str(piece.number),
        )
        return digest_of((LAYOUT, self._rules, repr(reading), *about), content)

    def get(self, key: str) -> Known[list[Any]] | None:
        """Return what was remembered; ``None`` where nothing is, or it is damaged."""
        try:
            content = self._path(key).read_bytes()
        except OSError:
            return None
        if (
            hashlib.sha256(content[_DIGEST_LENGTH:]).hexdigest().encode()
            != content[:_DIGEST_LENGTH]
        ):
            return None
        return Known(json.loads(content[_DIGEST_LENGTH:]), len(content))

    def put(self, key: str, value: list[Any]) -> None:
        """Remember a value; a full or read-only disk only makes the next run slower."""
        content = json.dumps(value, separators=(",", ":"))
        path = self._path(key)
        try:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, hashlib.sha256(content.encode()).hexdigest() + content)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def digest_of(parts: Iterable[str], content: bytes = b"") -> str:
    """Return the SHA-256 of some texts and bytes, none of which can be taken for its neighbour."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded) + encoded)
    digest.update(content)
    return digest.hexdigest()


def rules_digest(options: Iterable[tuple[str, str]], select: Iterable[str] = ()) -> str:
    """Return a digest of the installed packs' files, the chosen rules and the files named.

    Versions alone would not do: whoever edits a rule or a list of their own must not be shown
    yesterday's answer.
    """
    named = sorted(options)
    files = [Path(value) for _, value in named]
    return digest_of(
        (installed_digest(), *(f"{name}={value}" for name, value in named), *sorted(select)),
        b"".join(_file_digest(path) for file in files for path in _files_below(file)),
    )


@lru_cache(maxsize=1)
def installed_digest() -> str:
    """Return a digest of the auditor's and the packs' files, found without importing the packs."""
    modules = {"auditor", *(entry.module.split(".")[0] for entry in entry_points(group=GROUP))}
    parts = []
    for module in sorted(modules):
        spec = find_spec(module)
        for folder in (spec and spec.submodule_search_locations) or ():
            parts += [_file_digest(path) for path in _files_below(Path(folder))]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _files_below(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in _SOURCES)


def _file_digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.name.encode() + b"\0" + path.read_bytes()).digest()
    except OSError:
        return b"missing"
