"""A menu of the site is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/menu",
    summary="A menu of the site is left in the text",
    severity="note",
    find=finder("menu", "a menu of the site"),
    what=(
        '"Skip to content" and its kin; runs of three or more lines, or of names in one '
        'line, that are all names of sections: "News", "Sport", "Weather".'
    ),
    why="Hundreds of such words from the head of a page drown a short article.",
    known_problems=(
        "A menu of a site about one subject, whose sections have uncommon names, is left "
        "to the line model. A list of three subjects that are also names of sections "
        "would be taken for a menu."
    ),
    invalid=(
        Example("Prices rose on Monday.\n⟦Home⟧\n⟦Politics⟧\n⟦Sport⟧\n⟦Weather⟧"),
        Example("⟦Skip to main content⟧\nPrices rose on Monday."),
    ),
    valid=(
        Example("Weather\nRain is expected in the north, and snow above 900 metres."),
        Example("Salt\nFlour\nTwo eggs\nA cup of milk"),
        Example("The paper wrote of sport, politics, weather and little else."),
    ),
    confidence=0.94,
    evidence="154 of 157 claimed lines of extractor.dev were residue",
)
