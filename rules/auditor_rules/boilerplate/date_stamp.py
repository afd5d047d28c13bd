"""The page's date stamp stands in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.claims import finder

RULE = Rule(
    id="boilerplate/date-stamp",
    summary="The page's date stamp stands in the text",
    severity="note",
    find=finder("date-stamp", "the page's date stamp"),
    what=(
        'A line that is nothing but a date, an hour, "3 hours ago" or "Updated" with one '
        "of them, in eight languages. Between paragraphs a bare day is a chronicle's "
        "heading and is left alone."
    ),
    why=(
        "The date is worth knowing, and a reader will use it; as a line of the text it is "
        "not the author's."
    ),
    known_problems=(
        "Some editors keep the dateline as part of the article; a log whose entries are "
        "headed by the hour."
    ),
    invalid=(
        Example("⟦Monday, March 4, 2019 - 9:15 am⟧\nPrices rose."),
        Example("⟦Publié le 3 mars 2019 à 10h15⟧\nLes prix montent."),
    ),
    valid=(
        Example("Prices rose on Monday, March 4, 2019."),
        Example("12:30 Lunch"),
    ),
)
