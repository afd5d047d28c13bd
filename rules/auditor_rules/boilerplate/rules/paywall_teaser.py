"""The notice of a paywall is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/paywall-teaser",
    summary="The notice of a paywall is left in the text",
    severity="note",
    find=finder("paywall-teaser", "a paywall"),
    what=(
        "“Subscribe to continue reading”, “Already a subscriber?”, “nur für Abonnenten” and "
        "their kin in fourteen languages, at the beginning of a line or as all of it."
    ),
    why="What follows is the price list, and the rest of the article is probably missing.",
    known_problems="A report on a paywall that begins a line with its wording.",
    invalid=(
        Example("The mill closed.\n⟦This article is for members only⟧\nThe end is near."),
        Example("The mill closed.\n⟦Sign in to continue reading⟧"),
    ),
    valid=(Example("The paper said that subscribers would read the story first."),),
)
