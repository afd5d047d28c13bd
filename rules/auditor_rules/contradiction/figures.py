"""Every figure of a text by itself: numbers, ordinals, dates, quarters, periods and codes.

Mentions (`mentions.py`) read a range or a date as one thing, which is what two sentences of an
article are compared by. A claim is held against its article figure by figure: "1.30 to 1.45" is
wrong where the article has "1.30 to 1.40".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Span, fold
from auditor_rules.english.stems import stem_and_weight


class Token(NamedTuple):
    """A word, a number or a mark of punctuation."""

    word: str
    start: int
    end: int


class Figure(NamedTuple):
    """A number, a date's part, a stretch of time or a code."""

    span: Span
    first: int
    """Index of its first token."""
    last: int
    """Index of the token behind its last one."""
    kind: str
    """``number``, ``ordinal``, ``year``, ``month``, ``weekday``, ``clock``, ``period``, ``code`` or
    ``multiple``."""
    value: float | str
    unit: str
    """``money``, ``%``, a stretch of time, what a code begins with; empty where there is none."""
    digits: int = 0
    """How many digits it is given with: 3 of 1.40, 2 of 4,100; 0 where it has none."""


_TOKEN = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)\b|\d{1,2}:\d\d|\d+(?:,\d{3})*(?:\.\d+)?|[$£€%]"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?|[-–/]|[.!?\n]"
)
_CODE = re.compile(r"\b(?:[^\W\d_]+-?\d+[^\W_]*|\d+[A-Z][^\W_]*)")
_PLAIN = re.compile(r"(?i)\d+(?:st|nd|rd|th|bn|mn|tn|m|k|b)?")
_QUARTER = re.compile(r"(?i)q([1-4])")
_CALENDAR_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BETWEEN = re.compile(r"\s*(?:%|to|and|or|-|–)\s*(?:to\s*)?[$£€]?\s*")
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_CARDINALS: dict[str, float] = {word: float(value) for value, word in enumerate(_ONES)}
_TENS: dict[str, float] = {
    word: 10.0 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS: dict[str, float] = {
    word: float(value)
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
        twelfth""".split(),
        1,
    )
}
_MULTIPLES = {
    "once": 1.0, "single": 1.0, "twice": 2.0, "double": 2.0, "doubled": 2.0, "both": 2.0,
    "triple": 3.0, "tripled": 3.0, "half": 0.5, "dozen": 12.0,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6,
    "m": 1e6, "bn": 1e9, "b": 1e9, "k": 1e3, "tn": 1e12,
}  # fmt: skip
_MONTHS = """january february march april may june july august september october november
december""".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT_MONTHS = frozenset([month[:3] for month in _MONTHS if month != "may"] + ["sept"])
_PERIODS = {
    form: unit
    for unit in "year month week day quarter decade hour minute century".split()
    for form in (unit, f"{unit}s")
} | {
    "annual": "year", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "weekend": "weekend", "centuries": "century", "seconds": "second",
}  # fmt: skip
TIMED = frozenset("year month week day hour minute second quarter decade century".split())
_PLURALS = frozenset(f"{unit}s" for unit in TIMED)
_BINDING = (
    frozenset("last next this prior previous preceding past per every each a an same".split())
    | _CARDINALS.keys()
    | _TENS.keys()
    | _ORDINALS.keys()
)
_MONEY = frozenset(("dollar", "dollars", "pound", "pounds", "euro", "euros"))


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Cut a stretch of a text, folded, into tokens; their places are the text's."""
    return [
        Token(match.group(), start + match.start(), start + match.end())
        for match in _TOKEN.finditer(fold(text[start:end]))
    ]


def figures_of(text: str, tokens: list[Token]) -> list[Figure]:
    """Return the figures of a stretch of a text, given its tokens, in order."""
    if not tokens:
        return []
    found: list[Figure] = []
    codes = _codes(text, tokens[0].start, tokens[-1].end)
    index = 0
    while index < len(tokens):
        code = codes.get(tokens[index].start)
        figure = _code(tokens, index, *code) if code else _figure(text, tokens, index)
        if figure is not None:
            found.append(figure)
        index = figure.last if figure else index + 1
    return list(_with_shared_units(text, found))


def _codes(text: str, start: int, end: int) -> dict[int, tuple[int, str]]:
    return {
        match.start(): (match.end(), match.group())
        for match in _CODE.finditer(text, start, end)
        if not _PLAIN.fullmatch(match.group())
    }


def _code(tokens: list[Token], index: int, end: int, written: str) -> Figure:
    """Read Q3 as the third quarter, and CoV-2 or A320 as a code."""
    last = index + 1
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    span, quarter = Span(tokens[index].start, end), _QUARTER.fullmatch(written)
    if quarter:
        return Figure(span, index, last, "ordinal", float(quarter[1]), "quarter")
    bare = written.lower().replace("-", "")
    return Figure(span, index, last, "code", bare, re.split(r"\d", bare, maxsplit=1)[0])


def _figure(text: str, tokens: list[Token], index: int) -> Figure | None:
    word, start, _ = tokens[index]
    if word[0].isdecimal():
        return _in_digits(tokens, index)
    if word in _CARDINALS or word in _TENS:
        return _in_words(tokens, index)
    for kind, table in (("ordinal", _ORDINALS), ("multiple", _MULTIPLES)):
        if word in table:
            return _made(tokens, index, index + 1, kind, table[word])
    if word in _PERIODS and (word not in TIMED | _PLURALS or _is_bound(tokens, index)):
        return _made(tokens, index, index + 1, "period", _PERIODS[word])
    if text[start].isupper():
        return _named(tokens, index)
    return None


def _is_bound(tokens: list[Token], index: int) -> bool:
    """Tell "last year", "per year" and "30-year" from "the year", which says nothing of when."""
    before = [token.word for token in tokens[max(0, index - 2) : index]]
    if before and before[-1] == "/":
        return True
    if before and before[-1] in "-–":
        before.pop()
    return bool(before) and (before[-1] in _BINDING or before[-1][0].isdecimal())


def _named(tokens: list[Token], index: int) -> Figure | None:
    word = tokens[index].word
    if word in _DAYS:
        return _made(tokens, index, index + 1, "weekday", float(_DAYS.index(word)))
    if word in _MONTHS or word in _SHORT_MONTHS:
        month = next(place for place, name in enumerate(_MONTHS, 1) if name[:3] == word[:3])
        return _made(tokens, index, index + 1, "month", float(month))
    return None


def _in_digits(tokens: list[Token], index: int) -> Figure:
    word = tokens[index].word
    if ":" in word:
        return _made(tokens, index, index + 1, "clock", word)
    if word[-1].isalpha():
        return _made(tokens, index, index + 1, "ordinal", float(word[:-2].replace(",", "")))
    value = float(word.replace(",", ""))
    kind = "year" if _CALENDAR_YEAR.fullmatch(word) else "number"
    given = word.replace(",", "").lstrip("0.")
    digits = len(given.replace(".", "")) if "." in word else len(given.rstrip("0")) or 1
    return _scaled(tokens, index, index + 1, kind, value)._replace(digits=digits)


def _in_words(tokens: list[Token], index: int) -> Figure:
    """Read "four", "forty", "forty-five" and "forty-fifth"."""
    word = tokens[index].word
    value, last = _CARDINALS.get(word, 0.0) or _TENS.get(word, 0.0), index + 1
    if word in _TENS:
        ones = _after_dash(tokens, last)
        behind = tokens[ones].word if ones < len(tokens) else ""
        if 0 < _CARDINALS.get(behind, 0) < 10:
            return _scaled(tokens, index, ones + 1, "number", value + _CARDINALS[behind])
        if 0 < _ORDINALS.get(behind, 0) < 10:
            return _made(tokens, index, ones + 1, "ordinal", value + _ORDINALS[behind])
    return _scaled(tokens, index, last, "number", value)


def _after_dash(tokens: list[Token], index: int) -> int:
    return index + 1 if index < len(tokens) and tokens[index].word in "-–" else index


def _scaled(tokens: list[Token], index: int, last: int, kind: str, value: float) -> Figure:
    """Read the magnitude and the unit of a number."""
    scale = _after_dash(tokens, last)
    if scale < len(tokens) and tokens[scale].word in _SCALES:
        is_near = tokens[scale].start == tokens[last - 1].end
        if len(tokens[scale].word) > 1 or is_near:
            value, last, kind = value * _SCALES[tokens[scale].word], scale + 1, "number"
    unit = _unit(tokens, index, last)
    return _made(tokens, index, last, "number" if unit else kind, value)._replace(unit=unit)


def _unit(tokens: list[Token], index: int, last: int) -> str:
    behind = [token.word for token in tokens[_after_dash(tokens, last) :][:2]] + ["", ""]
    if (index and tokens[index - 1].word in "$£€") or behind[0] in _MONEY:
        return "money"
    if behind[0] in ("%", "percent", "pct") or behind[:2] == ["per", "cent"]:
        return "%"
    return _PERIODS.get(behind[0], "")


def _made(tokens: list[Token], index: int, last: int, kind: str, value: float | str) -> Figure:
    behind = _after_dash(tokens, last)
    is_ordinal = kind == "ordinal" and behind < len(tokens)
    unit = _PERIODS.get(tokens[behind].word, "") if is_ordinal else ""
    span = Span(tokens[index].start, tokens[last - 1].end)
    return Figure(span, index, last, kind, value, unit)


def _with_shared_units(text: str, found: list[Figure]) -> Iterator[Figure]:
    """Give the first number of "3 to 5%" the unit of the second."""
    for one, other in zip(found, [*found[1:], None], strict=False):
        is_range = (
            other is not None
            and one.kind == other.kind == "number"
            and not one.unit
            and _BETWEEN.fullmatch(text, one.span.end, other.span.start)
        )
        yield one._replace(unit=other.unit) if is_range and other else one


def telling(tokens: list[Token], indices: range) -> Iterator[tuple[int, str, float]]:
    """Yield distance, stem and weight of the telling words at some tokens, in their order.

    The end of a sentence on the way counts as four words.
    """
    distance = -1
    for index in indices:
        word = tokens[index].word
        if word in ".!?\n":
            distance += 4
            continue
        distance += 1
        stem, weight = stem_and_weight(word) if word[0].isalpha() else ("", 0.0)
        if weight:
            yield distance, stem, weight
