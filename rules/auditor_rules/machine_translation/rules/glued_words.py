"""Words that lost the space between them where a link or a tag stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from auditor import Document, Example, Hit, Rule, Source, Span, view, words
from auditor_rules.english.counts import frequency
from auditor_rules.english.vocabulary import IS_LISTED, word_codes
from auditor_rules.machine_translation.word_joints import parts_of


class GluedWords(NamedTuple):
    """Words written as one."""

    span: Span
    parts: tuple[str, ...]
    """As they stand in the text; together they are the span's text."""


_BEFORE_A_NUMBER = frozenset(
    """in since from by of until and for during the to that with between than about our your their
    its has have are were was""".split()
)
_NUMBER = re.compile(r"[1-9](?<=[a-z].)\d*(?:,\d{3})*(?![./_-]?\w)")
_BEFORE = "@#/_\\.-&=:'’"
_AFTER = "@/_\\=("
_NOT_BEFORE = tuple("@#/_.-0123456789")
MOST_AT_MARKS_PER_1000_WORDS = 10
MIN_LENGTH = 4
# A space lost at a mark: "Lee,driver", "Lee(independent)", "rain.Steve will". Found by the mark,
# which is rare, and not by the word before it, which is not.
_AT_A_MARK = re.compile(
    r"[,!?(.](?=[A-Za-z])(?:(?<=[,!?])(?=[a-z]{2,} )|(?<=\()(?=[a-z]{4,}[ )])"
    r"|(?<=[,.!?])(?=[A-Z][a-z]+ )|(?<=\()(?=[A-Z]{2,8}\)))"
)
_LETTERS = re.compile(r"[A-Za-z]+")
MAX_LENGTH = 40
COMMON_OPENER = 2000
"""Counts in 131.6 million words of a word that may begin a sentence before another capital."""


PLAIN_FREQUENCY = 2000
"""Of both words, in the table of words."""
_PLAIN = frozenset(
    "and because but could from had has have her his its our should that the their then these they "
    "this those was were when where which who whose with would".split()
)


@view
def glued_words(document: Document) -> tuple[GluedWords, ...]:
    """Return the words that were written as one, in order."""
    text, tokens = document.text, words(document)
    suspects = [
        tokens[at]
        for at in np.flatnonzero(word_codes(document) & IS_LISTED == 0).tolist()
        if MIN_LENGTH <= len(tokens.texts[at]) <= MAX_LENGTH
    ]
    if len(suspects) > 0.3 * len(tokens) + 3:
        return ()
    times = Counter(token.text for token in suspects)
    found = []
    for token in suspects:
        if _is_part_of_an_address(text, token.start, token.end):
            continue
        parts = parts_of(token.text)
        if parts and (times[token.text] == 1 or token.text.islower()):
            found.append(GluedWords(Span(token.start, token.end), parts))
    return tuple(sorted([*found, *_glued_to_numbers(text), *_glued_at_marks(text)]))


def _glued_to_numbers(text: str) -> Iterator[GluedWords]:
    for match in _NUMBER.finditer(text):
        start = _word_start(text, match.start())
        word = text[start : match.start()]
        if word in _BEFORE_A_NUMBER and text[start - 1 : start] not in _NOT_BEFORE:
            yield GluedWords(Span(start, match.end()), (word, match.group()))


def _glued_at_marks(text: str) -> Iterator[GluedWords]:
    """Yield words joined at a mark; none where the text does so as a habit, as code does."""
    found = [joined for match in _AT_A_MARK.finditer(text) if (joined := _at_a_mark(text, match))]
    if len(found) <= 2 + MOST_AT_MARKS_PER_1000_WORDS * text.count(" ") / 1000:
        yield from found


def _at_a_mark(text: str, match: re.Match[str]) -> GluedWords | None:
    """Return the words around a mark unless they are an address, or an ending ("employee(s)")."""
    start, mark = _word_start(text, match.start()), match.group()
    before, after = text[start : match.start()], _LETTERS.match(text, match.end())
    is_word = (
        len(before) > 2 and before[-2:].islower() and text[start - 1 : start] not in _NOT_BEFORE
    )
    if after is None or not is_word or (mark == "(" and not before[0].isupper()):
        return None
    if after.group()[0].isupper() and mark != "(":
        known = frequency(after.group().lower())
        is_sentence = text[after.end() + 1 : after.end() + 2].islower()
        if not known or not (is_sentence or known >= COMMON_OPENER):
            return None
        if mark == "," and not (before.islower() and frequency(before) >= COMMON_OPENER):
            return None
    cut = match.start() if mark == "(" else match.end()
    return GluedWords(Span(start, after.end()), (text[start:cut], text[cut : after.end()]))


def _word_start(text: str, end: int) -> int:
    start = end
    while start > 0 and end - start < MAX_LENGTH and text[start - 1].isalpha():
        start -= 1
    return start


def _is_part_of_an_address(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    is_dotted = after == "." and text[end + 1 : end + 2].isalnum()
    return (bool(before) and before in _BEFORE) or is_dotted or (bool(after) and after in _AFTER)


def _find(document: Document) -> Iterator[Hit]:
    for glued in glued_words(document):
        apart = " ".join(glued.parts)
        yield Hit(
            glued.span,
            f"“{''.join(glued.parts)}” is “{apart}” without its space: a link or tag was lost here",
            apart,
            is_safe=_is_plain(glued.parts),
        )


def _is_plain(parts: tuple[str, ...]) -> bool:
    """Tell of two frequent words in lower case, one of them a word that no compound has.

    Rare ones make a word of many a misprint: "platfrom" is no "plat from".
    """
    are_words = all(each.islower() and frequency(each) >= PLAIN_FREQUENCY for each in parts)
    return len(parts) == 2 and are_words and bool(_PLAIN & {*parts})


RULE = Rule(
    id="machine-translation/glued-words",
    summary="two words without the space between them",
    severity="warning",
    find=_find,
    what=(
        "Looks for unknown words that fall into known ones, at least one of them a function word, "
        "or the left one with an ending that compounds do not have; and for a capital within a "
        "word after which a sentence begins. Words that occur twice are taken for names."
    ),
    why=(
        "The text was taken from a page by a program that dropped links and tags, and nobody has "
        "read it since."
    ),
    known_problems=(
        "New compounds and user names can look like it. Three or more content words in a row are "
        "not found, nor is a rare name before a rare word."
    ),
    invalid=(
        Example("The pipes are ⟦tightand⟧ were tested twice.", "tight and"),
        Example("Then ⟦HolmFor⟧ his part went home.", "Holm For"),
        Example("They moved the ⟦troopsLondon⟧ had sent.", "troops London"),
        Example("We read ⟦lettersandpapers⟧ all day.", "letters and papers"),
        Example("They met ⟦Lee,driver⟧ of the bus.", "Lee, driver"),
        Example("It was built by the town ⟦in1998⟧ or so.", "in 1998"),
    ),
    valid=(
        Example(
            "My iPhone runs JavaScript; McDonald and MacArthur met DeVos on WhatsApp and eBay."
        ),
        Example("The livestream on LinkedIn was a touchscreen makeover, said YouTube and SpaceX."),
        Example("Call getElementById or see www.bestofthetown.com and user@themail.org today."),
    ),
    sources=(
        Source(
            "Norvig (2009): Natural language corpus data, in Beautiful Data, O'Reilly",
            "https://norvig.com/ngrams/",
        ),
    ),
    languages=("en",),
    confidence=0.81,
    evidence=(
        "45 of 49 findings judged to be words that are really joined: 31 of 35 in clean news, 14 "
        "of "
        "14 on real pages set aside; 2,912 of "
        "3,162 findings in paragraphs with joined words at a marked joint (.92)"
    ),
)
