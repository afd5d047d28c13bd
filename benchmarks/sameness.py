"""What near-duplicates and recurring lines cost for each document of a run, and what they find.

Run as ``python -m benchmarks.sameness [COUNT...]``: for each COUNT of generated articles, every
fiftieth of which is the one before it with a word more, the processor time and memory for each,
and which of those pairs were found; then the share of pairs found by how alike they are; then
lines that recur, beside an exact count. Only processor time counts, so other load matters little.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from math import log
from pathlib import Path
from string import ascii_lowercase

from auditor.document import Document
from auditor.run.near_duplicates import SHINGLE_WORDS, NearDuplicates, signature
from auditor.run.recurring_lines import WIDTH, Recurrence
from auditor.views import words
from benchmarks.articles import REPEATED, articles

COUNTS = (10_000, 100_000)
SIMILARITIES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
PAIRS = 1000
PAIR_WORDS = 600
TEMPLATES = 50
"""Sites whose articles end in the same three lines."""


def main(counts: tuple[int, ...]) -> None:
    """Print the tables."""
    print("documents  µs to sign  µs to group  bytes each  planted pairs found  other groups")
    for count in counts:
        print(grouped(count))
    print(f"\nsimilarity (mean)  share of {PAIRS:,} pairs found")
    for similarity in SIMILARITIES:
        mean, share = share_found(similarity)
        print(f"{similarity:10.2f} ({mean:.3f})  {share:.3f}")
    print("\ndocuments  µs each  MB held  planted lines found  counts missed at most  others")
    for count in counts:
        print(recurring(count))


def grouped(count: int) -> str:
    """Return what grouping so many articles takes and finds, as a row."""
    known = NearDuplicates()
    held = resident()
    signing = grouping = 0.0
    for record in articles(count):
        document = Document(record["id"], record["text"])
        words(document)  # known to every run
        begun = time.process_time()
        signed = signature(document)
        between = time.process_time()
        known.add(document.id, signed)
        signing += between - begun
        grouping += time.process_time() - between
    held = resident() - held
    found = set(known.groups())
    planted = {
        (f"article-{number - 1:07}", f"article-{number:07}")
        for number in range(REPEATED - 1, count, REPEATED)
    }
    return (
        f"{count:9,}  {signing / count * 1e6:10.0f}  {grouping / count * 1e6:11.0f}"
        f"  {held / count:10.0f}  {len(found & planted):,} of {len(planted):,}"
        f"  {len(found - planted)}"
    )


def share_found(similarity: float) -> tuple[float, float]:
    """Return how alike generated pairs are in the mean, and the share that are grouped."""
    chance = random.Random(5)
    found, alike = 0, 0.0
    for number in range(PAIRS):
        first, second = pair(chance, similarity)
        alike += jaccard(first, second)
        known = NearDuplicates()
        for name, forms in (("a", first), ("b", second)):
            known.add(name, signature(Document(f"{name}{number}", " ".join(forms))))
        found += bool(known.groups())
    return alike / PAIRS, found / PAIRS


def pair(chance: random.Random, similarity: float) -> tuple[list[str], list[str]]:
    """Return two texts, as words, that share so large a part of their sequences of words."""
    first = [word(chance) for _ in range(PAIR_WORDS)]
    second = list(first)
    places = list(range(PAIR_WORDS))
    chance.shuffle(places)
    for place in places[: replaced(similarity)]:
        second[place] = word(chance)
    return first, second


def replaced(similarity: float) -> int:
    """Return how many words to replace; each is in five sequences of either text."""
    sequences = PAIR_WORDS - SHINGLE_WORDS + 1
    changed = sequences * (1 - similarity) / (1 + similarity)
    return round(log(1 - changed / sequences) / log(1 - SHINGLE_WORDS / sequences))


def word(chance: random.Random) -> str:
    """Return one of eleven million words."""
    return "".join(chance.choices(ascii_lowercase, k=5))


def jaccard(first: list[str], second: list[str]) -> float:
    """Return the share of common sequences of words."""
    one, other = (
        {tuple(forms[at : at + SHINGLE_WORDS]) for at in range(len(forms) - SHINGLE_WORDS + 1)}
        for forms in (first, second)
    )
    return len(one & other) / len(one | other)


def recurring(count: int) -> str:
    """Return what counting the lines of so many documents takes and finds, as a row."""
    chance = random.Random(3)
    counter, exact = Recurrence(), Counter[str]()
    held, counting = resident(), 0.0
    for number in range(count):
        site = int(TEMPLATES * chance.random() ** 2)  # some are large, some small
        own = [f"Paragraph {word(chance)} {word(chance)} of a document." for _ in range(9)]
        common = [f"Site {chr(97 + site % 25) * (site // 25 + 1)}: {what}" for what in _FURNITURE]
        begun = time.process_time()
        counter.add_lines(f"d{number}", own + common)
        counting += time.process_time() - begun
        exact.update(common)
    held = resident() - held
    found = {line.text: line.documents for line in counter.found()}
    missed = max(times - found.get(text, 0) for text, times in exact.items())
    assert all(times <= exact[text] for text, times in found.items() if text in exact)
    return (
        f"{count:9,}  {counting / count * 1e6:7.0f}  {held / 1e6:7.1f}"
        f"  {len(found.keys() & exact.keys())} of {len(exact)}  {missed} of"
        f" {12 * count // WIDTH} allowed  {len(found.keys() - exact.keys())}"
    )


_FURNITURE = ("subscribe to the letter", "all rights reserved", "back to the front page")


def resident() -> int:
    """Return the bytes that this process holds, on Linux."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or COUNTS)
