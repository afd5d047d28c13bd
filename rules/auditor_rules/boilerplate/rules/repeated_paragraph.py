"""The same paragraph stands in the text more than once."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, lines
from auditor_rules.boilerplate.line_kinds import is_prose

MIN_LENGTH = 60
"""Code points; shorter lines are refrains, headings and lists."""
MIN_PROSE = 3
"""Paragraphs that a text needs for it to be prose and not verse."""


def find(document: Document) -> Iterator[Hit]:
    """Yield every later copy of a paragraph, related to the first."""
    first: dict[str, Span] = {}
    spans = lines(document)
    if sum(is_prose(span.of(document.text)) for span in spans) < MIN_PROSE:
        return
    for span in spans:
        text = " ".join(span.of(document.text).lower().split())
        if len(text) < MIN_LENGTH:
            continue
        if text in first:
            message = "the same paragraph stands earlier in the text"
            yield Hit(span, message, suggestion="", related=(first[text],), kind="repeated")
        else:
            first[text] = span


RULE = Rule(
    id="boilerplate/repeated-paragraph",
    summary="The same paragraph stands in the text twice",
    severity="note",
    find=find,
    what="A line of 60 characters or more that repeats an earlier one, but for case and spaces.",
    why="Pasted twice, or a teaser and pull quote that the page showed beside the article.",
    known_problems="A refrain in prose; a form whose paragraphs repeat by design.",
    invalid=(
        Example(
            "⟪The mill on the river closed on Friday after ninety years of work there.⟫\n"
            "Its owner said that the price of grain had doubled within a single year.\n"
            "⟦The mill on the river closed on Friday after ninety years of work there.⟧\n"
            "The town has no other mill and will have to buy its flour from the coast.",
            suggestion="",
        ),
    ),
    valid=(
        Example(
            "The mill on the river closed, and nobody came to see its wheel stand still,\n"
            "O mill, O mill\n"
            "The mill on the river closed, and nobody came to see its wheel stand still,"
        ),
    ),
)
