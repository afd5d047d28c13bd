"""A conversion in brackets that does not match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from auditor import Document, Example, Hit, Quantity, Rule, Source, quantities

# How many of the base unit each unit is (BIPM, SI Brochure; NIST Special Publication 811).
_METRES = {
    "km": 1000.0, "miles": 1609.344, "metres": 1.0, "cm": 0.01, "mm": 0.001, "feet": 0.3048,
    "inches": 0.0254, "yards": 0.9144,
}  # fmt: skip
_KILOGRAMS = {"kg": 1.0, "grams": 0.001, "tonnes": 1000.0, "lb": 0.45359237, "GBP": 0.45359237}
_SQUARE_METRES = {"acres": 4046.8564224, "hectares": 10_000.0}
_SPEEDS = {"km/h": 1.0, "mph": 1.609344}
_LITRES = {"litres": 1.0, "gallons": 3.785411784}
_SCALES = (_METRES, _KILOGRAMS, _SQUARE_METRES, _SPEEDS, _LITRES)
_OPENS = re.compile(r" ?[(\[](?:about |around |some |roughly |approximately |or )?\Z")
_DEGREES = ("°C", "°F")
TOLERANCE = 0.12
"""Writers round conversions freely: 10 miles (15 km) passes."""


def _find(document: Document) -> Iterator[Hit]:
    known = quantities(document)
    for stated, converted in pairwise(known):
        if stated.unit == converted.unit or converted.span.start - stated.span.end > 18:
            continue
        if _OPENS.fullmatch(document.text[stated.span.end : converted.span.start]):
            expected = _converted(stated, converted.unit)
            if expected is None or _is_of_a_difference(stated, converted):
                continue
            if not _fits(converted, *expected):
                yield Hit(
                    converted.span,
                    f"{stated.span.of(document.text)} is about {expected[0]:,.3g} "
                    f"{converted.unit}, not {converted.span.of(document.text)}.",
                    related=(stated.span,),
                    kind="conversion",
                    grade="conflict",
                )


def _is_of_a_difference(stated: Quantity, converted: Quantity) -> bool:
    """Tell "2°F (1.1°C) warmer", where the thirty-two do not count, from a temperature."""
    if stated.unit == converted.unit or stated.unit not in _DEGREES:
        return False
    factor = 1.8 if converted.unit == "°F" else 1 / 1.8
    return abs(stated.low * factor - converted.low) <= max(0.1 * converted.low, 0.6)


def _converted(quantity: Quantity, unit: str) -> tuple[float, float] | None:
    if {quantity.unit, unit} == {"°C", "°F"}:
        ends = (quantity.low, quantity.high)
        return _fahrenheit(*ends) if unit == "°F" else _celsius(*ends)
    for scale in _SCALES:
        if quantity.unit in scale and unit in scale:
            factor = scale[quantity.unit] / scale[unit]
            return quantity.low * factor, quantity.high * factor
    return None


def _fahrenheit(low: float, high: float) -> tuple[float, float]:
    return low * 1.8 + 32, high * 1.8 + 32


def _celsius(low: float, high: float) -> tuple[float, float]:
    return (low - 32) / 1.8, (high - 32) / 1.8


def _fits(converted: Quantity, low: float, high: float) -> bool:
    slack = max(TOLERANCE * high, 2.0 if converted.unit in ("°C", "°F") else 0.6 * converted.grain)
    return converted.high >= low - slack and converted.low <= high + slack


RULE = Rule(
    id="contradiction/conversion-mismatch",
    summary="A unit conversion in brackets that is wrong.",
    severity="warning",
    find=_find,
    what=(
        "Converts lengths, weights, areas, volumes, speeds and temperatures that are followed by "
        "another unit in brackets, with a tenth and a bit for rounding."
    ),
    why="Readers of one system of units get another fact than readers of the other.",
    known_problems=(
        "Gallons are taken for American ones. Currencies are not converted. A bracket that holds "
        "something else than the conversion ('a 10 km run (5 miles in the rain)') is misread."
    ),
    invalid=(
        Example("The road is ⟪20 km⟫ (⟦5 miles⟧) long."),
        Example("It was ⟪30°C⟫ (⟦68°F⟧) in the shade."),
    ),
    valid=(
        Example("The road is 20 km (12 miles) long."),
        Example("It was 30°C (86°F) in the shade."),
        Example("The decade was 2°F (1.1°C) warmer than the one before."),
        Example("The field has 10 acres (four hectares)."),
        Example("The baker pays $5 (£4) for it."),
    ),
    sources=(
        Source(
            "Thompson & Taylor (2008), Guide for the Use of the SI, NIST Special Publication 811",
            "https://www.nist.gov/pml/special-publication-811",
        ),
    ),
    languages=("en",),
    confidence=0.7,
    evidence=(
        "an estimate: 125 of 125 wrong conversions put into news were found and none of 125 "
        "right ones, but in our own forms; no hit on 4,243 untouched documents"
    ),
)
