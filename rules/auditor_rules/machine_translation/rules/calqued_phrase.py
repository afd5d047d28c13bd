"""Phrases of another language put into English word by word: "gave the face", "will remind"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view
from auditor_rules.lexicons import lexicons, phrase_hits
from auditor_rules.machine_translation.casing import in_case_of
from auditor_rules.machine_translation.guards import parse_guard
from auditor_rules.machine_translation.traces import (
    FAIR,
    SURE,
    Trace,
    hits_of,
    without_overlaps,
)

_LEADING = frozenset("the a an is was were has have been in on of".split())
_TRAILING = frozenset("the a an of that".split())
PREFIX = "machine-translation/calques-"


class _Calque(NamedTuple):
    """An entry that stands in the document where its guard holds."""

    span: Span
    phrase: str
    usual: str
    code: str
    others: int
    """How many other entries of the same language the guard asks for."""


@cache
def calque_lists() -> dict[str, str]:
    """Return the names of the lexicons of calques, by the code of their language."""
    names = [name for name in lexicons() if name.startswith(PREFIX)]
    return {name.removeprefix(PREFIX): name for name in names}


@view
def calqued_phrases(document: Document) -> tuple[Trace, ...]:
    """Return the calques of the document, in order."""
    found = [each for code in calque_lists() for each in _calques(document, code)]
    sure = {(each.code, core_of(each.phrase)) for each in found if not each.others}
    firm = Counter(code for code, _ in sure)
    kept = [each for each in found if firm[each.code] >= each.others]
    codes: dict[Span, set[str]] = {}
    for each in kept:
        codes.setdefault(each.span, set()).add(each.code)
    return without_overlaps(_trace(each, codes[each.span]) for each in kept)


def core_of(phrase: str) -> str:
    """Return a phrase without the articles and auxiliaries at its ends, which make no other one."""
    words = phrase.lower().split(" ")
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _LEADING:
        start += 1
    while end > start + 1 and words[end - 1] in _TRAILING:
        end -= 1
    return " ".join(words[start:end])


def _calques(document: Document, code: str) -> Iterator[_Calque]:
    name = calque_lists()[code]
    rows = lexicons()[name]
    for hit in phrase_hits(document, name):
        row = rows[hit.phrase]
        guard = parse_guard(row.get("guard", ""))
        if guard.holds(document, hit.span):
            usual = in_case_of(hit.span.of(document.text), row["usual"])
            yield _Calque(hit.span, hit.phrase, usual, code, guard.hits)


def _trace(calque: _Calque, codes: Iterable[str]) -> Trace:
    return Trace(
        calque.span,
        "calque",
        f"“{calque.phrase}” for “{calque.usual}”",
        tuple(sorted(codes)),
        calque.usual,
        FAIR if calque.others else SURE,
    )


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(calqued_phrases(document))


RULE = Rule(
    id="machine-translation/calqued-phrase",
    summary="a phrase of another language put into English word by word",
    severity="warning",
    find=_find,
    what=(
        "Looks for some 5,200 phrases that translation programs make of idioms, of the set phrases "
        "of news agencies and of false friends in sixteen languages: Arabic, Chinese, Czech, "
        "Dutch, French, German, Hindi, Indonesian, Italian, Japanese, Korean, Polish, "
        "Portuguese, Russian "
        "(with Ukrainian), Spanish and Turkish. Some need others of the same language beside them."
    ),
    why="The words are English and the phrase is not: nobody who thinks in English writes it.",
    known_problems=(
        "Correspondents and translators who write in a second language use some of these phrases. "
        "A calque that became English in one region (India, the European institutions) is not "
        "listed as far as the texts counted show it."
    ),
    invalid=(
        Example(
            "After the defeat the captain ⟦gave the face⟧ in the hall.", "owned up|faced the music"
        ),
        Example("⟦Will remind⟧, the bridge was closed in May.", "Recall that"),
        Example("Both cars came to a halt and a ⟦foot-goer⟧ called for help.", "pedestrian"),
    ),
    valid=(
        Example("After the defeat the captain faced the press, and we will remind you of it."),
        Example("The technician repaired the press on the spot."),
    ),
    sources=(
        Source("Vinay and Darbelnet (1958): Stylistique comparée du français et de l'anglais"),
    ),
    languages=("en",),
    is_silent_in_quotations=False,
    confidence=0.6,
    evidence=(
        "in none of 9,900 clean texts that it was held to; before, in 0.6 % of 13,000; on "
        "MQM places of all kinds of translation overlapped a marked error 39 of 57 times"
    ),
)
