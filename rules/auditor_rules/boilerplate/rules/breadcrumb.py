"""A breadcrumb, which is the page's path, stands in the text or is glued to the headline."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/breadcrumb",
    summary="The page's breadcrumb stands in the text or is glued to the headline",
    severity="note",
    find=finder("breadcrumb", "the page's breadcrumb"),
    what=(
        "A short line of three or more names with ›, », > between them, one that opens with "
        '"Home" and a separator, or "Home" and a section\'s name glued to the headline, as is left '
        "when the tags between them are taken out."
    ),
    why="The path is the site's; glued to the headline it spoils the title that is quoted later.",
    known_problems=(
        "Menu paths in instructions (File > Print > Options) look the same. A glued section that "
        "is not opened by a word for the home page passes unseen."
    ),
    invalid=(
        Example("⟦HomeWorld News⟧Storm closes two harbours\nThe storm came at night."),
        Example("⟦Home » News » Storm closes two harbours⟧\nThe storm came at night."),
        Example("⟦Startseite > Politik⟧\nDer Sturm kam nachts."),
    ),
    valid=(
        Example("Home is where the heart is\nThe storm came at night."),
        Example("Home | Away\nThe score was 3 > 2 at the break, and then 4."),
        Example("HomePod sales fell in May."),
    ),
)
