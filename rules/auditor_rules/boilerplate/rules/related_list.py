"""A list of other articles is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/related-list",
    summary="A list of other articles is left in the text",
    severity="note",
    find=finder("related-list", "a list of other articles"),
    what=(
        'The heading of such a list: "Related articles", "Most read", "Recent posts", '
        '"Das könnte Sie auch interessieren".'
    ),
    why="The headlines below it belong to other articles.",
    known_problems="The headlines below the heading are left to the line model.",
    invalid=(
        Example("Prices rose.\n⟦Recent Posts⟧"),
        Example("I prezzi salgono.\n⟦Articoli correlati⟧"),
    ),
    valid=(Example("The most read books of the year were novels."),),
    confidence=0.86,
    evidence="83 of 89 claimed lines of extractor.dev were residue",
)
