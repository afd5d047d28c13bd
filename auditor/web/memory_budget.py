"""A limit on the memory that all requests take together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class BusyError(Exception):
    """There is no room for a further request: it may come back."""


class Reservation:
    """The bytes that one request holds."""

    def __init__(self, budget: MemoryBudget) -> None:
        self._budget = budget
        self.size = 0

    def take(self, size: int) -> None:
        """Hold further bytes.

        Raises:
            BusyError: all requests together would hold too much.
        """
        self.size += size
        self._budget.size += size
        if self._budget.size > self._budget.limit:
            raise BusyError


class MemoryBudget:
    """Counts the bytes of all requests that are being answered; ``limit`` is the limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0

    @contextmanager
    def reserve(self) -> Iterator[Reservation]:
        """Yield a request's reservation; it is given back when the request is answered."""
        reservation = Reservation(self)
        try:
            yield reservation
        finally:
            self.size -= reservation.size
