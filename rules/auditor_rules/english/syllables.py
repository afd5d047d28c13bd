"""Syllables of English words: textstat's counts, tabulated for the words that are common.

textstat takes 0.8 s to load its dictionary and some 15 µs a word; the table costs neither. Words
outside it, mostly names, are estimated by their groups of vowels. ``python -m
auditor_rules.english.syllables`` builds the table anew, in the order of the table of word counts.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from auditor_rules.english.counts import counts

TABLE_FILE = Path(__file__).with_name("syllables.bin")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")


def syllables_of(word: str) -> int:
    """Return the number of syllables of a lower-case word, at least 1."""
    rank = counts().ids.get(word)
    return estimate(word) if rank is None else syllables_at(rank)


def syllables_at(rank: int) -> int:
    """Return the same of a word of the table of counts."""
    return _table()[rank]


def estimate(word: str) -> int:
    """Count groups of vowels, less a silent final e."""
    groups = len(_VOWELS.findall(word))
    is_silent = word.endswith("e") and not word.endswith("le")
    return max(1, groups - (is_silent and groups > 1))


@cache
def _table() -> bytes:
    return TABLE_FILE.read_bytes()


def build() -> bytes:
    """Ask textstat for each word of the table of counts, in its order; one byte a word."""
    import textstat

    return bytes(max(1, int(textstat.syllable_count(word))) for word in counts().names)


if __name__ == "__main__":
    TABLE_FILE.write_bytes(build())
