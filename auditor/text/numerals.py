"""Numbers spelt out: "twenty-four", "half a million", "a million and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import ahocorasick_rs

UNITS = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
FRACTIONS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "tenths": 10,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
        twentieth""".split(),
        start=1,
    )
}
_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_GREAT = "|".join(MAGNITUDES)
_PART = "|".join(sorted(FRACTIONS, key=len, reverse=True))
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
_PAIR = rf"(?:(?:{'|'.join(TENS)})[ -](?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL})\b"
_STEPS = rf"(?:[ -](?:{_GREAT})\b(?:[ ](?:and[ ])?{_PAIR})?){{0,4}}"
_STARTS = ahocorasick_rs.AhoCorasick(
    [
        *{*UNITS, *TENS, *FRACTIONS, *ORDINALS},
        *(f"{article} {word}" for article in ("a", "an") for word in (*MAGNITUDES, *FRACTIONS)),
    ]
)
# For folded text. First the fractions of a magnitude ("half a million"), then plain fractions
# ("two-thirds"), ordinals, and chains of number words with "and a half" inside or behind. Every
# repetition is bounded. The first line is what a match can begin with: it fails fast.
SPELT = re.compile(
    r"\b(?=an?[ ]|one|t[wher]|f[oi]|s[iec]|eig|ni|el|hal|qua|zero)"
    rf"(?:(?P<part>(?:(?:an?|one|two|three|four)[ -])?(?:{_PART}))[ ](?:of[ ])?an?[ ]"
    rf"(?P<of>{_GREAT})"
    rf"|(?P<share>(?:one|two|three|four|five|seven|nine)[ -](?:{_PART})"
    rf"|an?[ ](?:{_PART})(?=[ ]of\b)|half(?=[ ](?:of|the)\b))"
    rf"|(?P<nth>(?:(?:{'|'.join(TENS)})-)?(?:{_NTH}))"
    rf"|(?P<chain>(?:{_SMALL})(?P<digits>,\d{{3}})|(?:an?(?=[ ](?:{_GREAT}))|{_PAIR}){_STEPS})"
    rf"(?P<half>[ ]and[ ]a[ ](?:half|quarter)(?P<of_half>[ ](?:{_GREAT}))?)?"
    rf")\b"
)


class Numeral(NamedTuple):
    """What a number in words is worth."""

    value: float
    grain: float
    """The size of its last stated digit: 1000 for "eight thousand"."""
    is_share: bool = False
    """True for "two-thirds": the value is a share of something."""
    is_ordinal: bool = False


def find_spelt(folded: str) -> Iterator[re.Match[str]]:
    """Yield what ``SPELT`` finds in a folded text, trying it only where a number word stands."""
    end = 0
    found = _STARTS.find_matches_as_indexes(folded, overlapping=True)
    for start in sorted({start for _, start, _ in found}):
        match = SPELT.match(folded, start) if start >= end else None
        if match is not None:
            end = match.end()
            yield match


def numeral_of(match: re.Match[str]) -> Numeral:
    """Return the worth of a match of ``SPELT``."""
    if match["part"]:
        scale = MAGNITUDES[match["of"]]
        return Numeral(_fraction(match["part"]) * scale, scale / 10)
    if match["share"]:
        return Numeral(_fraction(match["share"]), 0.01, True)
    if match["nth"]:
        *tens, nth = match["nth"].split("-")
        return Numeral(float(ORDINALS[nth] + (TENS[tens[0]] if tens else 0)), 1.0, is_ordinal=True)
    return _chain_with_half(match)


def _fraction(text: str) -> float:
    words = re.split("[ -]", text)
    count = 1 if len(words) == 1 or words[0] in ("a", "an") else UNITS[words[0]]
    return count / FRACTIONS[words[-1]]


def _chain_with_half(match: re.Match[str]) -> Numeral:
    end = match.start("half") if match["half"] else match.end()
    words = re.split("[ ,-]+", match.string[match.start() : end])
    if match["digits"]:  # the spinner's "three,000"
        thousands, grain = chain_value(words[:1])
        rest = float(words[1])
        return Numeral(1000 * thousands + rest, 1.0 if rest else 1000 * grain)
    value, grain = chain_value(words)
    if match["half"]:
        share = 0.5 if "half" in match["half"] else 0.25
        scale = MAGNITUDES[match["of_half"].strip()] if match["of_half"] else 0.0
        # "two and a half million" scales the whole; "a million and a half" halves the million.
        if scale:
            return Numeral((value + share) * scale, scale / 10)
        return Numeral(value + share * grain, grain / 10)
    return Numeral(value, grain)


def chain_value(words: list[str]) -> tuple[float, float]:
    """Return the worth of number words in a row and the size of the last one's digit."""
    total = current = 0.0
    grain = 1.0
    for word in words:
        if word in UNITS:
            current, grain = current + UNITS[word], 1.0
        elif word in TENS:
            current, grain = current + TENS[word], 10.0
        elif word in MAGNITUDES:
            scale = MAGNITUDES[word]
            if scale <= 100:
                current, grain = max(current, 1.0) * scale, scale
            else:
                total, current, grain = total + max(current, 1.0) * scale, 0.0, scale
    return total + current, grain
