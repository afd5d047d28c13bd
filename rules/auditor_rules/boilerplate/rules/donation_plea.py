"""An appeal for donations or membership is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/donation-plea",
    summary="An appeal for donations or membership is left in the text",
    severity="note",
    find=finder("donation-plea", "an appeal for donations"),
    what=(
        "A line that asks the reader to pay for the site, in fourteen languages: “your donation "
        "allows us”, “Werden Sie Mitglied”, “soutenez-nous”."
    ),
    why="It speaks of the site and not of the subject, in whole sentences that pass for prose.",
    known_problems="An article about an appeal that cites it word for word in a short line.",
    invalid=(
        Example("Prices rose.\n⟦Your donation allows us to send reporters to both sides.⟧"),
        Example("Die Preise stiegen.\n⟦Werden Sie Mitglied und lesen Sie frei⟧"),
    ),
    valid=(Example("The museum thanked a donor whose gift had paid for the roof."),),
    confidence=0.51,
    evidence="4 of 4 claimed lines of extractor.dev were residue",
)
