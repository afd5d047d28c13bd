"""One person with two offices that nobody holds at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Example, Hit, Name, Rule, Span, names, sentences

_PORTFOLIOS = {
    "defence": "defence|defense",
    "foreign affairs": "foreign(?: affairs)?|external affairs",
    "finance": "finance|treasury",
    "interior": "interior|home(?: affairs)?|internal affairs",
    "health": "health",
    "justice": "justice",
    "education": "education",
    "agriculture": "agriculture|farm",
    "transport": "transport|transportation",
    "energy": "energy",
    "environment": "environment",
    "labour": "labou?r|employment",
    "culture": "culture",
    "trade": "trade|commerce",
}
_OFFICE = re.compile(
    "|".join(f"(?P<p{index}>{words})" for index, words in enumerate(_PORTFOLIOS.values()))
)
_HEAD = re.compile(rf"\b({_OFFICE.pattern}) (minister|secretary)\b")
_PRONOUNCED = re.compile(r"(?:the |its |their |his |her |[a-z.]+ ){0,3}\Z")
# Who left, deputises, shadows or changed an office may have had two.
_CAREER = re.compile(
    r"\b(?:former|formerly|ex|then|late|deputy|vice|under|assistant|shadow|acting|interim|future"
    r"|incoming|outgoing|designate|elect|newly|junior|parliamentary|permanent|press|doubles?"
    r"|later|previous|previously|earlier|once|onetime|predecessor|successor|as"
    r"|becom(?:e|es|ing)\b|became|serv(?:ed|ing)|appoint|named|nominat|moved|promot|reshuffl"
    r"|replac|succe(?:ed|ss)|resign|sack|dismiss|took over|swapped)|\band \Z",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 60, 40


class _Held(NamedTuple):
    """An office as the text gives it to a person."""

    portfolio: str
    words: str
    span: Span


def _find(document: Document) -> Iterator[Hit]:
    if "inister" not in document.text and "ecretary" not in document.text:
        return
    held: dict[str, _Held] = {}
    for name in names(document):
        if name.kind != "person" or " " not in name.full:
            continue
        found = _held(document, name)
        if found is None:
            continue
        earlier = held.setdefault(name.full, found)
        if earlier.portfolio != found.portfolio:
            yield _hit(name, found, earlier)


def _held(document: Document, name: Name) -> _Held | None:
    """Return the office that stands right before a name or in its apposition."""
    for words, is_after in ((name.title, False), (name.role, True)):
        lowered = words.lower()
        match = _HEAD.search(lowered)
        if match is None or (is_after and not _PRONOUNCED.match(lowered[: match.start()])):
            continue
        if not is_after and match.end() != len(lowered):
            continue
        if _tells_of_a_career(document, name, is_after):
            return None
        portfolio = _OFFICE.match(match[1])
        if portfolio is not None and portfolio.lastgroup is not None:
            key = list(_PORTFOLIOS)[int(portfolio.lastgroup[1:])]
            return _Held(key, match.group(), name.span)
    return None


def _tells_of_a_career(document: Document, name: Name, is_after: bool) -> bool:
    """Tell whether the words around an office say that it was held before, or by a deputy."""
    start, end = name.span.start - len(name.title), name.span.end
    if is_after:
        end += len(name.role)
    around = _sentence_at(document, start) or name.span
    text = document.text
    return (
        _CAREER.search(
            text, max(around.start, start - _BEFORE), min(max(around.end, end), end + _BEHIND)
        )
        is not None
    )


def _sentence_at(document: Document, offset: int) -> Span | None:
    every = sentences(document)
    at = bisect_right(every, (offset, len(document.text) + 1)) - 1
    return every[at] if at >= 0 and offset < every[at].end else None


def _hit(name: Name, found: _Held, earlier: _Held) -> Hit:
    message = f"{name.full} is {found.words} here and {earlier.words} earlier on."
    return Hit(
        found.span,
        message,
        related=(earlier.span,),
        kind="office",
        grade="possible",
    )


RULE = Rule(
    id="contradiction/office-mismatch",
    summary="One person with the offices of two ministries.",
    severity="note",
    find=_find,
    what=(
        "Looks at who is called minister or secretary of a ministry, right before the name or in "
        "an apposition, and reports a full name that has two of fourteen ministries. Nothing is "
        "said where the words around it tell of a career or a deputy: former, then, acting, "
        "shadow, appointed, moved, also."
    ),
    why="One of the two is wrong, and with it who is said to have spoken for the government.",
    known_problems=(
        "A person who holds two ministries at once, or changes them within a long text without "
        "saying so. Presidents, prime ministers and other offices are not compared."
    ),
    invalid=(
        Example(
            "Defence Minister ⟪Marta Lindqvist⟫ opened the bridge. Rain fell. "
            "Foreign Minister ⟦Lindqvist⟧ praised the builders."
        ),
    ),
    valid=(
        Example(
            "Defence Minister Marta Lindqvist opened the bridge. Former Foreign Minister Marta "
            "Lindqvist is fond of bridges."
        ),
        Example(
            "Defence Minister Marta Lindqvist opened the bridge. Foreign Minister Piet Aalders "
            "stayed at home."
        ),
        Example("Foreign Minister Marta Lindqvist and Foreign Affairs Minister Marta Lindqvist."),
    ),
    languages=("en",),
    confidence=0.4,
    evidence=(
        "not measured: an estimate; no hit on 4,943 texts, 60 of 2,254 news items with such "
        "an office"
    ),
)
