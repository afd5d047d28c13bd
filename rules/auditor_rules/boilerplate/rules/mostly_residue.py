"""A page of which more than half is residue and which is hardly an article."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule
from auditor_rules.boilerplate.page_kind import page_kind
from auditor_rules.boilerplate.residue import claimed_share, residue_share

MIN_RESIDUE = 0.5
"""Share of the characters that the line model expects to be residue."""
MIN_CLAIMED = 0.06
"""Share of the characters in lines that a rule names: the line model takes tables of facts for
residue too, but they hold no buttons and forms."""
MAX_ARTICLE_CHANCE = 0.4


def _find(document: Document) -> Iterator[Hit]:
    kind = page_kind(document)
    if not kind.probabilities or kind.of("article") >= MAX_ARTICLE_CHANCE:
        return
    residue, claimed = residue_share(document), claimed_share(document)
    if residue >= MIN_RESIDUE and claimed >= MIN_CLAIMED:
        yield Hit(
            None,
            f"{residue:.0%} of the text is likely to be residue of the page, and the rest hardly "
            f"reads like an article (a chance of {kind.of('article'):.0%})",
        )


_PAGE = """Home
Boats
Engines
Sails
Contact
Sign in
Register
Boats for sale
Search
Sort by: newest first
Share this
Facebook Twitter Email
Cutter, nine metres, built of oak
Price on request
Add to cart
Dinghy with a small outboard engine
Price on request
Add to cart
Two masts of spruce
Price on request
Add to cart
You may also like
Related posts
Leave a Reply
Your email address will not be published. Required fields are marked *
Name *
Email *
Save my name, email, and website in this browser for the next time I comment.
Subscribe to our newsletter
Privacy Policy
Terms of Use
All rights reserved"""

RULE = Rule(
    id="boilerplate/mostly-residue",
    summary="The page is more residue than text",
    severity="warning",
    find=_find,
    what=(
        "The line model expects half of the text or more to be residue, rules name some of it, and "
        "the model of pages takes what is left for anything but an article: a listing, a form, a "
        "forum's page, a wall."
    ),
    why="There is nothing to quote from a page that is all menus, offers and forms.",
    known_problems=(
        "A short article under a very long menu is not told from a listing when the extractor "
        "kept everything; the bounds were set on eleven pages of the panel's dev half."
    ),
    invalid=(Example(_PAGE),),
    valid=(
        Example(
            "Mill closes after ninety years\n"
            "The mill on the river closed on Friday after ninety years of work there, its owner "
            "said, and the town will have to buy its flour from the coast.\n"
            "Nobody came to see the wheel stand still, and it rained all day. The owner, who had "
            "worked in the mill since he was a boy, said that the price of grain had doubled.\n"
            "Leave a Reply\nName *\nEmail *"
        ),
    ),
    confidence=0.61,
    evidence="on the half of the panel that was set aside 6 of 6 pages are such pages, of which a "
    "reader rejected 5; the bounds were set on eleven pages of the other half; 1 of 1,750 clean "
    "texts "
    "and pages of articles",
    recommends="reject",
)
