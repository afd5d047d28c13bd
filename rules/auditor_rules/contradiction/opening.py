"""Numbers of an opening that the rest of the text does not bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document
from auditor_rules.contradiction.agreement import agree_to_the_digit
from auditor_rules.contradiction.context import Surroundings, surroundings_of
from auditor_rules.contradiction.mentions import Mention, mentions

MARGIN = 0.25
"""So much more of a number's context must stand around a rival than around the number itself."""
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def unsupported_numbers(document: Document, end: int) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield numbers before ``end`` that the rest does not bear out, and what it has instead."""
    known = mentions(document)
    claimed = [each for each in known if each.span.end <= end and not _is_pronoun_like(each)]
    if not claimed:
        return
    figures = set(_FIGURE.findall(document.text, end))
    article = [mention for mention in known if mention.span.start >= end]
    for mention in claimed:
        rivals = [other for other in article if other.kind == mention.kind]
        figure = _FIGURE.search(document.text, mention.span.start, mention.span.end)
        is_given = figure is not None and figure.group() in figures
        if not is_given and not any(agree_to_the_digit(mention, other) for other in article):
            yield mention, rivals[0] if rivals else None
            continue
        rival = _better_rival(document, mention, rivals)
        if rival is not None:
            yield mention, rival


def _is_pronoun_like(mention: Mention) -> bool:
    """Summaries count on their own: "the two men", "one of them"."""
    return mention.kind in ("count", "ordinal") and mention.high <= 2


def _better_rival(document: Document, mention: Mention, rivals: list[Mention]) -> Mention | None:
    own = surroundings_of(document, mention)
    supported, best, rival = 0.0, 0.0, None
    for other in rivals:
        share = _shared(own, surroundings_of(document, other))
        if agree_to_the_digit(mention, other):
            supported = max(supported, share)
        elif share > best:
            best, rival = share, other
    return rival if best > supported + MARGIN else None


def _shared(own: Surroundings, other: Surroundings) -> float:
    return sum(w for stem, w in own.weights.items() if stem in other.weights) / own.total
