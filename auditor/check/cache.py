"""What was seen of a content by a set of rules, remembered across runs and machines.

An entry's name is a digest of everything that the answer depends on, and its value is plain JSON
with its own digest, so that a folder can be shared between jobs and merged by copying: whatever is
damaged or foreign in it is a miss.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from auditor.reading import ReadingOptions
from auditor.reading.piece import Piece
from auditor.run.rules_digest import digest_of
from auditor.run.worker_pool import Known
from auditor.writing import write_whole

LAYOUT = "2"
"""Changes when entries are stored differently."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of `audit check`; safe to delete.\n"
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
            str(piece.text_field),
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
