"""Contact details of the page stand in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/contact-details",
    summary="Contact details of the page stand in the text",
    severity="note",
    find=finder("contact-details", "the page's contact details"),
    what=(
        'A line that is a heading such as "Contact us", an address or a telephone number '
        "by itself, or an offer to receive tips."
    ),
    why="It belongs to the publisher's page.",
    known_problems=(
        "A press release's own contact block, which some readers want kept; a list of "
        "useful numbers inside an advice article."
    ),
    invalid=(Example("The road stays closed.\n⟦Got a tip? Send it to our newsroom⟧"),),
    valid=(Example("Contact was lost at 9:15 a.m., the airline said."),),
    confidence=0.51,
    evidence="14 of 19 claimed lines of extractor.dev were residue",
)
