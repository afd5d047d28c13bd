"""A photo credit or caption marker stands in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/photo-credit",
    summary="A photo credit or caption marker stands in the text",
    severity="note",
    find=finder("photo-credit", "a photo credit"),
    what=(
        'A line that opens with "Photo:", "Image credit", "Bildquelle" and the like, or '
        "ends in a slash and an agency."
    ),
    why="The picture is gone; its credit reads as a sentence without a verb.",
    known_problems="Captions without a marker pass unseen. Some readers want credits kept.",
    invalid=(
        Example("Prices rose.\n⟦Photo: Anna Berg / Reuters⟧"),
        Example("Preise stiegen.\n⟦Bildquelle: Stadtarchiv⟧"),
    ),
    valid=(
        Example("The photo shows a bridge."),
        Example("Reuters reported the rise on Monday."),
    ),
    confidence=0.79,
    evidence="42 of 46 claimed lines of extractor.dev were residue",
)
