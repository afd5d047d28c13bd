"""The language of a text: cheap evidence first, `langdetect` where that does not decide."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, repeat
from typing import NamedTuple

from auditor.text.folding import fold

UNDETERMINED = "und"
SAMPLE_WORDS = 150
FIRST_LOOK, SAMPLE_CHARACTERS = 1_500, 20_000
"""Characters that mostly hold so many words, and the most that are looked at."""
# The least share of function words, and how many times the second language's: either pair decides.
# Measured on 13,097 documents of the boilerplate data: the second is right on 885 of the 888 that
# the first leaves open, and spares them langdetect, which takes five times the rest of an audit.
_CLEAR = ((0.2, 1.6), (0.12, 2.0))
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+|)")
_ASCII_WORD = re.compile(r"[a-z]+(?:'[a-z]+|)")
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in that is was for with on as are by from at has have this it "
        "be which not or an were had will but they their his its who".split()
    ),
    "es": frozenset(
        "el la los las de del que y en un una por con para se su al lo como más pero "
        "es fue han sus este esta".split()
    ),
    "fr": frozenset(
        "le la les des du de et en un une que qui dans pour sur par est au aux avec ne "
        "pas ce cette sont a il elle".split()
    ),
    "de": frozenset(
        "der die das und in den von zu mit dem des ein eine ist im nicht auf für sich "
        "als auch es an werden aus er hat dass sie".split()
    ),
    "pt": frozenset(
        "o a os as de do da dos das que e em um uma para com não por se no na mais ao "
        "foi é seu sua".split()
    ),
    "it": frozenset(
        "il lo la i gli le di del della dei che e in un una per con non si al è da nel "
        "sono più come ha".split()
    ),
    "pl": frozenset(
        "w i na z do nie się że o jest to po za od jak przez dla ale był tym oraz".split()
    ),
    "ru": frozenset("и в не на что с по как это он за из от к для его но у был о".split()),
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in FUNCTION_WORDS.items() if word in words)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}


class Language(NamedTuple):
    """A language and how it was told."""

    code: str
    """ISO 639-1, or ``und`` when nothing decides."""
    share: float
    """Share of the sample's words that are function words of the language, or langdetect's
    probability."""
    basis: str
    """``function words``, ``langdetect`` or ``too short``."""


def detect_language(text: str) -> Language:
    """Tell the language of a text from a bounded sample of its words."""
    sample = _words_in(text, FIRST_LOOK)
    if len(sample) <= SAMPLE_WORDS:  # the last of them may have been cut
        sample = _words_in(text, SAMPLE_CHARACTERS)
    sample = sample[:SAMPLE_WORDS]
    if len(sample) < 5:
        return Language(UNDETERMINED, 0.0, "too short")
    shares = _shares(sample)
    (best, code), (second, _) = shares[0], shares[1]
    if any(best >= least and best >= ratio * second for least, ratio in _CLEAR):
        return Language(code, best, "function words")
    return _ask_langdetect(" ".join(sample))


def _words_in(text: str, characters: int) -> list[str]:
    folded = fold(text[:characters])
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def _shares(sample: list[str]) -> list[tuple[float, str]]:
    """Return the share of each language's function words, the highest first."""
    counts = Counter(chain.from_iterable(map(_LANGUAGES_OF.get, sample, repeat(()))))
    return sorted(((counts[code] / len(sample), code) for code in FUNCTION_WORDS), reverse=True)


def _ask_langdetect(sample: str) -> Language:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(sample)[0]
    except LangDetectException:
        return Language(UNDETERMINED, 0.0, "too short")
    return Language(best.lang, best.prob, "langdetect")


_CODES_AND_NAMES = """
    af Afrikaans ar Arabic bg Bulgarian bn Bengali ca Catalan cs Czech cy Welsh da Danish de
    German el Greek en English es Spanish et Estonian fa Persian fi Finnish fr French gu
    Gujarati he Hebrew hi Hindi hr Croatian hu Hungarian id Indonesian it Italian ja
    Japanese kn Kannada ko Korean lt Lithuanian lv Latvian mk Macedonian ml Malayalam mr
    Marathi ne Nepali nl Dutch no Norwegian pa Punjabi pl Polish pt Portuguese ro Romanian
    ru Russian sk Slovak sl Slovenian so Somali sq Albanian sv Swedish sw Swahili ta Tamil
    te Telugu th Thai tl Tagalog tr Turkish uk Ukrainian ur Urdu vi Vietnamese zh-cn Chinese
    zh-tw Chinese zh Chinese
""".split()
LANGUAGE_NAMES: dict[str, str] = dict(
    zip(_CODES_AND_NAMES[::2], _CODES_AND_NAMES[1::2], strict=True)
)
"""By ISO 639-1 code, as langdetect writes it."""


def language_name(code: str) -> str:
    """Return the language's name; the code itself where there is none."""
    return LANGUAGE_NAMES.get(code, code)
