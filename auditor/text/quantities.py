"""Quantities: numbers as people write them, with qualifier and unit."""

from __future__ import annotations

from typing import NamedTuple

from auditor.document import Span


class Quantity(NamedTuple):
    """A number or range in the text."""

    span: Span
    """The number with its magnitude and unit sign, without its qualifier: "$51m", "10,000", "half
    a million", "20 percent"."""
    low: float
    high: float
    """Equal to ``low`` but for ranges ("10 to 12 million")."""
    unit: str
    """``""``, ``%``, ``percentage points``, a currency ("USD"), or a unit noun directly attached
    ("km")."""
    qualifier: str
    """``""``, ``about``, ``at least``, ``more than``, ``up to``, ``less than``, ``nearly``…"""
    is_ordinal: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities in order, none overlapping another."""
    return ()
