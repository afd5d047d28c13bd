"""A quotation stands there and nobody is said to have spoken it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, quotations
from auditor_rules.attribution.unattributed import lost_quotations

STORM, SHARE = 8, 0.5
"""So many quotations without a speaker, and such a share of all, are a kind of text: fiction, a
transcript, a list of quotations. They are reported once."""


def _find(document: Document) -> Iterator[Hit]:
    lost = lost_quotations(document)
    if len(lost) >= STORM and len(lost) > SHARE * len(quotations(document)):
        yield Hit(
            None,
            f"{len(lost)} of {len(quotations(document))} quotations name no speaker: this reads "
            "like a transcript, fiction or a list of quotations, and they are not judged singly.",
            severity="note",
            kind="quotations-unattributed-throughout",
        )
        return
    for each in lost:
        yield Hit(
            each.span,
            "Quotation without a speaker: neither its sentence nor the ones around it say whose "
            "words these are.",
            kind="quotation-without-speaker",
        )


RULE = Rule(
    id="attribution/quotation-without-speaker",
    summary="nobody is said to have spoken a quotation",
    severity="warning",
    find=_find,
    what="Marks a quoted sentence of five words or more in whose paragraph nothing says who "
    "speaks, and which carries no other quotation on. Lead-ins with a colon, signatures below and "
    "speech that runs over paragraphs count as saying it. Scare quotes and titles are not speech. "
    "Where most quotations of a text stand so, it is one note.",
    why="A quotation whose speaker was cut off can be put into anybody's mouth.",
    known_problems="Reporters do set a second quotation in a paragraph of its own and leave it to "
    "the reader that the last speaker goes on; that looks the same as a lost speaker. Rare verbs "
    "of saying that are not in the list hide a speaker.",
    invalid=(
        Example(
            "The port will close in May, and Mayor Bo Tan said he had tried everything.\n\n"
            "⟦“Nobody asked the people who work here.”⟧\n\n"
            "The county pays for the buses."
        ),
        Example("The port will close. ⟦“Nobody asked the people who work here.”⟧ It is sold."),
    ),
    valid=(
        Example("“Nobody asked the people who work here,” Mayor Bo Tan said."),
        Example("“Nobody asked us,” said Bo Tan. “They never ask the people who work here.”"),
        Example("Mayor Bo Tan was angry:\n\n“Nobody asked the people who work here.”"),
        Example("She laughed at the sign, “No Dogs Beyond This Point Please,” and went in."),
        Example("“Nobody asked the people who work here.”\n\n- Bo Tan, mayor"),
        Example("“Nobody asked the people.\n\n“They never do that,” Bo Tan said."),
        Example("The so-called “people’s port of the northern coast” is closed."),
    ),
    sources=(
        Source(
            "Newell et al. 2018, An attribution relations corpus for political news, LREC",
            "https://aclanthology.org/L18-1524/",
        ),
    ),
    languages=("en", "es", "fr", "de"),
    confidence=0.82,
    evidence="polnear_deattrib dev with the final commas of quotations made full stops: 271 of 313 "
    "findings (.87, 95 % interval .82 to .91); natural ones left out",
)
