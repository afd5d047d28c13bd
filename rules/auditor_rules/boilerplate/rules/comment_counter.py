"""A counter of comments is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/comment-counter",
    summary="A counter of comments is left in the text",
    severity="note",
    find=finder("comment-counter", "a counter of comments"),
    what=(
        "A short line that counts comments or names a comment service with its number: "
        '"12 comments", "Comments (0)".'
    ),
    why=("It is the page's, changes with every visit and says nothing of the subject."),
    known_problems="A table of numbers of comments would be taken for counters.",
    invalid=(
        Example("The vote was put off.\n⟦12 Comments⟧"),
        Example("The vote was put off.\n⟦Disqus (3)⟧"),
    ),
    valid=(
        Example("The agency received 12 comments on the draft."),
        Example("Brown (3), Smith (1)"),
    ),
    confidence=0.79,
    evidence="15 of 15 claimed lines of extractor.dev were residue",
)
