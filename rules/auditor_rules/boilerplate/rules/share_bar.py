"""Buttons for sharing are left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/share-bar",
    summary="Buttons for sharing are left in the text",
    severity="note",
    find=finder("share-bar", "buttons for sharing"),
    what=(
        'A line such as "Share this", "Follow us on", or three and more names of social '
        "networks in a row."
    ),
    why="These are buttons.",
    known_problems="A list of social networks in an article about them.",
    invalid=(
        Example("Prices rose.\n⟦Share this article⟧\n⟦Facebook⟧\n⟦Twitter⟧"),
        Example("Prices rose.\n⟦Facebook Twitter WhatsApp Email⟧"),
    ),
    valid=(
        Example("They share this article of faith."),
        Example("Twitter\nThe firm was bought in 2022 and renamed a year later."),
    ),
    confidence=0.92,
    evidence="46 of 46 claimed lines of extractor.dev were residue",
    is_safe=True,
)
