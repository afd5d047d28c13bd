"""The language of a text: cheap evidence first, `langdetect` where that does not decide."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.text.folding import fold

UNDETERMINED = "und"
SAMPLE_WORDS = 150
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
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
    sample = [
        m.group() for m, _ in zip(_WORD.finditer(fold(text)), range(SAMPLE_WORDS), strict=False)
    ]
    if len(sample) < 5:
        return Language(UNDETERMINED, 0.0, "too short")
    shares = sorted(
        (
            (sum(word in words for word in sample) / len(sample), code)
            for code, words in FUNCTION_WORDS.items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = shares[0], shares[1]
    if best >= 0.2 and best >= 1.6 * second:
        return Language(code, best, "function words")
    return _ask_langdetect(" ".join(sample))


def _ask_langdetect(sample: str) -> Language:
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        best = detect_langs(sample)[0]
    except LangDetectException:
        return Language(UNDETERMINED, 0.0, "too short")
    return Language(best.lang, best.prob, "langdetect")
