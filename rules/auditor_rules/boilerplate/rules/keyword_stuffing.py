"""A line is stuffed with search words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, lines

MIN_ITEMS = 8
MAX_LENGTH_ITEM = 6
"""Words."""
SHARE = 0.5
"""Of the items that hold the same word."""
MAX_LENGTH = 3000


def find(document: Document) -> Iterator[Hit]:
    """Yield lists of short phrases most of which turn about one word."""
    for span in lines(document):
        line = span.of(document.text)
        word = stuffed_word(line) if line.count(",") + 1 >= MIN_ITEMS else None
        if word is not None:
            message = f"signs of search words: a list that says “{word}” in most of its items"
            yield Hit(span, message, suggestion="", kind="keyword-stuffing")


def stuffed_word(line: str) -> str | None:
    """Return the word that most items of a list of short phrases share, if one does."""
    items = [item.lower().split() for item in line[:MAX_LENGTH].split(",")]
    if any(len(item) > MAX_LENGTH_ITEM for item in items):
        return None
    pairs = [item for item in items if len(item) > 1]
    counts = Counter(word for item in pairs for word in set(item) if len(word) > 3)
    # The first in the alphabet where several are as frequent: the order of a set is no order.
    word, count = min(counts.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
    return word if count >= SHARE * len(items) and len(pairs) > SHARE * len(items) else None


RULE = Rule(
    id="boilerplate/keyword-stuffing",
    summary="A line is stuffed with search words",
    severity="note",
    find=find,
    what="A line of eight or more short phrases between commas, half of which share a word.",
    why="It was written for a search engine.",
    known_problems="A list of products or of places that share a name (New York, New Haven, …).",
    invalid=(
        Example(
            "Prices rose.\n⟦cheap flights, flights to Rome, cheap flights Rome, best flights, "
            "flights deals, cheap flights deals, low cost flights, last minute flights⟧"
        ),
    ),
    valid=(
        Example("Salt, flour, two eggs, milk, butter, sugar, yeast, water, a pinch of cinnamon"),
        Example("They sold apples, pears, plums, figs, dates, nuts, honey, wax and red wine."),
    ),
)
