"""Measures of readability."""

from __future__ import annotations

import pytest
import textstat

from auditor import Document
from auditor_rules.english import readability, syllables
from auditor_rules.english.counts import counts

SENTENCE = "The harbour was quiet that morning and the boats lay still in the water. "


def _document(text: str) -> Document:
    return Document("d", text)


def test_reading_ease_is_flesch_with_the_syllables_of_textstat() -> None:
    # 14 words of 18 syllables: har-bour, qui-et, morn-ing and wa-ter, the rest of one.
    expected = 206.835 - 1.015 * 14 - 84.6 * 18 / 14

    assert readability.flesch_reading_ease(_document(SENTENCE)) == pytest.approx(expected)


def test_the_table_holds_what_textstat_counts() -> None:
    names = counts().names

    assert len(syllables.TABLE_FILE.read_bytes()) == len(names)
    for word in (*names[:40], *names[1000:60_000:5000]):
        assert syllables.syllables_of(word) == max(1, textstat.syllable_count(word)), word


@pytest.mark.parametrize(
    ("word", "expected"), [("zzyx", 1), ("brackle", 2), ("vellmouthe", 2), ("arrégo", 3), ("", 1)]
)
def test_a_word_outside_the_table_is_estimated_by_its_vowels(word: str, expected: int) -> None:
    assert syllables.estimate(word) == expected


def test_a_text_said_twice_is_repeated_but_for_its_first_half() -> None:
    share = readability.repeated_shingle_share(_document(SENTENCE * 2))

    assert share == pytest.approx(10 / 24)


@pytest.mark.parametrize("measure", readability.MEASURES, ids=lambda measure: measure.name)
def test_every_measure_has_a_value_for_the_empty_document(measure) -> None:  # type: ignore[no-untyped-def]
    assert measure.measure(_document("")) == 0.0
