"""How to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadingOptions:
    """What a user may say about the input."""

    text_field: str | None = None
    """The field of a record that holds its text; dots lead into nested objects. It is found by its
    name where not given."""
    maximum_bytes: int = 20_000_000
    """A document whose bytes, uncompressed, are more than this is refused unread."""
    stdin_name: str = "stdin"
    """What to call standard input; a name with a suffix, such as ``page.html``, also says how to
    read it."""
