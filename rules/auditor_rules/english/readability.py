"""Measures of style: they inform a reader and may feed a model; they accuse no one."""

from __future__ import annotations

import re

from auditor import Document, Measure, language, sentences, view, words
from auditor_rules.english.vocabulary import (
    IS_FUNCTION_WORD,
    IS_IN_CAPITALS,
    IS_LONG,
    count_of,
    known_words,
    syllables_in,
    word_codes,
)

SHINGLE = 5


@view
def _lowered(document: Document) -> tuple[str, ...]:
    return tuple([known[0] for known in known_words(document)])


def flesch_reading_ease(document: Document) -> float:
    """Score ease of reading (Flesch 1948) with textstat's syllables, tabulated.

    206.835 - 1.015 * words per sentence - 84.6 * syllables per word: 60–70 is plain English, below
    30 very hard. 0 for an empty document and for languages other than English.
    """
    codes = word_codes(document)
    if not len(codes) or language(document).code != "en":
        return 0.0
    counted = int(syllables_in(codes).sum())
    return 206.835 - 1.015 * words_per_sentence(document) - 84.6 * counted / len(codes)


def words_per_sentence(document: Document) -> float:
    """Return the mean length of a sentence in words; 0 for an empty document."""
    return len(words(document)) / max(len(sentences(document)), 1)


def distinct_word_share(document: Document) -> float:
    """Return distinct words over words, in the first 200 words so that length plays no part."""
    sample = _lowered(document)[:200]
    return len(set(sample)) / max(len(sample), 1)


def repeated_shingle_share(document: Document) -> float:
    """Return the share of five-word sequences that occurred before in the document."""
    lowered = _lowered(document)
    count = len(lowered) - SHINGLE + 1
    if count < 1:
        return 0.0
    distinct = set(zip(*(lowered[shift:] for shift in range(SHINGLE)), strict=False))
    return 1 - len(distinct) / count


def capital_share(document: Document) -> float:
    """Return the share of words written wholly in capitals, of those with more than one letter."""
    codes = word_codes(document)
    return count_of(IS_IN_CAPITALS, codes) / max(count_of(IS_LONG, codes), 1)


_SYMBOL = re.compile(r"[^\w\s.,;:!?'\"()…“”„«»‘’–—-]")


def line_length(document: Document) -> float:
    """Return the words of a line, averaged over words: menus beside an article count little.

    0 for an empty document. Verse, lists and code have 2 to 8, hard-wrapped prose 10, paragraphs 20
    and more.
    """
    counts = [len(line.split()) for line in document.text.split("\n")]
    return sum(count * count for count in counts) / max(sum(counts), 1)


def symbol_share(document: Document) -> float:
    """Return the share of characters that are no letters, digits, blanks or marks of prose."""
    return len(_SYMBOL.findall(document.text)) / max(len(document.text), 1)


def function_word_share(document: Document) -> float:
    """Return the share of words that are common English function words; 0 for an empty document."""
    codes = word_codes(document)
    return count_of(IS_FUNCTION_WORD, codes) / max(len(codes), 1)


MEASURES = (
    Measure("word_count", "words", "length", lambda document: float(len(words(document)))),
    Measure(
        "flesch_reading_ease", "Flesch points", "ease of reading (English)", flesch_reading_ease
    ),
    Measure("words_per_sentence", "words", "mean length of a sentence", words_per_sentence),
    Measure("distinct_word_share", "share", "distinct words of the first 200", distinct_word_share),
    Measure(
        "repeated_shingle_share", "share", "five-word sequences seen before", repeated_shingle_share
    ),
    Measure("capital_share", "share", "words in capitals", capital_share),
    Measure("line_length", "words", "length of the lines, averaged over words", line_length),
    Measure("symbol_share", "share", "characters that prose does without", symbol_share),
    Measure(
        "function_word_share",
        "share",
        "words such as “the” and “of” (English)",
        function_word_share,
    ),
)
