"""Articles as they arrive: which files are whole, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from auditor.reading.formats import is_readable
from auditor.reading.stable_read import Signature, signature_of


@dataclass
class _Arrival:
    signature: Signature | None
    since: float


class Arrivals:
    """Files that were seen to change and are not yet known to be whole.

    A file is taken for whole when it stayed as it is for a while: an upload or an editor writes
    piece by piece, and half an article would get a wrong report.

    Args:
        settled_after: seconds without a change.
        signature: how a file looks; ``None`` when it is gone or no file.
    """

    def __init__(
        self, settled_after: float, signature: Callable[[Path], Signature | None] | None = None
    ) -> None:
        self._settled_after = settled_after
        self._signature = signature or signature_of
        self._pending: dict[Path, _Arrival] = {}

    def notice(self, paths: Iterable[Path], now: float) -> None:
        """Remember that these files changed."""
        for path in paths:
            self._pending[path] = _Arrival(self._signature(path), now)

    def whole(self, now: float) -> list[Path]:
        """Return, once each and sorted, the files that have settled; forget those that are gone."""
        ready = []
        for path, arrival in tuple(self._pending.items()):
            seen = self._signature(path)
            if seen is None:
                del self._pending[path]
            elif seen != arrival.signature:
                self._pending[path] = _Arrival(seen, now)
            elif now - arrival.since >= self._settled_after:
                del self._pending[path]
                ready.append(path)
        return sorted(ready)

    def __len__(self) -> int:
        return len(self._pending)


def is_article(path: Path, folder: Path, output: Path) -> bool:
    """Tell whether a file below the watched folder is to be audited.

    Hidden files are not, for that is how many programs write before they rename; nor are our own
    reports.
    """
    parts = path.relative_to(folder).parts
    is_hidden = any(part.startswith(".") for part in parts)
    return is_readable(str(path)) and not is_hidden and not path.is_relative_to(output)
