"""What a folder holds that is no document of its owner's, though it may look like one.

What git ignores or an ``.auditignore`` names, hidden folders, what other programs build, and our
own reports. A file that is named outright is read whatever it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

IGNORE_FILES = (".gitignore", ".auditignore")
BUILT = frozenset(
    "node_modules bower_components __pycache__ site-packages build dist _build venv htmlcov".split()
)
"""Folders that programs fill."""
_STORE, _FAILURES, _INDEX, _CACHE = "audit.sqlite", "failures.jsonl", "index.html", "CACHEDIR.TAG"
_HIDDEN, _IGNORED, _BUILT, _OWN = "hidden", "ignored", "built by programs", "our own reports"


class Ignoring(NamedTuple):
    """The patterns of one folder."""

    folder: str
    spec: GitIgnoreSpec

    def says(self, path: str, *, is_folder: bool) -> bool | None:
        """Return whether a path is ignored; ``None`` where no pattern speaks of it."""
        relative = os.path.relpath(path, self.folder).replace(os.sep, "/")
        return self.spec.check_file(f"{relative}/" if is_folder else relative).include


def ignoring_of(folder: str) -> tuple[Ignoring, ...]:
    """Return the patterns that a folder's own ignore files state, if any."""
    lines: list[str] = []
    for name in IGNORE_FILES:
        try:
            lines += Path(folder, name).read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
    return (Ignoring(folder, GitIgnoreSpec.from_lines(lines)),) if lines else ()


def ignoring_above(folder: str) -> tuple[Ignoring, ...]:
    """Return the patterns that hold in a folder for what stands above it, up to git's own folder.

    None does where they would leave out the folder itself, which the user named.
    """
    path = Path(folder).absolute()
    above = list(_up_to_repository(path))
    found = tuple(each for parent in reversed(above) for each in ignoring_of(str(parent)))
    return () if _is_ignored(str(path), found, is_folder=True) else found


def _up_to_repository(path: Path) -> Iterator[Path]:
    if (path / ".git").exists():
        return
    parents = list(path.parents)
    at = next((at for at, each in enumerate(parents) if (each / ".git").exists()), None)
    if at is not None:
        yield from parents[: at + 1]


def _is_ignored(path: str, ignoring: tuple[Ignoring, ...], *, is_folder: bool) -> bool:
    said = (each.says(path, is_folder=is_folder) for each in reversed(ignoring))
    return next((answer for answer in said if answer is not None), False)


def why_passed_by(
    path: str, name: str, ignoring: tuple[Ignoring, ...], *, is_folder: bool
) -> str | None:
    """Say in a word why what a folder holds is passed by; ``None`` where it is not."""
    if name.startswith("."):
        return _HIDDEN
    if is_folder and name in BUILT:
        return _BUILT
    if is_folder and _is_own(path):
        return _OWN
    if ignoring and _is_ignored(str(Path(path).absolute()), ignoring, is_folder=is_folder):
        return _IGNORED
    return None


def _is_own(folder: str) -> bool:
    """Tell whether a folder holds a run's reports, or a cache."""
    there = {name for name in (_STORE, _FAILURES, _INDEX, _CACHE) if Path(folder, name).exists()}
    return bool({_STORE, _CACHE} & there) or {_FAILURES, _INDEX} <= there


def is_passed_by(path: Path, folder: Path) -> bool:
    """Tell whether a file below a folder is passed by, or a folder that it is in."""
    ignoring = (*_above(str(folder)), *ignoring_of(str(folder.absolute())))
    place = folder
    parts = path.relative_to(folder).parts
    for number, name in enumerate(parts, 1):
        place = place / name
        is_folder = number < len(parts)
        if why_passed_by(str(place), name, ignoring, is_folder=is_folder):
            return True
        ignoring = (*ignoring, *(ignoring_of(str(place.absolute())) if is_folder else ()))
    return False


@lru_cache(maxsize=16)
def _above(folder: str) -> tuple[Ignoring, ...]:
    return ignoring_above(folder)
