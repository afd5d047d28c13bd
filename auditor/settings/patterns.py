"""Patterns of paths, as `.gitignore` writes them."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path, PurePath
from typing import NamedTuple

_TOKENS = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_MEANINGS = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}


class Pattern(NamedTuple):
    """A pattern, and the folder of the file that states it.

    ``*`` and ``?`` stop at a slash and ``**`` does not. A pattern without a slash inside holds at
    any depth; one that names a folder holds for everything below it.
    """

    folder: Path
    text: str

    def matches(self, path: str | Path) -> bool:
        """Tell whether the path lies in the folder and the pattern holds for it there."""
        relative = PurePath(os.path.relpath(Path(path).absolute(), self.folder))
        if relative.parts[0] == os.pardir:
            return False
        return _compiled(self.text).fullmatch(relative.as_posix()) is not None


@lru_cache(maxsize=1024)
def _compiled(text: str) -> re.Pattern[str]:
    core = text.removeprefix("./").strip("/")
    anywhere = "" if "/" in text.strip("/") or text.startswith("/") else r"(?:[^/]+/)*"
    meaning = "".join(_MEANINGS.get(token, re.escape(token)) for token in _TOKENS.findall(core))
    return re.compile(f"{anywhere}{meaning}(?:/.*)?", re.DOTALL)
