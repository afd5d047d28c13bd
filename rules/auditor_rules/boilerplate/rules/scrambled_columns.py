"""Columns were read across: paragraphs are cut off, and their ends stand below word by word."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span, lines

RUN = 4
"""Lines of one or two words in lower case, one after the other, that are no list."""
SHORTEST_CUT = 40
_ENDS = frozenset('.!?:;…"”’»)]|')
_LINKS = frozenset(
    "the a an of and to in for by with or is are was at on as and der die und la".split()
)


def find(document: Document) -> Iterator[Hit]:
    """Yield the cut paragraphs before a column of loose words, and the column."""
    text, spans = document.text, lines(document)
    for first, last in _columns([span.of(text) for span in spans]):
        for span in spans[max(first - 3, 0) : first]:
            line = span.of(text)
            if len(line) >= SHORTEST_CUT and line[-1] not in _ENDS and line[0].isupper():
                yield Hit(
                    span, "the paragraph breaks off, and loose words follow", kind="scrambled"
                )
        column = Span(spans[first].start, spans[last].end)
        yield Hit(column, "a sentence stands below itself word by word", kind="scrambled")


def _columns(found: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each column of loose words with a link among them."""
    start = 0
    for at in range(len(found) + 1):
        if at < len(found) and _is_loose(found[at]):
            continue
        if at - start >= RUN and any(line.strip(",.") in _LINKS for line in found[start:at]):
            yield start, at - 1
        start = at + 1


def _is_loose(line: str) -> bool:
    return len(line) < 24 and line.count(" ") < 2 and line[0].islower() and line[0].isalpha()


RULE = Rule(
    id="boilerplate/scrambled-columns",
    summary="Columns were read across, and a sentence stands word by word",
    severity="warning",
    find=find,
    what=(
        "Four or more lines in a row of one or two words in lower case, with an article, a "
        "preposition or a conjunction among them; and paragraphs before them that break off."
    ),
    why="The order of the words is not the author's: what the text says cannot be trusted.",
    known_problems="Verse and word lists that are set so; an index of function words.",
    invalid=(
        Example(
            "⟦A permit begins with a letter to the town, in which the plot,⟧\n"
            "⟦and\nthe\nheight\nof\nthe\nhouse⟧\nAre named."
        ),
    ),
    valid=(
        Example("You need\nflour\nsalt\nwater\nyeast\nIt takes an hour."),
        Example("The end of the line\nis where the bus turns\nand goes back to the town."),
    ),
)
