"""Tags or categories of the page are left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/tag-list",
    summary="Tags or categories of the page are left in the text",
    severity="note",
    find=finder("tag-list", "the page's tags or categories"),
    what=('A heading such as "Tags" or "Filed under", with or without the list behind it.'),
    why=("Tags are for the site's index; as text they are names without a sentence."),
    known_problems='A heading "Categories" over an article\'s own classification.',
    invalid=(
        Example("Prices rose.\n⟦Tags: prices, markets, grain⟧"),
        Example("Ceny wzrosły.\n⟦Tagi⟧"),
    ),
    valid=(
        Example("The dog wears two tags."),
        Example("Boxers are sorted in categories by weight."),
    ),
    confidence=0.88,
    evidence="31 of 31 claimed lines of extractor.dev were residue",
)
