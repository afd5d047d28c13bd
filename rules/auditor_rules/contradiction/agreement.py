"""Whether two numbers can both be true of one thing."""

from __future__ import annotations

from auditor_rules.contradiction.mentions import Mention

_LOOSE = frozenset(("about", "nearly"))
_FLOORS = frozenset(("at least", "more than"))
_CEILINGS = frozenset(("up to", "at most", "less than"))


def interval_of(mention: Mention) -> tuple[float, float]:
    """Return the values that a mention allows: rounding and its qualifier widen it."""
    low, high = mention.low, mention.high
    if mention.qualifier in _FLOORS:
        # "more than 200" is said of 230, not of 900.
        return low, high * 1.5
    if mention.qualifier in _CEILINGS:
        return low / 1.5, high
    # Newspapers round and cut: a headline's $16bn may be $16.6bn below it. The noughts of 10,000
    # do not make 8,000 of it: rounding moves a number by a tenth at most.
    grain = min(mention.grain, 0.1 * high) if mention.grain > 1 or low != int(low) else 0.0
    slack = 0.1 * high if mention.qualifier in _LOOSE else 0.0
    return low - max(slack, grain / 2), high + max(slack, 0.999 * grain)


def agree_to_the_digit(one: Mention, other: Mention) -> bool:
    """Tell whether both numbers can be true of one thing, to the last digit that both give.

    For two sentences that are known to speak of one thing, where nothing need be forgiven.
    """
    if one.kind in ("weekday", "year", "month", "day", "ordinal"):
        return one.low == other.low
    coarse, fine = (one, other) if one.grain >= other.grain else (other, one)
    slack = min(coarse.grain / 2, 0.01 * coarse.high) if coarse.grain != fine.grain else 0.0
    said = {coarse.qualifier, fine.qualifier}
    factor = 1.0 if said == {""} else 1.05 if said <= _LOOSE | {""} else 1.1
    return (coarse.low - slack) / factor <= fine.high and fine.low <= (coarse.high + slack) * factor


def agree(one: Mention, other: Mention) -> bool:
    """Tell whether both numbers can be true of one thing, with rounding and qualifiers."""
    if one.kind in ("weekday", "year", "month", "day", "ordinal"):
        return one.low <= other.high and other.low <= one.high
    # Rounding: the finer number must fall into what the coarser one allows.
    coarse, fine = (one, other) if one.grain >= other.grain else (other, one)
    low, high = interval_of(coarse)
    fine_low, fine_high = interval_of(fine) if fine.qualifier else (fine.low, fine.high)
    return fine_low <= high and low <= fine_high


def are_turned(one: Mention, other: Mention) -> bool:
    """Tell 241 passengers from 214 passengers: the same digits of one noun in another order.

    No such pair that the text does not tell apart stands in 4,243 untouched news items.
    """
    if one.kind != "count" or not one.noun or one.noun != other.noun:
        return False
    digits, others = f"{one.low:g}".rstrip("0"), f"{other.low:g}".rstrip("0")
    is_exact = one.low == one.high and other.low == other.high
    return is_exact and len(digits) > 1 and digits != others and sorted(digits) == sorted(others)
