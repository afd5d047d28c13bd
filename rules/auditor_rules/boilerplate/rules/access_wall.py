"""The text is an error, a login, a consent or another wall that stood in the article's place."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, words
from auditor_rules.boilerplate.residue import sure_lines, sure_share
from auditor_rules.lexicons import lexicon, phrase_hits

LIST = "boilerplate/wall-phrases"
MAX_WORDS = 350
"""A longer text has more to say than that there is none."""
MAX_WORDS_ALONE = 90
"""Words up to which a phrase that articles use too is what the text is."""
LEAST_LINES = 3
ALL_BUT = 0.5
"""Share of lines that are menus, forms, buttons or pleas, where the article is not there."""
MAX_WORDS_OF_TWO = 200
"""The same for two different ones."""


def find(document: Document) -> Iterator[Hit]:
    """Yield one finding of the document, with the phrase that gave it away."""
    hits = phrase_hits(document, LIST)
    size = len(words(document))
    if size <= MAX_WORDS_ALONE and sure_lines(document) >= LEAST_LINES:
        share = sure_share(document)
        if share >= ALL_BUT:
            message = f"signs that the page's furniture is all there is: {share:.0%} of the lines"
            yield Hit(None, message, kind="furniture", recommends="reject")
            return
    if not hits or size > MAX_WORDS:
        return
    rows = lexicon(LIST)
    sure = [hit for hit in hits if rows[hit.phrase]["grade"] == "page"]
    different = {hit.phrase for hit in hits}
    most = MAX_WORDS if sure else MAX_WORDS_OF_TWO if len(different) > 1 else MAX_WORDS_ALONE
    if size <= most:
        hit = (sure or hits)[0]
        wall = rows[hit.phrase]["wall"]
        message = f"signs that this is no article but a wall ({wall}): “{hit.phrase}”"
        yield Hit(hit.span, message, kind=wall.replace(" ", "-"), recommends="reject")


RULE = Rule(
    id="boilerplate/access-wall",
    summary="An error, a login or a check for robots stands in the article's place",
    severity="warning",
    find=find,
    what=(
        "What such pages say, in fourteen languages: “checking your browser”, “page not found”, "
        "“you must log in to continue”. Phrases that articles use as well count in texts of up "
        "to 90 words, two of them up to 200. A short text of which half the lines are menus, forms "
        "or pleas is reported as well."
    ),
    why="The page was taken, and the article was not on it.",
    known_problems="A very short notice about a site that was blocked or a page that is gone.",
    invalid=(
        Example("Just a moment...\n⟦Checking your browser before accessing⟧ the site."),
        Example("⟦Page not found⟧\nTry the search, or go back to where you came from."),
        Example("⟦Seite nicht gefunden⟧\nBitte die Adresse prüfen."),
    ),
    valid=(Example("The mill was closed on Friday, and its page on the web is gone as well."),),
)
