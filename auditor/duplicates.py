"""Near-duplicates over a run by MinHash (Broder 1997): groups, in time linear in documents.

Two documents are near-duplicates when at least four fifths of their five-word sequences are the
same, as their signatures estimate it: of 128 hashes, with a standard error of .035 at .8. Documents
are only compared where one of 16 bands of 8 hashes is equal (Leskovec, Rajaraman and Ullman, Mining
of Massive Datasets, 3.4), and then with the first of their band: that finds a pair of similarity .8
with a probability of .95, one of .9 with 1, and keeps the work linear whatever the documents are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from auditor.document import Document
from auditor.errors import UsageError
from auditor.views import words

LEAST_SIMILARITY = 0.8
HASHES = 128
BANDS = 16
SHINGLE_WORDS = 5
LEAST_WORDS = 20
"""Shorter documents are alike for being short."""
_BAND_BYTES = HASHES // BANDS * 4


def signature(document: Document) -> bytes:
    """Return what the document is compared by: ``HASHES`` numbers of four bytes; empty if short.

    Raises:
        UsageError: rensa, which hashes, is not installed.
    """
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise UsageError(
            "near-duplicates are found with rensa: pip install 'audit-articles[duplicates]'"
        ) from error
    forms = [word.text.casefold() for word in words(document)]
    if len(forms) < LEAST_WORDS:
        return b""
    hashes = RMinHash(num_perm=HASHES, seed=1)
    hashes.update([" ".join(forms[at : at + SHINGLE_WORDS]) for at in range(len(forms) - 4)])
    return array("I", hashes.digest()).tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Return the share of equal hashes: it estimates the share of common word sequences."""
    pairs = zip(array("I", one), array("I", other), strict=True)
    return sum(a == b for a, b in pairs) / HASHES


class NearDuplicates:
    """Documents by their signatures, joined into groups as they come."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._signatures: list[bytes] = []
        self._leaders: list[int] = []
        """For each document one of its group, at last the first of it."""
        self._first_of_band: dict[bytes, int] = {}

    def add(self, document_id: str, signed: bytes) -> None:
        """Take a document; one that is too short to be compared is passed over."""
        if not signed:
            return
        number = len(self._ids)
        self._ids.append(document_id)
        self._signatures.append(signed)
        self._leaders.append(number)
        for band in _bands(signed):
            other = self._first_of_band.setdefault(band, number)
            if self._leader(other) != self._leader(number) and (
                similarity(signed, self._signatures[other]) >= LEAST_SIMILARITY
            ):
                self._join(other, number)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of two and more, in the order of their first documents."""
        found: dict[int, list[str]] = {}
        for number, document_id in enumerate(self._ids):
            found.setdefault(self._leader(number), []).append(document_id)
        return tuple(tuple(ids) for ids in found.values() if len(ids) > 1)

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._leader(one), self._leader(other)))
        self._leaders[second] = first

    def _leader(self, number: int) -> int:
        while self._leaders[number] != number:
            self._leaders[number] = self._leaders[self._leaders[number]]
            number = self._leaders[number]
        return number


def _bands(signed: bytes) -> Iterator[bytes]:
    for band in range(BANDS):
        yield bytes((band,)) + signed[band * _BAND_BYTES : (band + 1) * _BAND_BYTES]
