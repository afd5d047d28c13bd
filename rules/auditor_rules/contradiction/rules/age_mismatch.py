"""One person with two ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Example, Hit, Quantity, Rule, Span, quantities
from auditor_rules.contradiction.spelling import is_typo

_NAME = r"([A-Z][\w’'-]+(?: (?:[A-Z]\. )?[A-Z][\w’'-]+){0,3})"
_NAMED_BEFORE = re.compile(rf"{_NAME}(?:, (?:who is )?(?:now )?(?:aged )?| is (?:now )?)\Z")
_NAMED_BEHIND = re.compile(rf" (?:[a-z]+ ){{0,3}}{_NAME}")
_AT_THE_AGE = re.compile(r"\b[Aa]t (?:the age of )?\Z")
_IS_NOW = re.compile(rf", {_NAME} (?:is|has)\b")
_KIN = re.compile(
    r"\b(?:sons?|daughters?|father|mother|brothers?|sisters?|wife|husband|widow|cousin|uncle|aunt"
    r"|grand\w+|twins?|nephew|niece|jr|sr|junior|senior|famil\w+|couple|parents?)\b",
    re.IGNORECASE,
)
# "a 42-year-old male Singaporean", "Jane Doe": no name of one person.
_NOBODY = re.compile(
    r"\b(?:male|female|inmate|victim|[Dd]oe)\b|(?:an|ese|ish|ian|ean|i)\Z|\b(?:Citizen|National"
    r"|Resident|Minor|Officer|Student|Man|Woman|Boy|Girl|Director|Manager)\b"
)
_THEN = re.compile(r"\b(?:then|at the time|when|was|were|had been|ago|(?:19|20)\d\d)\b")
_REACH = 60
MIN_LENGTH = 7
"""Letters of a surname from which on a slip of one letter is let pass, as in names."""
MAX_PEOPLE = 60
"""Ages of further people are not remembered: the cost stays linear in the text."""


class _Aged(NamedTuple):
    """A person's age as the text gives it."""

    name: str
    age: float
    span: Span


def _find(document: Document) -> Iterator[Hit]:
    ages = [each for each in quantities(document) if each.unit == "years old"]
    if len(ages) < 2 or _KIN.search(document.text):
        return
    known: list[_Aged] = []
    for quantity in ages:
        found = _aged(document.text, quantity)
        if found is None:
            continue
        rival = next((each for each in known if _are_one_person(each.name, found.name)), None)
        if rival is None:
            known += [found] if len(known) < MAX_PEOPLE else []
        elif abs(rival.age - found.age) > 1:
            yield _hit(found, rival)


def _aged(text: str, quantity: Quantity) -> _Aged | None:
    """Return whose age it is; ``None`` for an age of some other time, or of nobody named."""
    start, end = quantity.span
    before = text[max(0, start - _REACH) : start]
    if quantity.low != quantity.high or quantity.qualifier:
        return None
    is_before_name = text[start:end].endswith("old") and _NAMED_BEHIND.match(text, end)
    match = None if is_before_name else _NAMED_BEFORE.search(before)
    if match is None and _AT_THE_AGE.search(before):
        match = _IS_NOW.match(text, end)
    elif match is None and text[start:end].endswith("old"):
        match = _NAMED_BEHIND.match(text, end)
    sentence = before[max(before.rfind(mark) for mark in ".!?\n") + 1 :] + text[end : end + 30]
    if match is None or _THEN.search(sentence) or _NOBODY.search(match[0]):
        return None
    return _Aged(match[1], quantity.low, quantity.span)


def _are_one_person(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    if first[-1] != second[-1] and not is_typo(first[-1], second[-1], MIN_LENGTH, 1):
        return False
    return len(first) == 1 or len(second) == 1 or first[0] == second[0]


def _hit(found: _Aged, rival: _Aged) -> Hit:
    return Hit(
        found.span,
        f"{found.name} is {found.age:.0f} here and {rival.age:.0f} earlier on.",
        related=(rival.span,),
        kind="quantity",
        grade="possible",
    )


RULE = Rule(
    id="contradiction/age-mismatch",
    summary="One person with two ages.",
    severity="note",
    find=_find,
    what=(
        "Reads 'Ada Brook, 46,', 'the 46-year-old Brook', 'Brook is 46' and 'at the age of 46, "
        "Brook is …', and compares the ages of one name. A year more or less is let through, as "
        "are ages told with was, then, when or a year."
    ),
    why="One of the two ages is wrong, often by digits that changed places.",
    known_problems=(
        "Texts that speak of relatives are left out, because they have a surname in common. Two "
        "people of one surname who are no relatives are taken for one where a first name is "
        "missing."
    ),
    invalid=(
        Example(
            "Ada Brook, ⟪46⟫, leads the museum. It rained. At the age of ⟦64⟧, Brook is the "
            "youngest director in its history."
        ),
        Example("Ada Brook, ⟪46⟫, leads the museum. The ⟦64-year-old⟧ Brook likes boats."),
    ),
    valid=(
        Example("They met 62-year-old Ada Brook, 51-year-old Piet Aalders and a dog."),
        Example("Ada Brook, 46, leads the museum. The 47-year-old Brook likes boats."),
        Example("Ada Brook, 46, leads the museum. Tom Brook, 64, sweeps it."),
        Example("Ada Brook, 46, leads the museum. Her son Tom Brook, 12, sweeps it. Brook is 46."),
        Example("Ada Brook, 46, leads the museum. At 12, Brook was a poor swimmer."),
    ),
    languages=("en",),
    confidence=0.2,
    evidence=(
        "not measured: an estimate; no hit on 23,215 untouched pages, news items and releases "
        "after the kinds of false ones seen there (nationalities, Jane Doe) were mended"
    ),
)
