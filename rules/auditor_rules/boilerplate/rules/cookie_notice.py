"""A cookie or consent notice is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/cookie-notice",
    summary="A cookie or consent notice is left in the text",
    severity="note",
    find=finder("cookie-notice", "a cookie or consent notice"),
    what=(
        "A line that asks for consent, lists its choices or asks for scripts to be "
        "switched on, in eight languages."
    ),
    why=("It is shown to every visitor before any page and is about none of them."),
    known_problems="An article about consent banners that quotes one on a line of its own.",
    invalid=(
        Example("⟦We use cookies to improve your experience.⟧\nThe bridge reopens in May."),
        Example("Мост открыт.\n⟦Мы используем файлы cookie⟧"),
    ),
    valid=(
        Example("These cookies are baked for ten minutes."),
        Example("The regulator fined a firm that uses trackers without consent."),
    ),
    confidence=0.79,
    evidence="15 of 15 claimed lines of extractor.dev were residue",
)
