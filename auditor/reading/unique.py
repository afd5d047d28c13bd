"""No two documents of a run share an id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b

from auditor.finding import Failure
from auditor.reading.piece import Piece
from auditor.reading.records import proposed_id


class Unique:
    """Remembers the ids of a run, 8 bytes of digest each."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._repeats: Counter[str] = Counter()

    def named(self, piece: Piece) -> Iterator[Piece | Failure]:
        """Yield the piece with its id; one that is taken is changed, and a failure says so."""
        wanted = proposed_id(piece)
        given = wanted if self._is_new(wanted) else self._free(wanted, piece)
        if given not in (wanted, piece.origin.shown_path):
            yield piece.failure(f"the id {wanted!r} repeats; this one is called {given!r}")
        yield replace(piece, id=given)

    def _free(self, wanted: str, piece: Piece) -> str:
        """Two files of the same name in two folders are told apart by their paths, in silence."""
        path = piece.origin.shown_path
        if piece.number == 0 and path is not None and self._is_new(path):
            return path
        while True:
            self._repeats[wanted] += 1
            name = f"{wanted}#{self._repeats[wanted] + 1}"
            if self._is_new(name):
                return name

    def _is_new(self, document_id: str) -> bool:
        digest = blake2b(document_id.encode("utf-8", "replace"), digest_size=8).digest()
        is_new = digest not in self._seen
        self._seen.add(digest)
        return is_new
