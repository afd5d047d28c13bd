"""A pointer to another article stands between the paragraphs."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/interlink",
    summary="A pointer to another article stands between the paragraphs",
    severity="note",
    find=finder("interlink", "a pointer to another article"),
    what=(
        'A line that opens with "See also", "Read more:", "Lesen Sie auch", "Читайте '
        'также" and the like and is no sentence, or says nothing else.'
    ),
    why=(
        "The title that follows belongs to another article: it brings foreign names and "
        "numbers into this one."
    ),
    known_problems=(
        "In reference works and essays \"See also\" is the author's own; an explainer's "
        '"Read also" between its chapters was kept by some annotators.'
    ),
    invalid=(
        Example("The harvest failed.\n⟦See also  Ten recipes for a dry summer⟧\nPrices rose."),
        Example("El río creció.\n⟦Lea también: Cierran dos puentes⟧"),
    ),
    valid=(
        Example("See also the report of 1998, which the court cited in full."),
        Example("He would read more if he had the time."),
    ),
    confidence=0.87,
    evidence="135 of 145 claimed lines of extractor.dev were residue",
)
