"""A marker of an advertisement stands between the paragraphs."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/advert-marker",
    summary="A marker of an advertisement stands between the paragraphs",
    severity="note",
    find=finder("advert-marker", "an advertising slot"),
    what=(
        'A line that says nothing but "Advertisement", "Sponsored", "Story continues '
        'below" in one of eight languages, or opens with the disclosure of affiliate '
        "links."
    ),
    why=(
        "The marker belongs to an advertisement that is gone; the reader takes it for a "
        "heading, and a count of words takes it for text."
    ),
    known_problems=(
        "A classified notice that is itself the article, and a page about advertising "
        "whose heading is the bare word."
    ),
    invalid=(
        Example("The vote was put off to Thursday.\n⟦Advertisement⟧\nThe speaker gave no reason."),
        Example("⟦As an Amazon Associate we earn from qualifying purchases.⟧"),
    ),
    valid=(
        Example("The paper sold its advertisement business in 1998."),
        Example("Advertising spending fell by a tenth, the agency said."),
    ),
    confidence=0.95,
    evidence="122 of 123 claimed lines of extractor.dev were residue",
    is_safe=True,
)
