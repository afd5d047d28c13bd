"""Two sentences that say the same of two names."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule
from auditor_rules.contradiction.differences import differences, reason


def _find(document: Document) -> Iterator[Hit]:
    for found in differences(document):
        if found.kind == "name":
            here, there = found.at.of(document.text), found.rival.of(document.text)
            yield Hit(
                found.at,
                f"“{here}” stands where “{there}” stands earlier on: {reason(document, found)}",
                related=(found.rival,),
                kind="name",
                grade="possible",
            )


RULE = Rule(
    id="contradiction/name-swapped",
    summary="One statement made of two names.",
    severity="note",
    find=_find,
    what=(
        "Looks for two sentences that state the same thing in the same words and numbers, with "
        "one name in the place of another."
    ),
    why="A name that a template or a slip of memory put in tells the wrong story of somebody.",
    known_problems=(
        "A note only: what is true of one product, law or party is often true of the next, and "
        "one body has two names. Names at the head of a sentence are known only where they stand "
        "inside another one too."
    ),
    invalid=(
        Example(
            "The granite harbour bridge was planned by ⟪Katrin Halvorsen⟫ "
            "and built within two summers.\n"
            "It rained all day.\n"
            "As noted, the granite harbour bridge was planned by ⟦Piet Aalders⟧ "
            "and built within two summers."
        ),
    ),
    valid=(
        Example(
            "The harbour bridge was planned by Katrin Halvorsen and built within two years. "
            "The town hall was planned by Piet Aalders and built within three years."
        ),
    ),
    languages=("en",),
    confidence=0.1,
    evidence="9 findings on 5,164 untouched pages and news items, none of them a fault",
)
