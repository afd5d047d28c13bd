"""Page numbers of the site are left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/pagination",
    summary="Page numbers of the site are left in the text",
    severity="note",
    find=finder("pagination", "the site's page numbers"),
    what=('A line such as "Page 2 of 5", "1 2 3 … 9 Next »" or "« Previous Next »".'),
    why=("It tells that the article may go on elsewhere, and is none of its text."),
    known_problems="A printed report's own page numbers look the same.",
    invalid=(
        Example("Prices rose.\n⟦Page 2 of 5⟧"),
        Example("Prices rose.\n⟦1 2 3 4 5 Next »⟧"),
    ),
    valid=(
        Example("1 2 3 4 5"),
        Example("Page 2 of the report says prices rose."),
    ),
)
