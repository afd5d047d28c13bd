"""Sums that a reader can check."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Quantity, Span, quantities, sentences, view


class Group(NamedTuple):
    """The quantities of one sentence."""

    sentence: Span
    members: tuple[Quantity, ...]


@view
def groups(document: Document) -> tuple[Group, ...]:
    """The sentences that hold two or more quantities, ordinals left out."""
    return tuple(group for group in by_sentence(document) if len(group.members) > 1)


@view
def by_sentence(document: Document) -> tuple[Group, ...]:
    """The sentences that hold a quantity, each with its quantities in order."""
    known = [each for each in quantities(document) if not each.is_ordinal]
    spans = sentences(document)
    starts = [span.start for span in spans]
    held: dict[int, list[Quantity]] = {}
    for quantity in known:
        index = max(bisect_left(starts, quantity.span.start + 1) - 1, 0)
        held.setdefault(index, []).append(quantity)
    return tuple(Group(spans[index], tuple(members)) for index, members in held.items())


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Return what a stated number can have been before it was rounded.

    Below 1,000 the noughts count as digits: nobody rounds 43 to 40 and then reckons with it.
    """
    is_whole = quantity.grain >= 1 and quantity.high < 1000
    slack = 0.5 if is_whole else min(quantity.grain / 2, 0.025 * quantity.high)
    if quantity.qualifier:
        slack = max(slack, 0.1 * quantity.high)
    return quantity.low - slack, quantity.high + slack


def said(value: float) -> str:
    """Return a number as an article would print it: 87 million, 31,000, 2.5."""
    for scale, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= scale:
            return f"{value / scale:,.6g} {word}"
    return f"{value:,.9g}"


class Change(NamedTuple):
    """A change with its two ends and its stated size."""

    before: Quantity
    after: Quantity
    size: Quantity


_FROM = re.compile(r"\bfrom (?:about |around |just |nearly |almost |some |a |an )?\Z")
_TO_FROM = re.compile(r" to (?:about |around |just |nearly |almost |some |a |an )?\Z")
_SIZE_AFTER = re.compile(
    r"(?: [a-z]+){0,3},? ?(?:\(|(?:up|down|or|which is|that is|that was)? ?"
    r"(?:(?:an?|the) (?:rise|increase|fall|drop|decrease|jump|gain|growth|decline|cut)"
    r" (?:of|by) |by |up |down |an? ))(?:about |around |nearly |almost |some )?\Z"
)
_HOLDS_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|rises|fell|fallen|fall|grew|grown|grow|increased?|decreased?|dropped?"
    r"|climbed|jumped|up|down|gained|cut|raised|lowered|reduced|declined|shrank|swelled)\b"
)
_SIZES = ("%", "points", "percentage points")


def changes(document: Document) -> Iterator[Change]:
    """Yield the changes that give both ends and their size in a row: "from 40 to 50, up 25 %"."""
    for group in groups(document):
        if len(group.members) < 3 or not _HOLDS_CHANGE.search(group.sentence.of(document.text)):
            continue
        triples = zip(group.members, group.members[1:], group.members[2:], strict=False)
        for triple in triples:
            change = _change(document.text, *triple)
            if change is not None:
                yield change


def _change(text: str, one: Quantity, two: Quantity, three: Quantity) -> Change | None:
    first_gap = text[one.span.end : two.span.start]
    second_gap = text[two.span.end : three.span.start]
    lead = text[max(0, one.span.start - 16) : one.span.start]
    if _FROM.search(lead) and _TO_FROM.fullmatch(first_gap) and _SIZE_AFTER.fullmatch(second_gap):
        return _checked(Change(one, two, three)) if len(second_gap) < 32 else None
    if one.unit in _SIZES and _FROM.search(first_gap) and len(first_gap) < 24:
        return _checked(Change(two, three, one)) if _TO_FROM.fullmatch(second_gap) else None
    if one.unit in _SIZES and _TO_FROM.fullmatch(first_gap) and _FROM.search(second_gap):
        return _checked(Change(three, two, one)) if len(second_gap) < 24 else None
    return None


def _checked(change: Change) -> Change | None:
    """Return the change where its three parts can be reckoned with one another."""
    before, after, size = change
    # "from 10 to 12 million": the first takes the second's scale; what is unclear is left alone.
    if before.unit != after.unit or before.low <= 0 or size.unit not in _SIZES:
        return None
    if size.qualifier in ("more than", "at least", "less than", "up to", "at most"):
        return None
    if (size.unit == "%") == (before.unit == "%"):
        return None
    return change


def expected_size(change: Change) -> tuple[float, float]:
    """Return the smallest and the largest size that fits the ends, rounding allowed for."""
    before, after = bounds(change.before), bounds(change.after)
    if change.size.unit != "%":
        gaps = [abs(end - start) for start in before for end in after]
        return min(gaps), max(gaps)
    shares = [100 * (end - start) / start for start in before for end in after if start > 0]
    low, high = min(shares), max(shares)
    return (
        (0.0, max(-low, high))
        if low <= 0 <= high
        else (min(abs(low), abs(high)), max(abs(low), abs(high)))
    )


def stated_ends(change: Change) -> float:
    """Return the size of the change if both ends are taken at their word."""
    gap = abs(change.after.low - change.before.low)
    return gap if change.size.unit != "%" else 100 * gap / change.before.low
