"""What all requests hold together, so that a crowd cannot fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class BusyError(Exception):
    """There is no room for a further request: it may come back."""


class Share:
    """The bytes that one request holds."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self.size = 0

    def take(self, size: int) -> None:
        """Hold further bytes.

        Raises:
            BusyError: all requests together would hold too much.
        """
        self.size += size
        self._held.size += size
        if self._held.size > self._held.most:
            raise BusyError


class Held:
    """Counts the bytes of all requests that are being answered; ``most`` is the limit."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0

    @contextmanager
    def share(self) -> Iterator[Share]:
        """Yield a request's share; it is given back when the request is answered."""
        share = Share(self)
        try:
            yield share
        finally:
            self.size -= share.size
