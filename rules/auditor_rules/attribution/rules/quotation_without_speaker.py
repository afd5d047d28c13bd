"""A quotation stands there and nobody is said to have spoken it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, quotations
from auditor_rules.attribution.reportage import reports
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
            severity="note" if each.is_told_near or not reports(document) else "warning",
        )


RULE = Rule(
    id="attribution/quotation-without-speaker",
    summary="nobody is said to have spoken a quotation",
    severity="note",
    find=_find,
    what="Marks a quoted sentence of five words or more in a paragraph in which nothing says who "
    "speaks, nor in the ones beside it: no word of saying, no he or she, no signature after a dash "
    "or below, no line above that announces somebody; and which carries no other quotation on. A "
    "warning where nobody at all is named within three paragraphs of a report, else a note. Silent "
    "in fiction, interviews, transcripts and where a first person tells the text. Where most "
    "quotations of a text stand so, it is one note.",
    why="A quotation whose speaker was cut off can be put into anybody's mouth.",
    known_problems="Reporters set a second quotation in a paragraph of its own and leave it to the "
    "reader that the last speaker goes on; where his name is far, that looks the same as a lost "
    "speaker, hence a note. A speaker who was cut out of running speech is not found: one in "
    "twenty of those deleted on purpose is.",
    invalid=(
        Example(
            "The port will close in May, when the last ship has left the northern quay.\n\n"
            "⟦“Nobody asked the people who work here.”⟧\n\n"
            "The county pays for the buses."
        ),
        Example("The port will close. ⟦“Nobody asked the people who work here.”⟧ It is sold."),
    ),
    valid=(
        Example(
            "“Nobody asked the people,” Mayor Bo Tan said.\n\n“It is the same every year, with "
            "every port.”\n\nThe county pays for the buses."
        ),
        Example("“Nobody asked the people who work here.” – the club’s chair\n\nIt is sold."),
        Example("From the desk of Bo Tan, mayor.\n\n“Nobody asked the people who work here.”"),
        Example("“Nobody asked the people who work here,” the harbour service reports."),
        Example("“Who asked the people who work here?” the MP for Tarrow quizzed."),
        Example(
            "This is the same elsewhere, according to police.\n\n“If it was stolen, it would be "
            "coded as theft in the end.”"
        ),
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
    confidence=0.3,
    evidence="84 findings in 57 of 6,216 ordinary pages and articles (4.7 million words), all "
    "notes and no warning; of some 40 looked at by the rule's author less than half name no "
    "speaker, not tallied. Of speakers deleted on purpose (polnear_deattrib) 15 findings of 15 are "
    "right, 5 % of the deletions",
)
