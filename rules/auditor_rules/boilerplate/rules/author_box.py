"""The author's box is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/author-box",
    summary="The author's box is left in the text",
    severity="note",
    find=finder("author-box", "an author's box"),
    what=(
        'A heading such as "About the author", a line such as "View all posts by", or the '
        "closing line on where a writer can be reached. A plain byline is not meant: it "
        "is what a reader looks for."
    ),
    why=(
        "The box is about the writer and repeats on every page; its words count towards "
        "the article's and its names look like sources."
    ),
    known_problems="A short biography without any of the usual phrases passes unseen.",
    invalid=(
        Example("The bridge reopens in May.\n⟦About the author⟧\nAnna Berg writes on transport."),
        Example("The trial goes on.\n⟦View all posts by Tomas Lind⟧"),
    ),
    valid=(
        Example("By Anna Berg\nThe bridge reopens in May."),
        Example("He said she wrote a book about the author of the hoax."),
    ),
    confidence=0.95,
    evidence="250 of 255 claimed lines of extractor.dev were residue",
)
