"""A comment form is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/comment-form",
    summary="A comment form is left in the text",
    severity="note",
    find=finder("comment-form", "a comment form"),
    what=(
        'A line of the words around a comment box: "Leave a reply", "Required fields are '
        'marked", in eight languages; sentences of such forms wherever a line begins with '
        "them."
    ),
    why="It shows that the page around the article was taken for the article.",
    known_problems="A guide to writing such forms, whose headings are the same words.",
    invalid=(
        Example(
            "The vote was put off.\n⟦Leave a Reply⟧\n⟦Your email address will not be published.⟧"
        ),
        Example("Das Konzert fiel aus.\n⟦Kommentar schreiben⟧"),
    ),
    valid=(
        Example("Readers can leave a comment at the town hall until Friday."),
        Example("No comment, said the minister, and left the room."),
    ),
    confidence=0.96,
    evidence="105 of 105 claimed lines of extractor.dev were residue",
    is_safe=True,
)
