"""A reader's comment is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/reader-comment",
    summary="A reader's comment is left in the text",
    severity="note",
    find=finder("reader-comment", "a reader's comment"),
    what='The line above a comment: a name, "says", a date and an hour.',
    why="What follows is a stranger's opinion, not the article's.",
    known_problems="Comments without a dated line above them are left to the line model.",
    invalid=(Example("Prices rose.\n⟦Maria says: March 3, 2014 at 5:15 pm⟧\nAbout time!"),),
    valid=(
        Example("Maria says: we shall see."),
        Example("MARIA: March is near."),
    ),
)
