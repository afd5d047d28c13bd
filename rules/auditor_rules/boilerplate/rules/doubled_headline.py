"""The headline stands twice at the head of the text."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, lines

SHORTEST = 15
"""Code points; a shorter line is a name or a label."""
LAST = 4
"""Lines within which the second one is looked for."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the second of two headlines, on a line of its own or behind the first."""
    text, spans = document.text, lines(document)
    if not spans:
        return
    first = spans[0].of(text)
    if len(first) < SHORTEST:
        return
    half = (len(first) + 1) // 2
    if first[:half].strip() == first[half:].strip():
        yield _hit(Span(spans[0].start + half, spans[0].end), spans[0])
    for span in spans[1:LAST]:
        if _bare(span.of(text)) == _bare(first):
            yield _hit(span, spans[0])


def _bare(line: str) -> str:
    return "".join(letter for letter in line.casefold() if letter.isalnum())


def _hit(span: Span, first: Span) -> Hit:
    message = "the headline stands twice at the head of the text"
    return Hit(span, message, suggestion="", related=(first,), kind="doubled-headline")


RULE = Rule(
    id="boilerplate/doubled-headline",
    summary="The headline stands twice at the head of the text",
    severity="note",
    find=find,
    what=(
        "A line among the first four that says the same as the first, but for case and marks, or a "
        "first line of two equal halves."
    ),
    why="The title of the page and the headline were both taken: nobody looked at the text.",
    known_problems="Verse that repeats its first line.",
    invalid=(
        Example(
            "⟪Mill closes after ninety years⟫\n⟦Mill Closes After Ninety Years⟧\n"
            "The mill on the river closed on Friday."
        ),
    ),
    valid=(Example("Mill closes\nThe mill\nMill closes after ninety years of work."),),
)
