"""Tools for printing, saving or listening are left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/print-tools",
    summary="Tools for printing, saving or listening are left in the text",
    severity="note",
    find=finder("print-tools", "tools for printing, saving or listening"),
    what=(
        'A line such as "Print this article", "Save for later", "Listen to this article", '
        '"Text size".'
    ),
    why="These are buttons.",
    known_problems="A manual that describes the same buttons.",
    invalid=(
        Example("Prices rose.\n⟦Print this article⟧"),
        Example("Цены выросли.\n⟦Версия для печати⟧"),
    ),
    valid=(Example("The museum will print this article of the constitution on its wall."),),
)
