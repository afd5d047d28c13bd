"""Numbers, ordinals and units half replaced: "three,000", "second 1/2", "the 2 sides"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from auditor import Document, Example, Hit, Rule, Source, Span
from auditor_rules.machine_translation.casing import in_case_of

_ONES = dict(
    zip("zero one two three four five six seven eight nine ten eleven twelve".split(), range(13),
        strict=True)
) | {"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
     "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip
_WORDS = {value: word for word, value in _ONES.items()}
_ONE = "|".join(_ONES)
_ORDINAL = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|next|last|previous|"
    "this|fiscal|half|each|every|one|two|three|four|five|six|seven|eight|nine|ten|another"
)
_PAIRED = (
    "sides|countries|nations|parties|leaders|men|women|teams|companies|sisters|brothers|"
    "governments|presidents|houses|states|groups|cities|candidates|neighbou?rs|rivals|powers|"
    "superpowers|halves|friends|allies|armies|camps|factions|sexes|genders|communities"
)
_NUMBER = re.compile(
    rf"(?<![\w-])(?P<thousands>(?:{_ONE})(?:,\d{{3}})+)\b(?!,?\d)"
    rf"|(?<![\w-])(?P<decimal>(?:{_ONE})\.\d{{1,2}})\b(?=\s*(?:million|billion|trillion|percent|%))"
    rf"|(?P<currency>[$€£](?:{_ONE}))\b(?=[ -](?:million|billion|trillion|bn|m)\b|,\d)"
    rf"|(?<![\w-])(?P<percent>(?:{_ONE})%)"
    rf"|\b(?P<half>(?:first|second|the other|final|better|top|bottom|one and a) 1/2)(?!\w)"
    rf"|\b(?P<year>(?:{_ORDINAL})[ -]yrs?)\b(?!\.)"
    rf"|\b(?P<aged>\d{{1,3}}-12 months-olds?)\b"
    rf"|\b(?P<few>(?:the|these|those|between|its|their|all) [2-9] (?:{_PAIRED}))\b"
    rf"|\b(?P<plural>(?:10|100|1000|1,000)'s of)\b",
    re.IGNORECASE,
)
_PLURAL_ROUND = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands"}


# What every match holds, told by rare first characters: looking for it first is ten times faster.
# It opens with a class of characters, because `re` then skips to the next of them in C.
_TRIGGER = re.compile(
    r"[,.%$€£'1-9yY](?:(?<=,)\d{3}|(?<=\.)\d|(?<=%)|(?<=[$€£])[A-Za-z]|(?<=')[sS] [oO][fF]"
    r"|(?<=1)(?:/2|2 [mM][oO][nN][tT][hH][sS]-)|(?<= [2-9]) [a-zA-Z]|(?<=[ -][yY])[rR][sS]?\b)"
)
_REACH = 40
"""Characters on either side of a trigger within which a match lies."""


def _matches(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for trigger in _TRIGGER.finditer(text):
        if (
            trigger.group()[0] in ",.%"
            and not text[trigger.start() - 1 : trigger.start()].isalpha()
        ):
            continue
        for match in _NUMBER.finditer(
            text, max(end, trigger.start() - _REACH), trigger.end() + _REACH
        ):
            end = match.end()
            yield match


def _find(document: Document) -> Iterator[Hit]:
    text = document.text.replace("’", "'")
    for match in _matches(text):
        kind = match.lastgroup or ""
        found = match.group()
        if kind == "year" and _is_column_heading(text, match):
            continue
        usual = _MENDERS[kind](found)
        yield Hit(
            Span(*match.span()),
            f"“{found}” where writers use “{usual}”: signs of a synonym program",
            usual,
            kind=kind,
            severity="note" if kind == "few" else None,
            confidence=0.3 if kind == "few" else None,
        )


def _is_column_heading(text: str, match: re.Match[str]) -> bool:
    """Tables and forms abbreviate: "this yr / last yr"."""
    after = text[match.end() : match.end() + 2].strip(" ")
    return after[:1] in {"/", "|", "\t"}


def _thousands(found: str) -> str:
    word, _, rest = found.partition(",")
    return f"{_ONES[word.lower()]},{rest}"


def _decimal(found: str) -> str:
    word, _, rest = found.partition(".")
    return f"{_ONES[word.lower()]}.{rest}"


def _currency(found: str) -> str:
    return f"{found[0]}{_ONES[found[1:].lower()]}"


def _percent(found: str) -> str:
    return f"{_ONES[found[:-1].lower()]}%"


def _few(found: str) -> str:
    return re.sub(r"\d", lambda digit: _WORDS[int(digit.group())], found)


_MENDERS: dict[str, Callable[[str], str]] = {
    "thousands": _thousands,
    "decimal": _decimal,
    "currency": _currency,
    "percent": _percent,
    "half": lambda found: in_case_of(found, found[:-3] + "half"),
    "year": lambda found: re.sub(r"yr", "year", found, flags=re.IGNORECASE),
    "aged": lambda found: found.replace("12 months", "year"),
    "few": _few,
    "plural": lambda found: _PLURAL_ROUND[found.split("'")[0]] + " of",
}

RULE = Rule(
    id="machine-translation/spun-number",
    summary="a number, an ordinal or a unit that was half replaced",
    severity="warning",
    find=_find,
    what=(
        "Looks for numbers of which a program replaced a part: a word before a group of digits, "
        "“1/2” for “half”, “yr” in running text, “12 months” for “year”, a digit where two sides "
        "are meant."
    ),
    why="A number that was tampered with is not evidence, and the original can often be told.",
    known_problems=(
        "Hurried writers abbreviate “yr” too. “The 2 sides” is only unusual, and counts as a note."
    ),
    invalid=(
        Example("The town has ⟦four,500⟧ houses.", "4,500"),
        Example("They lost in the ⟦second 1/2⟧ of the match.", "second half"),
        Example("It is now in its ⟦fifth yr⟧ of operation.", "fifth year"),
        Example("A truce between ⟦the 2 sides⟧ was near.", "the two sides"),
        Example("It was worth ⟦$three⟧ million.", "$3"),
        Example("They saw ⟦1000's of⟧ people.", "thousands of"),
    ),
    valid=(
        Example("The town has 4,500 houses, three of 200 years."),
        Example("Each of 2 sides of beef was sold."),
        Example("In 2003, 1/2 cup of sugar was enough for the recipe of five,"),
    ),
    sources=(Source("Observed in articles re-worded by synonym programs; described by Cabanac et "
                    "al. (2021)", "https://arxiv.org/abs/2107.06751"),),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate; 1 finding in 1.2 million words of clean news",
)  # fmt: skip
