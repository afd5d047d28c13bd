"""Words reduced to stems and weighed by how rare they are."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from functools import lru_cache

from auditor import fold
from auditor_rules.english.counts import frequency

COMMONEST = 6_000_000
"""Counts of the commonest words in the table; a word this common weighs nothing."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IRREGULAR = {
    "men": "man", "women": "woman", "people": "person", "children": "child", "troopers": "troop",
    "lives": "life", "died": "die", "dead": "die", "deaths": "die", "death": "die", "dying": "die",
    "killed": "kill", "sent": "send", "sold": "sell", "bought": "buy", "paid": "pay",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow",
    "won": "win", "lost": "lose", "held": "hold", "took": "take", "taken": "take", "made": "make",
    "said": "say", "told": "tell", "found": "find", "left": "leave", "began": "begin",
    "begun": "begin", "met": "meet", "led": "lead", "shot": "shoot", "built": "build",
    "gave": "give", "given": "give", "came": "come", "went": "go", "gone": "go", "ran": "run",
    "spent": "spend", "kept": "keep", "broke": "break", "broken": "break", "spoke": "speak",
}  # fmt: skip
# Words that news uses for one thing within one text, by their stems.
_SAME = {
    "soldier": "troop", "trooper": "troop", "serviceman": "troop", "fighter": "troop",
    "kid": "child", "pupil": "student", "employee": "worker", "staff": "worker", "firm": "company",
    "fatality": "die", "fatal": "die", "casualty": "die", "inhabitant": "person",
    "resident": "person",
    "home": "hous", "household": "hous", "protestor": "protester", "demonstrator": "protester",
    "deploy": "send", "deployment": "send", "dispatch": "send", "purchase": "buy",
    "increas": "rise", "climb": "rise", "grow": "rise", "drop": "fall",
    "declin": "fall", "decreas": "fall",
}  # fmt: skip
STOPWORDS = frozenset(
    """the a an of to in on at by for from with as is are was were be been being has have had do
    does did will would can could may might should must shall and or but nor so than then that this
    these those it its he she they them his her their we our us you your i my me who which whose
    whom what when where why how there here not no into out up down off over under about after
    before between during through against more most some any all both each other also just only
    very too such if because while although though since until yet still even again s t said says
    according say""".split()
)


@lru_cache(maxsize=65_536)
def stem_and_weight(word: str) -> tuple[str, float]:
    """Return a folded word's stem and how telling the word is."""
    bare = word[:-2] if word.endswith("'s") else word
    if bare in STOPWORDS or len(bare) == 1:
        return bare, 0.0
    count = max(frequency(bare), 20)
    stem = stem_of(bare)
    return _SAME.get(stem, stem), max(0.05, math.log10(COMMONEST / count) / 4)


def words_with_stems(sentence: str, stems: Collection[str]) -> list[str]:
    """Return the words of a sentence that have one of the stems, each once, in order."""
    words = dict.fromkeys(_WORD.findall(sentence))
    return [word for word in words if stem_and_weight(fold(word))[0] in stems]


def stem_of(word: str) -> str:
    """Return a crude stem: endings of number, tense and person are taken off."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 5:
        return word[:-1] if len(word) == 4 and word.endswith("s") and word[2] not in "su" else word
    for ending, instead in (
        ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""),
    ):  # fmt: skip
        if word.endswith(ending) and not word.endswith("ss"):
            stem = word[: -len(ending)] + instead
            if len(stem) >= 3:
                return _undoubled(stem, ending)
    return word[:-1] if word.endswith("e") else word


def _undoubled(stem: str, ending: str) -> str:
    if ending in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem[:-1] if stem.endswith("e") else stem
