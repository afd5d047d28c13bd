"""A digest of everything but the document that an audit depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from auditor.engine.registry import GROUP

# What an audit depends on; other files of a package (caches, type stubs) play no part.
_SOURCES = frozenset((".py", ".tsv", ".toml", ".json", ".npy", ".npz", ".bin"))


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
