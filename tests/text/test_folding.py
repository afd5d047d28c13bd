"""Folding: one code point for one, whatever lowering does."""

from __future__ import annotations

from auditor.text.folding import fold


def test_capitals_and_apostrophes_are_straightened_one_for_one() -> None:
    assert fold("O’Hara ‘A’ Hawaiʼi É") == "o'hara 'a' hawai'i é"


def test_a_capital_that_lowers_to_two_code_points_stays() -> None:
    assert fold("İX’ É") == "İx' é"
