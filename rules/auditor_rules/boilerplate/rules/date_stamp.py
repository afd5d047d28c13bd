"""The page's date stamp stands in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/date-stamp",
    summary="The page's date stamp stands in the text",
    severity="note",
    find=finder("date-stamp", "the page's date stamp"),
    what=(
        'A line that is nothing but a date with an hour, an hour, or "3 hours ago", in eight '
        "languages. A bare day is the article's own dateline or a chronicle's heading and is left "
        "alone."
    ),
    why=(
        "The date is worth knowing, and a reader will use it; as a line of the text it is not the "
        "author's."
    ),
    known_problems=(
        "Some editors keep the stamp as part of the article; a log whose entries are headed by the "
        "hour looks the same."
    ),
    invalid=(
        Example("⟦Monday, March 4, 2019 - 9:15 am⟧\nPrices rose."),
        Example("⟦Publié le 3 mars 2019 à 10h15⟧\nLes prix montent."),
    ),
    valid=(
        Example("Prices rose on Monday, March 4, 2019."),
        Example("12:30 Lunch"),
        Example("4 March 2019\nPrices rose."),
    ),
    confidence=0.68,
    evidence="84 of 109 claimed lines of extractor.dev were residue",
)
