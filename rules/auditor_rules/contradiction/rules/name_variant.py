"""One name spelt two ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from unicodedata import normalize

from auditor import Document, Example, Hit, Name, Rule, Source, Span, folded, gazetteer, names, view
from auditor_rules.contradiction.spelling import distance, is_transliteration, is_typo

# Nouns of events and papers that news calls by a place.
_HEAD_WORDS = """summit conference accord agreement treaty declaration protocol talks attack bombing
    massacre festival fair marathon biennale process communique""".split()
_PLACE_BEFORE = re.compile(r"\b([A-Z][a-z]{3,}) (?:[A-Z]+ )?\Z")
_PLACE_BEHIND = re.compile(r"[^.;\n]{0,12}? (?:in|at|of) ([A-Z][a-z]{3,})\b")
_VERB = re.compile(r"(?:ed|ing)\Z")
_ALIAS = re.compile(r"\b(?:a\.?k\.?a\b|alias\b|also known as\b|formerly known as\b)", re.IGNORECASE)
MOST_NAMES = 60
"""Names beyond so many different ones are not compared: the cost stays linear in the text."""
SHORTEST = 5
"""Shorter names differ by a letter for good reasons: Marta and Maria, Kohl and Kahl."""


def _find(document: Document) -> Iterator[Hit]:
    yield from _places(document)
    yield from _people(document)


def _places(document: Document) -> Iterator[Hit]:
    """Find an event that is called by two places of almost the same name."""
    known: list[tuple[str, str, Span]] = []
    for start, end, noun in sorted(_events(folded(document))):
        place = _PLACE_BEFORE.search(document.text, max(0, start - 24), start)
        place = place or _PLACE_BEHIND.match(document.text, end)
        if place is not None:
            known.append((noun, place.group(1), Span(*place.span(1))))
    counts = Counter(called for _, called, _ in known)
    country_of = gazetteer().country_of
    first: dict[tuple[str, str], Span] = {}
    for noun, called, span in known[:MOST_NAMES]:
        if (noun, called) in first:
            continue
        for (other_noun, other), other_span in first.items():
            if other_noun != noun or country_of.get(called, "") == country_of.get(other, "?"):
                continue  # the Spanish summit and the summit in Spain are one
            if _is_slip(called, other) and counts[called] <= counts[other]:
                message = f"“{called}” here, “{other}” earlier on, for what seems to be one {noun}."
                yield _hit(span, other_span, message, True)
                break
        first[noun, called] = span


def _events(low: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the nouns of events stand; looking for each is quicker than a pattern."""
    for noun in _HEAD_WORDS:
        start = low.find(noun)
        while start != -1:
            end = start + len(noun)
            if not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()):
                yield start, end, noun
            start = low.find(noun, end)


def _is_slip(one: str, other: str) -> bool:
    """Tell Kazan and Kazakh, which share their beginning, from Paris and Prague."""
    shorter = min(len(one), len(other))
    shares = one[:3] == other[:3] and not one.startswith(other) and not other.startswith(one)
    return shares and distance(one, other) <= 3 and shorter >= SHORTEST


@view
def _persons(document: Document) -> tuple[Name, ...]:
    """The persons of two or more words, each form once, in order."""
    seen: dict[str, Name] = {}
    for name in names(document):
        if name.kind == "person":
            seen.setdefault(name.span.of(document.text), name)
    return tuple(list(seen.values())[:MOST_NAMES])


def _people(document: Document) -> Iterator[Hit]:
    text = document.text
    counts = Counter(name.span.of(text) for name in names(document) if name.kind == "person")
    words = Counter(word for form, count in counts.items() for word in form.split() * count)
    reported: set[str] = set()
    persons = [(name, _full(name, name.span.of(text))) for name in _persons(document)]
    for (earlier, one), (later, other) in combinations(persons, 2):
        slip = _slip_of_persons(one, other, words)
        if slip and slip not in reported:
            reported.add(slip)
            spelling, rival = slip.split("/")
            if _VERB.search(rival) or _VERB.search(spelling) or _ALIAS.search(text):
                continue
            is_style = is_transliteration(spelling, rival) or _bare(spelling) == _bare(rival)
            message = f"“{rival}” here, “{spelling}” earlier on: " + (
                "two transliterations of one name." if is_style else "one name spelt two ways?"
            )
            yield _hit(later.span, earlier.span, message, not is_style)


def _bare(word: str) -> str:
    """Return a word without its accents: Ximénez and Ximenez are one spelling."""
    return "".join(each for each in normalize("NFD", word) if each.isalpha())


def _full(name: Name, form: str) -> list[str]:
    """Return the words of the fullest form that the text gives the person."""
    return (name.full if name.full.endswith(form.rsplit(maxsplit=1)[-1]) else form).split()


def _slip_of_persons(one: list[str], other: list[str], words: Counter[str]) -> str | None:
    """Return the two spellings where all other words agree; ``None`` for two people."""
    surname, rival = one[-1], other[-1]
    if surname != rival:
        is_named_alike = len(one) == 1 or len(other) == 1 or one[0] == other[0]
        is_rare = min(words[surname], words[rival]) == 1 < max(words[surname], words[rival])
        if is_named_alike and is_rare and is_typo(surname, rival, SHORTEST + 2):
            return f"{surname}/{rival}"
        return None
    if len(one) < 2 or len(other) < 2 or len(one) != len(other) or one[1:] != other[1:]:
        return None
    first, second = one[0], other[0]
    if first[0] != second[0] or not is_typo(first, second, SHORTEST, 4):
        return None
    return f"{first}/{second}" if min(words[first], words[second]) == 1 else None


def _hit(span: Span, related: Span, message: str, is_fault: bool) -> Hit:
    return Hit(
        span,
        message,
        related=(related,),
        severity="warning" if is_fault else "note",
        kind="name-variant",
        grade="possible" if is_fault else None,
    )


RULE = Rule(
    id="contradiction/name-variant",
    summary="One person or event whose name is spelt two ways.",
    severity="warning",
    find=_find,
    what=(
        "Compares the document's names with one another: surnames of the same person that differ "
        "by a letter or two where one form stands only once, first names before one surname "
        "that begin alike, and events called by two places of almost the same name. Accepted "
        "transliterations of one name are a note on style."
    ),
    why="A name that changes on the way was typed from memory, mistranslated or spun.",
    known_problems=(
        "Two members of a family with like first names (Halina and Hanna Brook) are taken for one "
        "person when one of them is named once. Surnames under seven letters are not compared."
    ),
    invalid=(
        Example(
            "Ministers met at the summit in ⟪Kazan⟫ for three days. Nobody was condemned at the "
            "⟦Kazakh⟧ summit."
        ),
        Example(
            "The museum is led by Dr ⟪Katrin Halvorsen⟫. Halvorsen was born in Tarrow. "
            "Mrs ⟦Katrin Halvorson⟧ likes boats."
        ),
    ),
    valid=(
        Example("The summit in Paris was short. The Prague summit was shorter."),
        Example("The summit in Spain was short. At the Spanish summit nobody slept."),
        Example("Anna Halvorsen sings. Bjorn Halvorsen plays the flute."),
    ),
    sources=(
        Source(
            "Damerau (1964), A Technique for Computer Detection and Correction of Spelling Errors",
            "https://doi.org/10.1145/363958.363994",
        ),
    ),
    languages=("en",),
    confidence=0.63,
    evidence=(
        "22 of 27 warnings on 23,215 untouched pages, news items and releases were slips, read by "
        "one person (lower 95 % bound 0.63); of the other five two were aliases, one a verb and "
        "one an accent, all left alone since"
    ),
)
