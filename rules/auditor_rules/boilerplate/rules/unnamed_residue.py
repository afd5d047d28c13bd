"""A line that no list names is residue all the same, by the line model."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule
from auditor_rules.boilerplate.line_kinds import claims
from auditor_rules.boilerplate.line_model import line_model
from auditor_rules.boilerplate.page_kind import page_kind
from auditor_rules.boilerplate.residue import residue_lines

OTHER_KIND = 0.5
"""Probability from which the labels of a manual or a thread are taken for its own."""
HEAD = 4
"""The first lines are left to headline, kicker, byline and date."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the lines above the model's threshold for findings that no rule has named."""
    page = page_kind(document)
    if page.of("documentation") + page.of("forum") > OTHER_KIND:
        return  # headings of a manual and names in a thread are its own
    threshold = line_model().thresholds["finding"]
    claimed = {claim.span.start for each in claims(document).values() for claim in each}
    for line in residue_lines(document)[HEAD:]:
        is_row = document.text[line.span.start] == "|"  # of a Markdown table
        if line.probability > threshold and not is_row and line.span.start not in claimed:
            message = f"signs of residue of the page, by its place and shape (a {line.kind})"
            yield Hit(line.span, message, suggestion="", kind=line.kind)


RULE = Rule(
    id="boilerplate/unnamed-residue",
    summary="A line is residue of the page by its place, its shape and its words",
    severity="note",
    find=find,
    what=(
        "Lines to which the line model gives a probability above its threshold for findings and "
        "that no other rule has named: headlines of other articles, uncommon menus, notices. The "
        "first four lines are left to headline, kicker, byline and date. Silent on pages that are "
        "likelier a manual or a thread of a forum."
    ),
    why="Lists of phrases find a sixth of what scrapers leave in; the rest shows by its company.",
    known_problems=(
        "Tables and lists inside an article look like menus; the threshold is set so that at "
        "least 95 of 100 such lines of unseen sites were residue."
    ),
    invalid=(
        Example(
            "Mill closes after ninety years\n"
            "The mill on the river closed on Friday after ninety years of work there, its owner "
            "said, and the town will have to buy its flour from the coast.\n"
            "Nobody came to see the wheel stand still, and it rained all day.\n"
            "Leave a Reply\nShare this article\nFacebook\nTwitter\nSubscribe now\nLog in\n"
            "⟦RSS - Posts⟧\n⟦Business Directory⟧\n⟦Cars & Trucks⟧\nPrivacy Policy\nContact us\n"
        ),
    ),
    valid=(
        Example(
            "Mill closes after ninety years\n"
            "The mill on the river closed on Friday after ninety years of work there, its owner "
            "said, and the town will have to buy its flour from the coast.\n"
            "The last day\nNobody came to see the wheel stand still, and it rained."
        ),
    ),
    confidence=0.93,
    evidence="cross-validated by site on extractor.dev: .95 of lines above the threshold",
)
