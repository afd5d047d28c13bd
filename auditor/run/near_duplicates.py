"""Near-duplicates over a run by MinHash (Broder 1997): groups, in time linear in documents.

Two documents are near-duplicates when at least four fifths of their five-word sequences are the
same, as their signatures estimate it: of 128 hashes, with a standard error of .035 at .8. Documents
are only compared where one of 16 bands of 8 hashes is equal (Leskovec, Rajaraman and Ullman, Mining
of Massive Datasets, 3.4), which a pair of similarity .8 has with a probability of .95, and then
with the first of their band: that keeps the work linear whatever the documents are.
"""

from __future__ import annotations

import sys
from array import array
from operator import eq
from zlib import crc32

from auditor.document import Document
from auditor.errors import UsageError
from auditor.views import words

MIN_SIMILARITY = 0.8
HASHES = 128
BANDS = 16
SHINGLE_WORDS = 5
MIN_WORDS = 20
"""Shorter documents are alike for being short."""
_HASH_BYTES = 2
"""Of each hash the lower half: two that differ agree in it once in 65,536 times."""
_LOWER_HALF = 0 if sys.byteorder == "little" else 1
_SIGNATURE_BYTES = HASHES * _HASH_BYTES
_BAND_BYTES = _SIGNATURE_BYTES // BANDS
_MIN_PLACES = 1 << 12


def signature(document: Document) -> bytes:
    """Return what the document is compared by: ``HASHES`` numbers of two bytes; empty if short.

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
    if len(forms) < MIN_WORDS:
        return b""
    hashes = RMinHash(num_perm=HASHES, seed=1)
    hashes.update([" ".join(forms[at : at + SHINGLE_WORDS]) for at in range(len(forms) - 4)])
    halves = array("H", array("I", hashes.digest()).tobytes())
    return halves[_LOWER_HALF::2].tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Return the share of equal hashes: it estimates the share of common word sequences."""
    equal: int = sum(map(eq, array("H", one), array("H", other)))
    return equal / HASHES


class NearDuplicates:
    """Documents by their signatures, joined into groups as they come; some 450 bytes for each."""

    def __init__(self) -> None:
        self._ids = bytearray()
        self._id_ends = array("Q")
        self._signatures = bytearray()
        self._leaders = array("Q")
        """For each document one of its group, at last the first of it."""
        self._firsts = [_FirstOfBand(band, self._signatures) for band in range(BANDS)]

    def add(self, document_id: str, signed: bytes) -> None:
        """Take a document; one that is too short to be compared is passed over."""
        if not signed:
            return
        number = len(self._leaders)
        self._ids += document_id.encode("utf-8", "backslashreplace")
        self._id_ends.append(len(self._ids))
        self._signatures += signed
        self._leaders.append(number)
        for band in self._firsts:
            other = band.first_like(number)
            if self._leader(other) != self._leader(number) and (
                similarity(signed, _signature_at(self._signatures, other)) >= MIN_SIMILARITY
            ):
                self._join(other, number)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of two and more, in the order of their first documents."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._leaders)):
            leader = self._leader(number)
            if leader != number:
                found.setdefault(leader, [leader]).append(number)
        groups = (found[leader] for leader in sorted(found))
        return tuple(tuple(self._id(number) for number in group) for group in groups)

    def _id(self, number: int) -> str:
        begin = self._id_ends[number - 1] if number else 0
        return self._ids[begin : self._id_ends[number]].decode()

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._leader(one), self._leader(other)))
        self._leaders[second] = first

    def _leader(self, number: int) -> int:
        while self._leaders[number] != number:
            self._leaders[number] = self._leaders[self._leaders[number]]
            number = self._leaders[number]
        return number


class _FirstOfBand:
    """For each value of one band the first document that has it.

    Only the documents' numbers are kept, from 1, each at the first free place from where its band
    points to; the values are those of the signatures.
    """

    def __init__(self, band: int, signatures: bytearray) -> None:
        self._begin, self._signatures = band * _BAND_BYTES, signatures
        self._places = array("I", bytes(4 * _MIN_PLACES))
        self._count = 0

    def first_like(self, number: int) -> int:
        """Return the first document with this one's value; itself where it is the first."""
        at = self._place_of(self._value(number))
        if self._places[at]:
            return self._places[at] - 1
        self._places[at] = number + 1
        self._count += 1
        if 4 * self._count > 3 * len(self._places):
            self._grow()
        return number

    def _value(self, number: int) -> bytes:
        begin = number * _SIGNATURE_BYTES + self._begin
        return bytes(self._signatures[begin : begin + _BAND_BYTES])

    def _place_of(self, value: bytes) -> int:
        places, last = self._places, len(self._places) - 1
        at = crc32(value) & last  # of all its hashes: many documents share a template's first
        while places[at] and self._value(places[at] - 1) != value:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        former = self._places
        self._places = array("I", bytes(8 * len(former)))
        for number in former:
            if number:
                self._places[self._place_of(self._value(number - 1))] = number


def _signature_at(signatures: bytearray, number: int) -> bytes:
    return bytes(signatures[number * _SIGNATURE_BYTES : (number + 1) * _SIGNATURE_BYTES])
