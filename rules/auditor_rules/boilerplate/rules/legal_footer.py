"""A legal footer is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/legal-footer",
    summary="A legal footer is left in the text",
    severity="note",
    find=finder("legal-footer", "a legal footer"),
    what=(
        'A copyright line with its year, "All rights reserved", or the names of terms and '
        "policies standing alone."
    ),
    why="It is the site's small print.",
    known_problems=(
        "An agency's notice at the end of its own dispatch was kept as content by some "
        "annotators; a contract is made of such phrases."
    ),
    invalid=(
        Example("Prices rose.\n⟦© 2021 The Daily Sparrow. All rights reserved.⟧"),
        Example("Los precios subieron.\n⟦Todos los derechos reservados⟧"),
    ),
    valid=(
        Example("The court ruled that all rights in the songs had lapsed."),
        Example("1. Terms of payment\n1.1 The buyer pays within thirty days."),
    ),
    confidence=0.67,
    evidence="53 of 67 claimed lines of extractor.dev were residue",
)
