"""Quantities: numbers as people write them, with qualifier and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.document import Span
from auditor.text.folding import fold
from auditor.text.numerals import MAGNITUDES, find_spelt, numeral_of
from auditor.text.units import AFTERTHOUGHTS, COUNT_NOUNS, QUALIFIERS, SIGNS, UNITS


class Quantity(NamedTuple):
    """A number or range in the text."""

    span: Span
    """The number with its magnitude and unit, without its qualifier: "$51m", "10,000", "half a
    million", "20 percent", "5 km"."""
    low: float
    high: float
    """Equal to ``low`` but for ranges ("10 to 12 million")."""
    unit: str
    """``""``, ``%``, ``percentage points``, a currency ("USD"), ``years old``, or a unit of measure
    directly attached ("km"), in one spelling."""
    qualifier: str
    """``""``, ``about``, ``nearly``, ``at least``, ``at most``, ``up to``, ``more than`` or ``less
    than``."""
    is_ordinal: bool = False
    grain: float = 1.0
    """The size of the last digit that is not a rounding zero: 1000 for "8,000", 0.1 for "1.3"."""


class _Number(NamedTuple):
    """A number with its magnitude and unit, before it is joined into ranges."""

    start: int
    end: int
    value: float
    grain: float = 1.0
    scale: float = 1.0
    unit: str = ""
    is_ordinal: bool = False


# Opens with a class of characters because `re` then skips to the next of them in C.
_DIGITS = re.compile(
    r"[0-9](?<!\w.)(?:\d{0,2}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{0,14}(?:\.\d{1,6})?)(?!\d)"
    r"(st\b|nd\b|rd\b|th\b)?"
)
_MAGNITUDE = re.compile(
    r"[ -]?(hundred|thousand|lakh|million|crore|billion|trillion|dozen)s?\b"
    r"|[ ]?(mn|mln|bn|tn)\b|([mbkMBK])\b"
)
_LETTERS = {"m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "k": 1e3}
_SIGN = re.compile(r"((?:US|AU?|CA?|NZ|HK|S)?\$|[£€¥₹₽₩]|\b(?:USD|EUR|GBP|INR|RMB|Rs\.?))[ ]?\Z")
_NEXT_WORDS = re.compile(r"([ -]?)([^\W\d_]+(?:/h)?|%|°[CF]?)(?:[ -]([^\W\d_]+))?")
_LAST_WORD = re.compile(r"([^\W\d_]+|[~#№])\.?[ -]?\Z")
_BETWEEN = re.compile(r"([ ]?[-–—][ ]?|[ ](?:to|and|or)[ ])[$£€]?")
_CLOCK = re.compile(r"[ ]?[ap]\.?m\b|[ ]o['’]clock", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[a-z]{2,}s|[a-z]*men|[a-z]*people|children|troops)\Z")
_NAME_AND_COMMA = re.compile(r"[A-Z][\w'’-]*, \Z")
_NOT_BEFORE_ONE = frozenset(
    "no any every this that the each which another someone day only last first".split()
)
_NOT_AFTER_ONE = frozenset(
    """of another to who that which and in is was or at on has as for by from the could would can
    will should may might must with more thing day side hand i he she they we you it a an""".split()
)
_NUMBERED = frozenset(
    "no nos number numbers article section chapter page room route phase level # №".split()
)
# Capitalised words after which a number is a number, not a part of a name ("Boeing 737").
_OPENERS = frozenset(
    """the a an in on at by for of to from with some about around only just nearly almost over
    approximately roughly up and but or as when while if there these those its his her their our
    more than least another additional all both after before between since during within under
    above monday tuesday wednesday thursday friday saturday sunday today yesterday now have had
    has was were is are killing leaving including age aged that yes no""".split()
)
_CHANGES = frozenset(
    """rose rise rises fell fall falls gained gain lost up down from increased decreased dropped
    climbed jumped slipped shed added won voted beat by""".split()
)
_YEARS_TOO = frozenset("more least nearly some almost".split())


def find_quantities(text: str, taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Return the quantities in order, none overlapping another.

    Years, codes, times, scores and numbers that are part of a name are left out.

    Args:
        text: where to look.
        taken: spans in order that are something else, such as dates.
    """
    numbers = [number for each in _free(_bare(text), taken) if (number := _read(text, each))]
    found: list[Quantity] = []
    last: _Number | None = None
    for number in numbers:
        if last is None or number.start >= last.end:
            found.extend(_joined(text, last, number, found))
            last = number
    return tuple(found)


def _bare(text: str) -> Iterable[_Number]:
    spelt = [_spelt(match) for match in find_spelt(fold(text))]
    digits = [_in_digits(match) for match in _DIGITS.finditer(text)]
    return sorted(spelt + digits)


def _spelt(match: re.Match[str]) -> _Number:
    numeral = numeral_of(match)
    if numeral.is_share:
        # "two-thirds" is seldom meant to the percent: 66 % and "two-thirds" agree.
        return _Number(*match.span(), 100 * numeral.value, 5.0, 1.0, "%")
    return _Number(*match.span(), numeral.value, numeral.grain, 1.0, "", numeral.is_ordinal)


def _in_digits(match: re.Match[str]) -> _Number:
    suffix = match.group(1)
    written = match.group().replace(",", "")
    if suffix:
        return _Number(*match.span(), float(written[:-2]), 1.0, 1.0, "", True)
    return _Number(*match.span(), float(written), grain_of(written))


def grain_of(written: str) -> float:
    """Return the size of the last digit that is not a rounding zero: 1000 for "8000"."""
    whole, _, decimals = written.partition(".")
    if decimals:
        return float(10.0 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10.0**zeros) if zeros < len(whole) else 1.0


def _free(numbers: Iterable[_Number], taken: Sequence[Span]) -> Iterator[_Number]:
    """Leave out the numbers that lie in spans taken by something else."""
    spans = iter(taken)
    span = next(spans, None)
    for number in numbers:
        while span is not None and span.end <= number.start:
            span = next(spans, None)
        if span is None or span.start >= number.end:
            yield number


def _read(text: str, bare: _Number) -> _Number | None:
    """Read the sign before a number and the magnitude and unit behind it."""
    if _is_part_of_a_code(text, bare.start, bare.end):
        return None
    if bare.is_ordinal or bare.unit:
        return bare
    number = _with_unit(text, _with_magnitude(text, _with_sign(text, bare)))
    if text[number.end : number.end + 1].isalnum() or _is_no_count(text, bare, number):
        return None
    return number


def _is_part_of_a_code(text: str, start: int, end: int) -> bool:
    """Tell a number from a piece of a time, a version or a name (F-16)."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    is_bound = before[:1].isalnum() and len(before) == 2
    if is_bound and (before[1] in ".:/_," or (before[1] in "-–" and before[0].isalpha())):
        return True
    if after[:1] in (":", "/", ".", "_") and after[1:].isdigit():
        return True
    return before[-1:] == "#" or bool(_CLOCK.match(text, end))


def _with_sign(text: str, number: _Number) -> _Number:
    sign = _SIGN.search(text, max(0, number.start - 5), number.start)
    if sign is None:
        return number
    return number._replace(start=sign.start(), unit=SIGNS[sign.group(1)])


def _with_magnitude(text: str, number: _Number) -> _Number:
    match = _MAGNITUDE.match(text, number.end)
    if match is None:
        return number
    word, short, letter = match.groups()
    if letter and not _is_magnitude(text, number, letter, match.end()):
        return number
    scale = MAGNITUDES[word] if word else _LETTERS[(short or letter).lower()]
    return number._replace(
        end=match.end(), value=number.value * scale, grain=number.grain * scale, scale=scale
    )


def _is_magnitude(text: str, number: _Number, letter: str, end: int) -> bool:
    """Tell millions ("$51m", "5m people") from metres ("the 100m final")."""
    if number.unit or letter in "kK":
        return True
    following = _NEXT_WORDS.match(text, end)
    return letter == "m" and following is not None and bool(_PLURAL.match(following.group(2)))


def _with_unit(text: str, number: _Number) -> _Number:
    following = _NEXT_WORDS.match(text, number.end)
    if following is None or number.unit:
        return _with_age(text, number)
    gap, word, after = following.groups()
    word, after, end = word.lower(), (after or "").lower(), following.end(2)
    if word == "per" and after in ("cent", "cents"):
        return number._replace(unit="%", end=following.end(3))
    if word in ("percentage", "percent", "%") and after in ("point", "points"):
        return number._replace(unit="percentage points", end=following.end(3))
    if word in ("year", "years") and after in ("old", "olds"):
        return number._replace(unit="years old", end=following.end(3))
    if word == "m" and not gap:
        return number._replace(unit="metres", end=end)
    if word not in UNITS:
        return _with_age(text, number)
    return number._replace(unit=UNITS[word], end=end)


def _with_age(text: str, number: _Number) -> _Number:
    """Read the 45 of "Smith, 45, said" and of "aged 45"."""
    before = text[max(0, number.start - 40) : number.start]
    if number.unit or not 0 < number.value < 120 or number.scale > 1:
        return number
    is_apposed = text[number.end : number.end + 1] in (",", ";") and _NAME_AND_COMMA.search(before)
    if is_apposed or before.lower().endswith(("aged ", "age ", "age of ")):
        return number._replace(unit="years old")
    return number


def _is_no_count(text: str, bare: _Number, number: _Number) -> bool:
    """Tell a number that counts nothing: a year, a number in a name, "one" as a pronoun."""
    if number.unit or number.scale > 1:
        return False
    written = text[bare.start : bare.end]
    before = _LAST_WORD.search(text, max(0, number.start - 25), number.start)
    following = _NEXT_WORDS.match(text, number.end)
    last = before.group(1) if before else ""
    after = following.group(2) if following else ""
    if written.lower() == "one":
        return last.lower() in _NOT_BEFORE_ONE or not after.islower() or after in _NOT_AFTER_ONE
    if last.lower() in _NUMBERED or (len(written) > 6 and written.isdigit()):
        return True  # "No. 5"; seven digits without a comma are an identifier
    if len(written) == 4 and written.isdigit() and 1500 <= bare.value < 2100:
        return after not in COUNT_NOUNS and last not in _YEARS_TOO
    is_in_name = last[:1].isupper() and last.lower() not in _OPENERS and "," not in written
    return is_in_name and not _PLURAL.match(after)


def _joined(
    text: str, last: _Number | None, number: _Number, found: list[Quantity]
) -> Iterator[Quantity]:
    """Yield the number as a quantity of its own, or make a range of it and the one before."""
    between = text[last.end : number.start] if last else ""
    link = _BETWEEN.fullmatch(between) if 0 < len(between) < 7 else None
    is_dash = link is not None and link.group(1).strip() in ("-", "–", "—")
    if last is None or link is None or last.is_ordinal or number.is_ordinal:
        if not (text[number.start - 1 : number.start] in ("-", "–") and is_dash):
            yield _quantity(text, number, number)
        return
    low = _scaled_like(last, number)
    is_own = bool(found) and found[-1].span.start == last.start
    if low is not None and is_own and _is_range(text, low, number, link.group(1).strip()):
        found.pop()
        yield _quantity(text, low, number)
    elif not is_dash:
        yield _quantity(text, number, number)
    elif is_own:
        found.pop()


def _scaled_like(low: _Number, high: _Number) -> _Number | None:
    """Give the first number of "10 to 12 million" the magnitude and unit of the second."""
    if low.scale == 1.0 and low.value < high.value / high.scale:
        low = low._replace(value=low.value * high.scale, grain=low.grain * high.scale)
    if low.unit not in ("", high.unit):
        return None
    return low if low.value < high.value else None


def _is_range(text: str, low: _Number, high: _Number, link: str) -> bool:
    """Tell "10-12 people" from a score, "from 40 to 50" and "rose 5 to 40" from a range."""
    before = _LAST_WORD.search(text, max(0, low.start - 25), low.start)
    last = before.group(1).lower() if before else ""
    if link == "and":
        return last == "between"
    if link in ("to", "or"):
        return last not in _CHANGES
    following = _NEXT_WORDS.match(text, high.end)
    after = following.group(2) if following else ""
    return high.scale > 1 or bool(high.unit) or bool(_PLURAL.match(after))


def _quantity(text: str, low: _Number, high: _Number) -> Quantity:
    return Quantity(
        Span(low.start, high.end),
        low.value,
        high.value,
        high.unit,
        _qualifier(text, low.start, high.end),
        high.is_ordinal,
        max(low.grain, high.grain),
    )


def _qualifier(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 30) : start].lower().split()
    for count in (3, 2, 1):
        name = QUALIFIERS.get(" ".join(before[-count:]))
        if name is not None and text[start - 1 : start] in (" ", "~"):
            return name
    for afterthought, name in AFTERTHOUGHTS.items():
        if text.startswith(afterthought, end):
            return name
    return ""
