"""A counter of views or minutes is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/view-counter",
    summary="A counter of views or minutes is left in the text",
    severity="note",
    find=finder("view-counter", "a counter of views or minutes"),
    what=('A short line such as "5 min read", "1,204 views", "Was this article helpful?".'),
    why="It is the page's, not the article's.",
    known_problems="A line of results that counts votes or visits.",
    invalid=(
        Example("⟦5 min read⟧\nPrices rose."),
        Example("Prices rose.\n⟦1,204 views⟧"),
    ),
    valid=(
        Example("The clip had 1,204 views by noon, the station said."),
        Example("Jones 412 votes"),
    ),
    confidence=0.51,
    evidence="22 of 32 claimed lines of extractor.dev were residue",
)
