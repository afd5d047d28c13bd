"""Dates and times as people write them."""

from __future__ import annotations

from typing import NamedTuple

from auditor.document import Span


class DateMention(NamedTuple):
    """A date in the text, as far as it is given."""

    span: Span
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    """0 = Monday, as in `datetime`."""
    has_time: bool = False


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates in order, none overlapping another; impossible ones too (31 April)."""
    return ()
