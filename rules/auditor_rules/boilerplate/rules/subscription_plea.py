"""A plea to subscribe is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/subscription-plea",
    summary="A plea to subscribe is left in the text",
    severity="note",
    find=finder("subscription-plea", "a plea to subscribe"),
    what=(
        "A line that opens with a call to subscribe, to sign up for a newsletter or to "
        "pay for reading on, in eight languages."
    ),
    why=(
        "It speaks for the publisher; where it is the wall itself, the article behind it "
        "is missing."
    ),
    known_problems="A newsletter that is the article's subject.",
    invalid=(
        Example("Prices rose.\n⟦Subscribe to our newsletter to get the latest news.⟧"),
        Example("⟦Discover more from The Daily Sparrow⟧"),
        Example("Les prix montent.\n⟦Abonnez-vous⟧"),
    ),
    valid=(
        Example("Few subscribe to that view today."),
        Example("The union asked members to sign up for the rally."),
    ),
    confidence=0.87,
    evidence="63 of 66 claimed lines of extractor.dev were residue",
)
