"""Prices that a text says to have moved one way, and then gives moving the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, folded, sentences

MAX_SENTENCES = 3
MIN_MOVES = 2
"""One price may differ from its market; two that both do gainsay it."""
_UP = "higher|up"
_DOWN = "lower|down"
_CLAIM = re.compile(
    r"\A(?P<what>[a-z]{3,20})(?: (?:prices?|futures|shares|stocks?|bonds?|contracts?))? "
    r"(?:were |was |have )?(?:traded|trading|closed|ended|settled|opened|finished|moved) "
    rf"(?:slightly |sharply |mostly |a little )?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b"
)
_MOVE = re.compile(
    r"\b(?:(?P<up>rose|gained|climbed|jumped|advanced|increased|added)"
    r"|(?P<down>fell|declined|dropped|slipped|eased|lost|retreated|decreased|shed|slid))\b"
    r" (?:by |to |from |about )?(?:[$£€]\d[\d.,]*\d|\d[\d.,]*)"
)
_TURNS = re.compile(
    r"\b(?:but|however|while|although|though|earlier|after|before|later|then|despite|whereas"
    r"|last|previous|until|reversing|erasing|except)\b"
)


class Reversal(NamedTuple):
    """A move that gainsays what was said of its market."""

    claim: Span
    move: Span
    what: str


def reversals(document: Document) -> Iterator[Reversal]:
    """Yield the first move of each market that moved otherwise than the text says of it."""
    low, spans = folded(document), sentences(document)
    for index, span in enumerate(spans):
        claim = _CLAIM.match(low[span.start : min(span.end, span.start + 120)])
        if claim is None:
            continue
        end = spans[min(index + MAX_SENTENCES, len(spans) - 1)].end
        behind = document.text.find("\n", span.end, end)
        end = end if behind == -1 else behind
        told = low[span.start : end]
        moves = list(_MOVE.finditer(told, claim.end()))
        is_up = claim["up"] is not None
        against = [move for move in moves if (move["up"] is not None) != is_up]
        is_one_subject = told.count(claim["what"]) > len(against) - 1
        if len(against) == len(moves) >= MIN_MOVES and is_one_subject and not _TURNS.search(told):
            first = against[0]
            yield Reversal(
                Span(span.start + claim.start(), span.start + claim.end()),
                Span(span.start + first.start(), span.start + first.end()),
                claim["what"],
            )
