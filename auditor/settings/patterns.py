"""Patterns of paths, as `.gitignore` writes them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path, PurePath
from typing import NamedTuple

from pathspec import GitIgnoreSpec


class Pattern(NamedTuple):
    """A pattern, and the folder of the file that states it."""

    folder: Path
    text: str
    """As a line of a ``.gitignore`` in the folder; ``!`` takes back what those before it match."""

    def matches(self, path: str | Path) -> bool:
        """Tell whether the path lies in the folder and the pattern by itself holds for it there."""
        return is_matched((self,), path)


def is_matched(patterns: Sequence[Pattern], path: str | Path) -> bool:
    """Tell whether patterns match a path; the last one that speaks of it decides.

    What lies in a folder that is matched is matched, whatever speaks of it by itself: so has git.
    """
    answer = False
    for folder, group in groupby(patterns, key=lambda each: each.folder):
        relative = PurePath(os.path.relpath(Path(path).absolute(), folder))
        if relative.parts[:1] != (os.pardir,):
            said = _said(tuple(each.text for each in group), relative)
            answer = answer if said is None else said
    return answer


def _said(lines: tuple[str, ...], path: PurePath) -> bool | None:
    """Return what patterns say of a path below their folder; ``None`` where none matches."""
    of_folders = _spec(tuple(line.rstrip("/") for line in lines))
    folders = list(path.parents)[:-1]
    if any(of_folders.check_file(folder.as_posix()).include for folder in folders):
        return True
    return _spec(lines).check_file(path.as_posix()).include


@lru_cache(maxsize=256)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(line.removeprefix("./") for line in lines)
