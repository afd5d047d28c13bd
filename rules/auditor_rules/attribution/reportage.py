"""Whether a text reports: it speaks of others, in the third person, outside what it quotes."""

from __future__ import annotations

import re

from auditor import Document, folded, quoted, view, words
from auditor_rules.attribution.kind_of_text import kind_of_text

SHORTEST = 80
"""Words below which a text is taken for a fragment."""
MOST_PERSONAL = 4.0
"""Words such as "I", "we" and "you" per 1,000, outside quotations, up to which a text reports:
nine in ten guides, shops, blogs and essays of the dev data have more, two in three news fewer."""
_PERSONAL = re.compile(
    r"\b(?:i|i'm|i've|i'd|my|me|myself|we|our|us|we're|we've|you|your|you're|yours|you'll|let's)\b"
)
_AFFAIRS = re.compile(
    r"\b(?:government|minist(?:er|ry)|president|military|troops|soldiers|war|army|police|"
    r"sanctions|elections?|parliament|congress|senate|republicans?|democrats?|part(?:y|ies)|regime|"
    r"nuclear|missiles?|refugees?|protest\w{0,4}|border|officials?|"
    r"nations?|alliance|treaty|conflict|invasion|econom(?:y|ic)|inflation|tariffs?|council|mayor|"
    r"voters?|lawmakers?|diplomat\w{0,4}|geopolitical|territor\w{1,4}|weapons?|battle\w{0,6})\b"
)


MOST_COMMERCIAL = 20.0
"""Words of offers per 1,000 up to which a text reports; companies' own pages have more."""
_COMMERCIAL = re.compile(
    r"\b(?:services?|customers?|clients?|products?|solutions?|pricing|prices?|brands?|quality|"
    r"homeowners?|providers?|platforms?|business(?:es)?|features?|offers?|offering|budget|software|"
    r"tools?|users?|expertise|installation|affordable|shopping|purchase)\b"
)


@view
def commercial_words(document: Document) -> float:
    """Return how many words of offers the text has per 1,000."""
    found = sum(1 for _ in _COMMERCIAL.finditer(folded(document)))
    return 1000 * found / max(len(words(document)), 1)


@view
def personal_words(document: Document) -> float:
    """Return how often the text says I, we or you outside quotations, per 1,000 words."""
    speech = quoted(document)
    found = sum(not speech.hold(each.start()) for each in _PERSONAL.finditer(folded(document)))
    return 1000 * found / max(len(words(document)), 1)


@view
def public_affairs(document: Document) -> float:
    """Return how many words of public affairs the text has per 1,000."""
    found = sum(1 for _ in _AFFAIRS.finditer(folded(document)))
    return 1000 * found / max(len(words(document)), 1)


@view
def reports(document: Document) -> bool:
    """Tell whether the text is prose that tells of others as a report or an analysis does.

    Essays, blogs, letters, guides and a company's own pages say I, we or you.
    """
    return (
        kind_of_text(document) == "article"
        and len(words(document)) >= SHORTEST
        and personal_words(document) < MOST_PERSONAL
        and commercial_words(document) < MOST_COMMERCIAL
    )
