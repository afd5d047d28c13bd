"""A change that does not match its two ends."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source
from auditor_rules.contradiction.arithmetic import changes, expected_size, stated_ends

TOLERANCE = 1.0
"""Percent or points: published changes are reckoned from unrounded ends."""
ROUND_TOLERANCE = 2.5
"""The same for changes in fives and tens, which are rounded themselves."""


def _find(document: Document) -> Iterator[Hit]:
    for change in changes(document):
        low, high = expected_size(change)
        stated = change.size.low
        slack = ROUND_TOLERANCE if stated % 5 == 0 and stated >= 20 else TOLERANCE
        if low - slack <= stated <= high + slack:
            continue
        size, unit = stated_ends(change), "percent" if change.size.unit == "%" else "points"
        yield Hit(
            change.size.span,
            f"From {change.before.span.of(document.text)} to "
            f"{change.after.span.of(document.text)} is {size:.3g} {unit}, not {stated:.3g}.",
            related=(change.before.span, change.after.span),
            kind="arithmetic",
            grade="conflict",
        )


RULE = Rule(
    id="contradiction/change-mismatch",
    summary="A rise or fall whose size does not follow from its two ends.",
    severity="warning",
    find=_find,
    what=(
        "Reckons the change of 'from 40 to 50, a rise of 25 percent' and of 'rose 25 percent to 50 "
        "from 40', in percent or, between two percentages, in points. Both ends may have been "
        "rounded in their last digit; one percent or point more is allowed."
    ),
    why="One of three numbers is wrong. Readers repeat the percentage and forget the ends.",
    known_problems=(
        "Changes adjusted for inflation or season do not follow from their ends; where the text "
        "says so in the same breath they are still reported. Only ends and size in a row are read."
    ),
    invalid=(
        Example("The fee rose from ⟪40⟫ to ⟪50⟫ crowns, a rise of ⟦40 percent⟧."),
        Example("Sales fell ⟦20 percent⟧ from ⟪$50m⟫ to ⟪$30m⟫."),
        Example("Support rose from ⟪45 percent⟫ to ⟪54 percent⟫, up ⟦12 points⟧."),
    ),
    valid=(
        Example("The fee rose from 40 to 50 crowns, a rise of 25 percent."),
        Example("Sales fell 20 percent to $40m from $50m."),
        Example("Sales rose 9 percent to 39.4 million euros from 36.1 million euros."),
        Example("Support rose from 45 percent to 54 percent, up nine points."),
        Example("The tax rises from 1.2 percent to 1.4 percent, and 40 percent are against it."),
    ),
    sources=(Source("Cohn, V. & Cope, L. (2012), News & Numbers, 3rd ed., Wiley-Blackwell"),),
    languages=("en",),
    confidence=0.5,
    evidence=(
        "an estimate: 125 of 125 wrong changes put into news were found and none of 125 right"
        " ones, but in our own forms; no hit on 4,243 untouched documents"
    ),
)
