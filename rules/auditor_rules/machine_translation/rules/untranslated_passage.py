"""A passage left in another language than the text's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from auditor import (
    Document,
    Example,
    Hit,
    Rule,
    Span,
    Spans,
    Word,
    Words,
    language,
    quoted,
    view,
    words,
)
from auditor_rules.english.counts import frequency
from auditor_rules.english.function_words import FUNCTION_WORDS, LANGUAGE_NAMES

_TOKEN = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\[([^\[\]\n]{8,300})\]")
MIN_FUNCTION_WORDS = 4
"""Outside brackets; two are enough within, where editors put their own language."""
MAX_LENGTH_GAP = 4
"""Words between two function words of the same passage."""
FARTHEST = 40
"""Words between a passage's function words and its ends: no language goes so long without one, and
every passage looks as far."""
KNOWN_WORD = 2000
"""Counted as often, a word is taken for English when a passage is followed to its ends."""


class _Telling(NamedTuple):
    """A function word of other languages than the document's."""

    at: int
    """Which word of the document it is."""
    word: str
    codes: frozenset[str]


@view
def untranslated_passages(document: Document) -> tuple[Hit, ...]:
    """Return the passages in another language."""
    return tuple(_hits(document))


def _find(document: Document) -> Iterator[Hit]:
    yield from untranslated_passages(document)


def _hits(document: Document) -> Iterator[Hit]:
    own = language(document).code
    if own not in FUNCTION_WORDS:
        return
    bracketed = [*_bracketed(document.text, own)]
    others = Spans(span for span, _ in bracketed)
    for span, code in bracketed:
        yield _hit(span, code, "bracketed")
    for span, code in _passages(document, own):
        if not others.overlap(span) and not quoted(document).cover(span):
            yield _hit(span, code, "passage")


def _hit(span: Span, code: str, kind: str) -> Hit:
    return Hit(
        span,
        f"this passage was left in {LANGUAGE_NAMES[code]}: signs of machine translation",
        kind=kind,
    )


def _bracketed(text: str, own: str) -> Iterator[tuple[Span, str]]:
    for match in _BRACKETED.finditer(text):
        tokens = _TOKEN.findall(match.group(1).lower())
        if len(tokens) < 3 or any(token in _own_only(own) for token in tokens):
            continue
        hits = {
            code: sum(token in listed for token in tokens)
            for code, listed in FUNCTION_WORDS.items()
            if code != own
        }
        code = max(hits, key=lambda each: (hits[each], each))
        if hits[code] >= 2 and hits[code] >= 0.25 * len(tokens):
            yield Span(*match.span(1)), code


def _passages(document: Document, own: str) -> Iterator[tuple[Span, str]]:
    tokens = words(document)
    run: list[_Telling] = []
    for telling in _telling_words(tokens, own):
        if run and not _carries_on(document.text, tokens, run[-1].at, telling.at, own):
            yield from _passage(document.text, tokens, run)
            run = []
        run.append(telling)
    yield from _passage(document.text, tokens, run)


def _telling_words(tokens: Words, own: str) -> Iterator[_Telling]:
    listed = _languages_of(own)
    for index, word in enumerate(tokens.texts):
        codes = listed.get(word)
        if codes is not None:
            yield _Telling(index, word, codes)


def _carries_on(text: str, tokens: Words, left: int, right: int, own: str) -> bool:
    if right - left > MAX_LENGTH_GAP + 1 or "\n" in text[tokens[left].end : tokens[right].start]:
        return False
    between = tokens.texts[left + 1 : right]
    return not any(word.lower() in _own_only(own) for word in between)


def _passage(text: str, tokens: Words, run: list[_Telling]) -> Iterator[tuple[Span, str]]:
    if len(run) < 2:
        return
    counted = Counter(code for each in run for code in each.codes)
    code = max(counted, key=lambda each: (counted[each], each))
    told = [each for each in run if code in each.codes]
    distinct = {each.word for each in told if each.word not in _PARTICLES}
    between = tokens.texts[run[0].at : run[-1].at + 1]
    content = [word for word in between if word not in FUNCTION_WORDS[code]]
    is_title = sum(word[0].isupper() for word in content) > 0.5 * len(content)
    if is_title or not distinct:
        return
    first, last = _ends(text, tokens, run[0].at, run[-1].at)
    is_long = len(told) >= MIN_FUNCTION_WORDS and len(distinct) >= 2
    if is_long or _is_short_but_sure(tokens[first : last + 1], len(told)):
        yield Span(tokens[first].start, tokens[last].end), code


def _is_short_but_sure(passage: tuple[Word, ...], told: int) -> bool:
    """Two function words will do beside as many words, in lower case, that English lacks."""
    unknown = [each for each in passage if each.text.islower() and not frequency(each.text)]
    return told >= 2 and len(unknown) >= 2 and len(passage) >= 5


def _ends(text: str, tokens: Words, first: int, last: int) -> tuple[int, int]:
    """Follow the passage to the words of it that are no function words."""
    least, most = max(first - FARTHEST, 0), min(last + FARTHEST, len(tokens) - 1)
    while first > least and _is_foreign(text, tokens[first - 1], tokens[first]):
        first -= 1
    while last < most and _is_foreign(text, tokens[last + 1], tokens[last]):
        last += 1
    return first, last


def _is_foreign(text: str, word: Word, beside: Word) -> bool:
    between = text[min(word.end, beside.end) : max(word.start, beside.start)]
    is_near = len(between) <= 3 and not set(between) & set('.!?\n”"')
    return is_near and frequency(word.text.lower()) < KNOWN_WORD


@cache
def _own_only(own: str) -> frozenset[str]:
    """Function words of the document's language that no other language has."""
    others = [listed for code, listed in FUNCTION_WORDS.items() if code != own]
    return FUNCTION_WORDS[own] - frozenset().union(*others)


@cache
def _languages_of(own: str) -> dict[str, frozenset[str]]:
    """Function words of other languages, without those that names and English words share."""
    kept: dict[str, frozenset[str]] = {}
    for code, listed in FUNCTION_WORDS.items():
        if code != own:
            for word in listed - FUNCTION_WORDS[own] - _ALSO_ENGLISH:
                kept[word] = kept.get(word, frozenset()) | {code}
    return kept


_ALSO_ENGLISH = frozenset(
    "man am war so pour par per in no on me use place sur more come as a e i o do die was use "
    "des ai us ad".split()
)
_PARTICLES = frozenset("de la le del los las el les du en y et di da der und do dos das".split())
"""They stand in names ("Rio de la Plata"): alone they do not make a passage."""

RULE = Rule(
    id="machine-translation/untranslated-passage",
    summary="a passage left in another language",
    severity="note",
    find=_find,
    what=(
        "Looks for runs of function words of another language without one of the text's own "
        "between them, and for brackets with such words. Eight languages are known; names, titles "
        "and quotations are left alone."
    ),
    why="A translation program leaves what it could not reach, such as text within a tag.",
    known_problems=(
        "Long foreign titles in lower case are found. Languages without a list of function words "
        "here, and passages of a few words, are not."
    ),
    invalid=(
        Example(
            "This is what they think of [⟦las guerras de los otros y de sus hijos⟧] and of the "
            "peace that was made in the end, as far as it is known to us."
        ),
        Example(
            "The minister said that it was late and that the plan of the city had been lost. "
            "⟦Nadie ha visto los planes que se hicieron para la ciudad por sus hijos⟧. The council "
            "will meet on Monday and decide what is to be done with the rest of it."
        ),
    ),
    valid=(
        Example(
            "He has read Cien años de soledad and lives on the Rio de la Plata with his family, "
            "where he teaches at the Universidad de los Andes and writes for El País of it."
        ),
        Example(
            "She said “no se puede vivir con esto y con los que lo hacen” and left the room, "
            "and that was the end of the talks for the day as it is told by those who were there."
        ),
    ),
    confidence=0.2,
    evidence=(
        "an estimate: of 4 on the panel's pages none was right and 1 arguable; no finding in 1.2 "
        "million words of clean news, nor in human translations"
    ),
)
