"""Contradictions made on purpose, to train and to measure on."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from auditor import Document, Span
from auditor_rules.contradiction.agreement import agree
from auditor_rules.contradiction.context import surroundings_of
from auditor_rules.contradiction.mentions import Mention, mentions

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = """January February March April May June July August September October November
December""".split()
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_KINDS = frozenset(("count", "%", "USD", "GBP", "years", "weekday", "day", "year", "month"))


class Injection(NamedTuple):
    """A document with one number or date changed."""

    text: str
    changed: Span
    other: Span
    """The mention that still says what the changed one said."""


def inject_number(document: Document) -> Injection | None:
    """Change one of two mentions of the same number in like contexts; ``None`` where none is.

    The document's text seeds the choice, so that the same document gives the same injection.
    """
    chooser = random.Random(document.text)
    known = mentions(document)
    repeated = [
        (one, other)
        for index, one in enumerate(known)
        for other in known[index + 1 : index + 60]
        if _says_the_same(document, one, other)
    ]
    if not repeated:
        return None
    pair = list(chooser.choice(repeated))
    chooser.shuffle(pair)
    changed = changed_number(pair[0], document.text, chooser)
    if changed is None:
        return None
    return _replaced(document.text, pair[0].span, changed, pair[1].span)


def _says_the_same(document: Document, one: Mention, other: Mention) -> bool:
    if one.kind != other.kind or one.kind not in _KINDS or one.sentence == other.sentence:
        return False
    if one.low != other.low or not agree(one, other) or (one.noun and other.noun != one.noun):
        return False
    left = surroundings_of(document, one).weights
    right = surroundings_of(document, other).weights
    return sum(min(left[stem], right[stem]) for stem in left.keys() & right.keys()) > 0.5


def changed_number(mention: Mention, text: str, chooser: random.Random) -> str | None:
    """Return another number or date of the same kind and spelling; ``None`` for number words."""
    old = mention.span.of(text)
    names = {"weekday": WEEKDAYS, "month": MONTHS}.get(mention.kind)
    if names:
        return chooser.choice([name for name in names if name[:3] != old[:3]])
    figure = _FIGURE.search(old)
    if figure is None:
        return None
    written = _another(figure.group(), mention.kind, chooser)
    return None if written == figure.group() else old.replace(figure.group(), written, 1)


def _another(written: str, kind: str, chooser: random.Random) -> str:
    value = float(written.replace(",", ""))
    if kind == "year":
        value += chooser.choice((-2, -1, 1, 2))
    elif kind == "day" or (value < 40 and value == int(value)):
        value = max(1, value + chooser.choice((-3, -2, -1, 1, 2, 3, 5)))
    else:
        value *= chooser.choice((0.5, 0.7, 0.8, 0.9, 1.2, 1.3, 1.5, 2))
    decimals = len(written.partition(".")[2])
    noughts = len(written) - len(written.rstrip("0,")) if not decimals and value >= 40 else 0
    value = round(value, decimals - min(noughts, 6))
    return f"{value:,.{decimals}f}" if "," in written else f"{value:.{decimals}f}"


def _replaced(text: str, old: Span, new: str, other: Span) -> Injection:
    shift = len(new) - (old.end - old.start) if other.start > old.start else 0
    return Injection(
        text[: old.start] + new + text[old.end :],
        Span(old.start, old.start + len(new)),
        Span(other.start + shift, other.end + shift),
    )
