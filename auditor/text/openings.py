"""Patterns that are tried only where one of a few plain strings stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def places_of(text: str, found: str) -> Iterator[int]:
    """Yield where a string begins in the text, in order; occurrences may overlap."""
    at = text.find(found)
    while at != -1:
        yield at
        at = text.find(found, at + 1)


def matches_at(
    pattern: re.Pattern[str], text: str, openings: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Yield the matches that begin with one of the openings, in order; they may overlap.

    Looking for a string takes a hundredth of what trying a pattern at every character does.
    """
    for at in sorted({at for opening in openings for at in places_of(text, opening)}):
        match = pattern.match(text, at)
        if match is not None:
            yield match
