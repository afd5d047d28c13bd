"""What a document says of itself, and where it says so."""

from __future__ import annotations

from typing import NamedTuple

from auditor import Provided, Span


class Evidence(NamedTuple):
    """A value of the document's own identity and what it rests on."""

    field: str
    """``headline``, ``byline``, ``date``, ``dateline``, ``outlet``, ``agency`` or ``address``."""
    value: str
    origin: str
    """The kind of place in the text ("line that begins with By"), or the input's field."""
    span: Span | None = None
    """Where in the text; ``None`` when the input's metadata gave it."""


def from_metadata(field: str, provided: Provided | None) -> tuple[Evidence, ...]:
    """Return what the input's metadata gave, if it did."""
    if provided is None or not provided.value.strip():
        return ()
    return (Evidence(field, provided.value.strip(), provided.origin),)
