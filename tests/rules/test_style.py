"""Measures of style."""

from __future__ import annotations

import pytest

from auditor import Document
from auditor_rules import style

SENTENCE = "The harbour was quiet that morning and the boats lay still in the water. "


def _document(text: str) -> Document:
    return Document("d", text)


def test_reading_ease_is_flesch_with_the_syllables_of_textstat() -> None:
    # 14 words of 18 syllables: har-bour, qui-et, morn-ing and wa-ter, the rest of one.
    expected = 206.835 - 1.015 * 14 - 84.6 * 18 / 14

    assert style.flesch_reading_ease(_document(SENTENCE)) == pytest.approx(expected)


def test_a_text_said_twice_is_repeated_but_for_its_first_half() -> None:
    share = style.repeated_shingle_share(_document(SENTENCE * 2))

    assert share == pytest.approx(10 / 24)


@pytest.mark.parametrize("measure", style.MEASURES, ids=lambda measure: measure.name)
def test_every_measure_has_a_value_for_the_empty_document(measure) -> None:  # type: ignore[no-untyped-def]
    assert measure.measure(_document("")) == 0.0
