"""What an audit costs with half of the lexicons' entries, with all of them, and with more.

Run as ``python -m benchmarks.lexicons FILE [DOCUMENTS]``; FILE holds JSON lines packed with gzip.
All lists are matched in one pass by one automaton, so that only what is found should cost. Entries
are added by putting the words of listed phrases together anew, in a list that no rule reads. Each
document is audited with one automaton after the other, and processor time is summed up.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import islice
from statistics import median

from auditor import Document, PhraseMatcher, audit_document, discover, folded
from auditor_rules import lexicons

FACTORS = (0.5, 1.0, 2.0, 4.0)
ROUNDS = 5
Lists = Mapping[str, list[str]]


def main(path: str, documents: int) -> None:
    """Print the table."""
    with gzip.open(path) as stream:
        texts = [json.loads(line)["text"] for line in islice(stream, documents)]
    listed = {
        name: list(rows)
        for name, rows in lexicons.lexicons().items()
        if not lexicons._is_looked_up(rows)
    }
    matchers = {factor: PhraseMatcher(scaled(listed, factor)) for factor in FACTORS}
    rules = discover()

    def passed(text: str, matcher: PhraseMatcher) -> float:
        form = folded(Document("a", text))
        return seconds(lambda: matcher.find(form))

    def audited(text: str, matcher: PhraseMatcher) -> float:
        lexicons._matcher = lambda: matcher  # type: ignore[assignment]
        return seconds(lambda: audit_document(Document("a", text), rules))

    passes, audits = (taken(each, texts, matchers) for each in (passed, audited))
    entries = sum(map(len, listed.values()))
    print("entries  hits a document  pass, µs  (ratio)  whole audit, ms  (ratio)")
    for factor, matcher in matchers.items():
        hits = sum(map(len, (hit for text in texts for hit in found(matcher, text))))
        print(
            f"{entries * factor:7,.0f}  {hits / len(texts):15.1f}"
            f"  {passes[factor] / len(texts) * 1e6:8.0f}  ({passes[factor] / passes[1.0]:5.2f})"
            f"  {audits[factor] / len(texts) * 1e3:15.2f}  ({audits[factor] / audits[1.0]:5.2f})"
        )


def scaled(listed: Lists, factor: float) -> Lists:
    """Return the lists with that many times as many entries."""
    if factor <= 1:
        return {name: phrases[:: round(1 / factor)] for name, phrases in listed.items()}
    phrases = [phrase for each in listed.values() for phrase in each]
    words = [word for phrase in phrases for word in phrase.split()]
    chance = random.Random(1)
    added: set[str] = set()
    while len(added) < round((factor - 1) * len(phrases)):
        length = max(2, len(chance.choice(phrases).split()))
        added.add(" ".join(chance.choices(words, k=length)))
    return {**listed, "generated": sorted(added)}


def taken(
    measured: Callable[[str, PhraseMatcher], float],
    texts: list[str],
    matchers: Mapping[float, PhraseMatcher],
) -> dict[float, float]:
    """Return seconds over all texts, the median of several rounds for each."""
    sums: dict[float, float] = defaultdict(float)
    for text in texts:
        measured(text, matchers[1.0])  # words are met for the first time
        for factor, matcher in matchers.items():
            sums[factor] += median(measured(text, matcher) for _ in range(ROUNDS))
    return sums


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that something takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def found(matcher: PhraseMatcher, text: str) -> list[tuple[object, ...]]:
    """Return the hits of each list."""
    return list(matcher.find(folded(Document("a", text))).values())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200)
