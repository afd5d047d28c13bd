"""No two documents of a run share an id."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from auditor.finding import Failure
from auditor.reading.piece import Origin, Piece
from auditor.reading.records import proposed_id

_MIN_PLACES = 1 << 12


def disambiguate_ids(origins: Iterable[Origin | Failure]) -> Iterator[Origin | Failure]:
    """Yield the files, each called otherwise than those before it.

    Files of the same name in two folders are told apart by their paths, in silence, and so are
    their records, without knowing what is in them.
    """
    taken = Unique()
    for origin in origins:
        if isinstance(origin, Origin) and not taken.is_new(origin.id) and origin.shown_path:
            yield origin._replace(id=origin.shown_path)
        else:
            yield origin


class Unique:
    """Remembers the ids of a run, 11 to 22 bytes for each."""

    def __init__(self) -> None:
        self._seen = _Numbers()
        self._repeats: Counter[str] = Counter()

    def named(self, piece: Piece) -> Iterator[Piece | Failure]:
        """Yield the piece with its id; one that is taken is changed, and a failure says so."""
        wanted = proposed_id(piece)
        given = wanted if self.is_new(wanted) else self._free(wanted)
        if given != wanted:
            yield piece.failure(f"the id {wanted!r} repeats; this one is called {given!r}")
        yield replace(piece, id=given)

    def _free(self, wanted: str) -> str:
        while True:
            self._repeats[wanted] += 1
            name = f"{wanted}#{self._repeats[wanted] + 1}"
            if self.is_new(name):
                return name

    def is_new(self, document_id: str) -> bool:
        """Take note of an id; return whether it was free."""
        digest = blake2b(document_id.encode("utf-8", "replace"), digest_size=8).digest()
        return self._seen.add(int.from_bytes(digest, "little"))


class _Numbers:
    """A set of evenly spread 64-bit numbers in a bare array: a set of Python's takes 90 bytes each.

    A number stands at the first free place from where it points to; 0 is a free place.
    """

    def __init__(self) -> None:
        self._places = array("Q", bytes(8 * _MIN_PLACES))
        self._count = 0

    def add(self, number: int) -> bool:
        """Add a number; return whether it was new."""
        number = number or 1
        at = self._place_of(number)
        if self._places[at]:
            return False
        self._places[at] = number
        self._count += 1
        if 4 * self._count > 3 * len(self._places):
            self._grow()
        return True

    def _place_of(self, number: int) -> int:
        places, last = self._places, len(self._places) - 1
        at = number & last
        while places[at] not in (0, number):
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        former = self._places
        self._places = array("Q", bytes(16 * len(former)))
        for number in former:
            if number:
                self._places[self._place_of(number)] = number
