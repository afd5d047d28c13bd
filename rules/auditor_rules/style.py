"""Measures of style: they inform a reader and may feed a model; they accuse no one."""

from __future__ import annotations

from auditor import Document, Measure, language, sentences, view, words
from auditor_rules.syllables import syllables_of

SHINGLE = 5


@view
def _lowered(document: Document) -> tuple[str, ...]:
    return tuple([word.lower() for _, _, word in words(document)])


def flesch_reading_ease(document: Document) -> float:
    """Score ease of reading (Flesch 1948) with textstat's syllables, tabulated.

    206.835 - 1.015 * words per sentence - 84.6 * syllables per word: 60–70 is plain English, below
    30 very hard. 0 for an empty document and for languages other than English.
    """
    lowered = _lowered(document)
    if not lowered or language(document).code != "en":
        return 0.0
    counted = sum(map(syllables_of, lowered))
    return 206.835 - 1.015 * words_per_sentence(document) - 84.6 * counted / len(lowered)


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
    shingles = list(zip(*(lowered[shift:] for shift in range(SHINGLE)), strict=False))
    return 1 - len(set(shingles)) / len(shingles) if shingles else 0.0


def capital_share(document: Document) -> float:
    """Return the share of words written wholly in capitals, of those with more than one letter."""
    long = [written for _, _, written in words(document) if len(written) > 1]
    return sum(map(str.isupper, long)) / max(len(long), 1)


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
)
