"""The page is no article: a list of teasers, products or dates, by its lines and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from auditor import Document, Example, Hit, Rule, lines
from auditor_rules.boilerplate.line_kinds import claims
from auditor_rules.boilerplate.page_features import CUES, line_shapes
from auditor_rules.boilerplate.page_kind import page_kind, page_model
from auditor_rules.boilerplate.residue import typed_lines
from auditor_rules.lexicons import lexicon, phrase_hits

_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|zł|руб|kr\b|USD|EUR)")


def find(document: Document) -> Iterator[Hit]:
    """Yield one finding of the document, with what speaks for it."""
    found = page_kind(document)
    thresholds = page_model().thresholds
    share = found.list_share
    if share < thresholds["review"] or found.of("list") < MIN_LIST_CHANCE:
        return
    if not has_sign_of_page(document) or is_set_by_hand(document):
        return
    shapes, kind = line_shapes(document), kind_of_list(document)
    message = f"signs that this is no article but {kind}: {evidence(shapes)}"
    advice: Literal["review", "reject"] = "reject" if share >= thresholds["reject"] else "review"
    yield Hit(None, message, kind="list", recommends=advice)


MIN_LIST_CHANCE = 0.5
"""Probability of a list among all kinds of page; a product, a forum or a manual is none."""


MIN_SIGNS = 2


def has_sign_of_page(document: Document) -> bool:
    """Tell a page's list from one that somebody wrote, such as the winners of prizes.

    Lines that a rule claims, what lists say of themselves ("read more"), entries cut off by dots,
    dates or prices, or paragraphs that speak of different things.
    """
    shapes = line_shapes(document)
    listed = lexicon(CUES)
    hits = phrase_hits(document, CUES)
    said = sum(listed[hit.phrase]["kind"] in ("list", "product") for hit in hits)
    prices = len(_PRICE.findall(document.text))
    signs = said + prices + shapes.count("E") + shapes.count("D")
    signs += sum(map(len, claims(document).values()))
    return signs >= MIN_SIGNS or shapes.count("P") > MIN_SIGNS


SET_BY_HAND = 0.15
"""Share of lines broken in mid-sentence or set in, as in laws, verse and manuals of old."""


def is_set_by_hand(document: Document) -> bool:
    """Tell a text that somebody broke into lines, as no web page does."""
    spans = lines(document)
    return len(typed_lines(document.text, spans)) > SET_BY_HAND * len(spans)


def kind_of_list(document: Document) -> str:
    """Return what the entries seem to be."""
    shapes = line_shapes(document)
    texts = document.text.split("\n")
    count = len(shapes)
    if sum(_PRICE.search(line) is not None for line in texts) > 0.08 * len(texts):
        return "a list of offers with their prices"
    if shapes.count("N") > 0.4 * count:
        return "a table of figures"
    if shapes.count("E") >= 3 or shapes.count("P") > 0.2 * count:
        return "a list of teasers of other pages"
    if shapes.count("D") > 0.1 * count:
        return "a list of entries by date"
    return "a list of headings and links"


def evidence(shapes: str) -> str:
    """Return the counts of lines by their shape, the commonest first."""
    told = {"H": "headings", "M": "labels", "E": "lines cut off by dots", "D": "dates"}
    told |= {"P": "paragraphs", "S": "short sentences", "N": "figures", "B": "bullets"}
    counts = Counter(shape for shape in shapes if shape in told)
    parts = [f"{count} {told[shape]}" for shape, count in counts.most_common(3)]
    return f"of {len(shapes)} lines " + ", ".join(parts)


_TEASERS = (
    "News archive",
    "Showing 1 to 8 of 214 results",
    "Sort by: newest first",
    "Mill closes after ninety years",
    "12 May 2024",
    "The owner of the mill on the river says that the price of grain has doubled within…",
    "Read more",
    "Harbour to be dredged in autumn",
    "11 May 2024",
    "Two ships ran aground last winter, and the harbour master wants deeper water before…",
    "Read more",
    "Choir wins prize in the capital",
    "9 May 2024",
    "Forty singers from three villages sang for the judges on Sunday and came home with…",
    "Read more",
    "School roof must wait another year",
    "8 May 2024",
    "There is no money for new tiles, and the council will ask the ministry for help in…",
    "Read more",
    "Wolf seen near the quarry",
    "7 May 2024",
    "A farmer took a picture of the animal at dawn; experts are still looking at whether…",
    "Read more",
    "Bakery opens on the square",
    "6 May 2024",
    "Fresh bread will be sold from six in the morning by a couple who learned the trade…",
    "Read more",
    "Next page",
)

RULE = Rule(
    id="boilerplate/not-an-article",
    summary="The page is no article but a list of teasers, offers or entries",
    severity="warning",
    find=find,
    what=(
        "A model over lines and words: how long they are and how they end, whether their shapes "
        "repeat, how far the paragraphs speak of the same, dates, prices, and what such pages say "
        "(“add to cart”, “read more”). It tells lists from articles, forums, product pages, "
        "manuals and pages of services; only lists are reported."
    ),
    why="Ten beginnings are not one text; what is said in them has neither source nor end.",
    known_problems=(
        "Long columns of short items, such as news in brief and listicles with a heading and two "
        "sentences for each entry, look like teasers. A page of which an extractor kept one "
        "entry looks like an article."
    ),
    invalid=(Example("\n".join(_TEASERS)),),
    valid=(
        Example(
            "Mill closes after ninety years\n"
            "The mill on the river closed on Friday after ninety years of work there, its owner "
            "said, and the town will have to buy its flour from the coast.\n"
            "Nobody came to see the wheel stand still, and it rained all day. The owner, who had "
            "worked in the mill since he was a boy, said that the price of grain had doubled.\n"
            "The town has no other mill, and the bakers on the square have not said what they "
            "will do when their flour runs out in the spring."
        ),
    ),
    confidence=0.9,
    evidence=(
        "pages of unseen sites as trafilatura extracts them, five folds: 148 findings at the "
        "review line, of which 115 lists, 33 other pages and no article; 13 of 4,126 "
        "articles of five sources (.3 %) are stopped, 3 rejected; 5 of 5 on the half of the panel "
        "that was set aside"
    ),
)
