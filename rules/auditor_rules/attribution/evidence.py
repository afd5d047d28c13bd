"""What a document says of itself, and where it says so."""

from __future__ import annotations

from typing import NamedTuple

from auditor import Document, Provided, Span, lines, view


class Evidence(NamedTuple):
    """A value of the document's own identity and what it rests on."""

    field: str
    """``headline``, ``byline``, ``date``, ``dateline``, ``outlet``, ``agency`` or ``address``."""
    value: str
    origin: str
    """The kind of place in the text ("line that begins with By"), or the input's field."""
    span: Span | None = None
    """Where in the text; ``None`` when the input's metadata gave it."""


def from_metadata(field: str, provided: Provided | None) -> tuple[Evidence, ...]:
    """Return what the input's metadata gave, if it did."""
    if provided is None or not provided.value.strip():
        return ()
    return (Evidence(field, provided.value.strip(), provided.origin),)


FIRST_LINES, NEAR_STORY, DEEPEST_HEAD = 6, 8, 60
"""Lines at the top that are looked at, those right above the first paragraph, and how far down the
page that may begin."""
PARAGRAPH = 180
"""Code points from which a line is a paragraph of the story."""


@view
def head_lines(document: Document) -> tuple[Span, ...]:
    """Return the lines that may sign or date the text: the first, and those above the story.

    A whole page has menus before its headline, and the byline between headline and story.
    """
    rows = lines(document)
    story = next(
        (at for at, row in enumerate(rows[:DEEPEST_HEAD]) if row.end - row.start >= PARAGRAPH), 0
    )
    start = max(FIRST_LINES, story - NEAR_STORY)
    return (*rows[:FIRST_LINES], *rows[start : story + 1])
