"""Texts made to be slow to audit, of any length.

Beside what any text may be full of (one letter, brackets, marks never closed), each rule is given
what it looks for and what it just misses, over and over: its own examples, whole, quoted and with
other names and numbers at every repeat, since what is told apart must be compared; and every phrase
of every list, whole and cut short.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path

from auditor import RuleSet
from hardening.prose import texts

Attack = Callable[[int], str]
"""Gives so many characters."""

UNITS: Mapping[str, str] = {
    "one letter": "a",
    "one capital": "A",
    "spaces": " ",
    "line feeds": "\n",
    "carriage returns": "\r\n",
    "opening brackets": "[",
    "brackets in brackets": "([{",
    "straight quotation marks": '"',
    "alternating quotation marks": "“\"'‘",
    "quotation marks never closed": "“a ",
    "quotation marks closed only": "a” ",
    "quoted words": "“A man” ",
    "quoted sentences": "“We have waited for nine years.”\n",
    "apostrophes": "a'",
    "hyphens": "a-",
    "dashes": "— ",
    "full stops": ". ",
    "initials": "A. ",
    "capitalised words": "Aa ",
    "digits": "1",
    "groups of digits": "1,000 ",
    "separators": "1,",
    "number words": "three hundred million ",
    "numbers and words": "3 men 4 men ",
    "sums": "$3 million plus 4 percent of 7,000 ",
    "dates": "Monday 31 February 2024 ",
    "near misses of dates": "Monday 99 Febr ",
    "near misses of phrases": "the place is quite that read als see mor ",
    "capitals in words": "aBcD",
    "addresses": "http://a.b/c?d=e&",
    "near addresses": "http:/",
    "mail addresses": "a@b.c ",
    "near mail addresses": "a@",
    "markup": "<a href=",
    "entities": "&amp;",
    "near entities": "&#",
    "emoji": "👩‍👩‍👧‍👦",
    "combining marks": "e\u0301",
    "soft hyphens": "a\u00ad",
    "characters that widen": "İß",
    "other script": "日本語",
    "misread bytes": "Ã©â€™",
    "cues": "said that he said, ",
    "names": "President Ana Kovac of the Port Authority, ",
    "short lines": "Home\n",
    "paragraphs of a word": "Home\n\n",
    "lines of marks": "- \n",
    "one long line": "the harbour bridge reopened and ",
    "pipes": "a | b | ",
    "arrows": "Home > News > ",
    "labels": "Photo: Tags: By ",
    "ages": "Ana Kovac, 41, and Ana Kovac, 42, ",
    "denials": "He did not leave. He left. ",
    "years": "from 1999 to 1987 ",
}
"""What is repeated, by name."""


def repeated(unit: str) -> Attack:
    """Return an attack of one unit over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def varied(unit: str, between: str = " ") -> Attack:
    """Return an attack whose every repeat has other numbers, and other names."""
    return lambda size: _joined((_variant(unit, number) for number in count()), between, size)


def listed(phrases: tuple[str, ...], between: str) -> Attack:
    """Return an attack of all the phrases, one after another and over again."""
    return repeated(between.join(phrases) + between)


def clean(size: int) -> str:
    """Return clean prose: other articles at every size, since it is made of templates."""
    return _joined(texts(size // 500 + 2), "\n\n", size)


def _joined(parts: Iterator[str], between: str, size: int) -> str:
    found: list[str] = []
    length = 0
    while length < size:
        found.append(next(parts))
        length += len(found[-1]) + len(between)
    return between.join(found)[:size]


_SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "ri", "so", "tu", "va")
_VARYING = re.compile(r"\d+|\b[A-Z][a-z]{2,}\b")


def _variant(unit: str, number: int) -> str:
    """Return the unit with its numbers and capitalised words changed, each number its own way."""
    ending = "".join(_SYLLABLES[int(digit)] for digit in str(number))
    return _VARYING.sub(
        lambda match: (
            str((int(match.group()) + 7919 * number) % 10 ** len(match.group()))
            if match.group().isdecimal()
            else match.group() + ending
        ),
        unit,
    )


def attacks(rules: RuleSet) -> Iterator[tuple[str, Attack]]:
    """Yield every attack by its name: of any text, of each rule, and of each list."""
    for name, unit in UNITS.items():
        yield name, repeated(unit)
    for rule in rules.rules:
        yield from _of_examples(f"{rule.id}, faults", [each.text for each in rule.invalid])
        yield from _of_examples(f"{rule.id}, valid", [each.text for each in rule.valid])
    for name, phrases in word_lists().items():
        short = tuple(phrase[:-1] for phrase in phrases if len(phrase) > 1)
        yield f"{name}, in a line", listed(phrases, " ")
        yield f"{name}, a line each", listed(phrases, "\n")
        yield f"{name}, cut short", listed(short, " ")


def _of_examples(name: str, texts: list[str]) -> Iterator[tuple[str, Attack]]:
    whole = "\n".join(texts)
    flat = " ".join(" ".join(texts).split())
    yield f"{name}", repeated(whole + "\n\n")
    yield f"{name}, in a line", repeated(flat + " ")
    yield f"{name}, a word a line", repeated(flat.replace(" ", "\n") + "\n")
    yield f"{name}, quoted", repeated(f"“{flat}” {flat} ")
    yield f"{name}, varied", varied(whole, "\n\n")
    yield f"{name}, varied in a line", varied(flat)


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Return the first column of every list of the rules, by the list's name."""
    found = {}
    for dimension in sorted(files("auditor_rules").iterdir(), key=lambda each: each.name):
        for folder in ("lexicons", "residue_phrases"):
            if (dimension / folder).is_dir():
                for file in sorted(Path(str(dimension / folder)).rglob("*.tsv")):
                    name = file.relative_to(str(dimension)).as_posix()
                    found[f"{dimension.name}/{name}"] = _phrases(file.read_text("utf-8"))
    return {name: phrases for name, phrases in found.items() if phrases}


def _phrases(text: str) -> tuple[str, ...]:
    rows = [line.split("\t")[0] for line in text.splitlines() if line and line[0] != "#"]
    return tuple(rows[1:])
