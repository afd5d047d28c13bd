"""The language of a text: shares of function words counted by hand."""

from __future__ import annotations

import pytest

from auditor.text.language import (
    SAMPLE_WORDS,
    UNDETERMINED,
    Language,
    detect_language,
    language_name,
)

FILLER = "zqx"  # no word of any language


def worded(fillers: int, *words: str) -> Language:
    return detect_language(" ".join([*words, *[FILLER] * fillers]))


def test_four_words_are_too_few_and_five_are_enough() -> None:
    assert detect_language("the cat of the") == Language(UNDETERMINED, 0.0, "too short")
    assert detect_language("the cat of the dog") == Language("en", 0.6, "function words")


@pytest.mark.parametrize(
    ("fillers", "words", "share"),
    [
        # "in" is German and Italian too.
        (32, ["the"] * 3 + ["in"] * 5, 0.2),  # 8 of 40 to 5 of 40: 1.6 times as often
        (21, ["the"] * 2 + ["in"] * 2, 0.16),  # 4 of 25 to 2 of 25: twice as often
        (22, ["the"] * 3, 0.12),
        (2, ["the"] * 3, 0.6),
    ],
)
def test_function_words_decide_from_these_shares_on(
    fillers: int, words: list[str], share: float
) -> None:
    assert worded(fillers, *words) == Language("en", share, "function words")


@pytest.mark.parametrize(
    ("fillers", "words"),
    [
        (33, ["the"] * 3 + ["in"] * 5),
        (22, ["the"] * 2 + ["in"] * 2 + ["der"]),
        (23, ["the"] * 3),
        (0, ["the", "in", "in", "der", "with"]),
    ],
)
def test_below_them_they_do_not(fillers: int, words: list[str]) -> None:
    assert worded(fillers, *words).basis != "function words"


def test_what_they_leave_open_is_asked_of_langdetect() -> None:
    language = detect_language("Talo paloi kokonaan maanantaina; poliisi epäilee tuhopolttoa.")

    assert (language.code, language.basis) == ("fi", "langdetect")
    assert 0.9 < language.share <= 1.0


def test_what_langdetect_cannot_tell_is_undetermined() -> None:
    assert detect_language("ʘ ʘ ʘ ʘ ʘ ʘ") == Language(UNDETERMINED, 0.0, "too short")


def test_only_the_first_words_are_looked_at() -> None:
    text = "the cat " * (SAMPLE_WORDS // 2) + "der die das " * 500

    assert detect_language(text) == Language("en", 0.5, "function words")


def test_words_so_long_that_a_first_look_sees_too_few_are_looked_at_again() -> None:
    text = ("zq" * 15 + " ") * 100 + "the " * 50 + "der " * 500

    assert detect_language(text) == Language("en", 1 / 3, "function words")


def test_a_language_is_named_and_an_unknown_code_stands_for_itself() -> None:
    assert [language_name(code) for code in ("fi", "zh-tw", "xx")] == ["Finnish", "Chinese", "xx"]
