"""Names: people with titles and roles, places, organisations, demonyms."""

from __future__ import annotations

from typing import NamedTuple

from auditor.document import Span


class Name(NamedTuple):
    """A proper name in the text."""

    span: Span
    """The name without its title: "Andriy Kovalenko"."""
    kind: str
    """``person``, ``place``, ``organisation``, ``demonym`` or ``unknown``."""
    title: str = ""
    """What stands before it: "President", "Dr", "U.S. Defense Secretary"."""
    role: str = ""
    """An apposition after it: "chairman of the Security Center"."""


def find_names(text: str) -> tuple[Name, ...]:
    """Return the names in order, none overlapping another."""
    return ()
