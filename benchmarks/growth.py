"""How an audit's cost grows with a document's length: it should be in proportion.

Run as ``python -m benchmarks.growth [LARGEST_KB [FILE]]``: sentences of ``benchmarks.articles``,
which are few and speak of the same things again and again; sentences with a day and two numbers
each, which is the dearest there is; and the texts of FILE, JSON lines packed with gzip, one after
the other.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import time
from collections.abc import Iterator
from functools import partial

from auditor import Document, audit_document, discover
from auditor.engine.registry import RuleSet
from benchmarks import articles

SENTENCE = "The council of the town met on {day} {n} May and said that {n},000 people had left."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
PARAGRAPH = 5
"""Sentences."""
MIN_LENGTH = 3
"""Runs over the sizes below 1 MB; the least time counts, and what is larger is measured once."""


def main(largest_kb: int, path: str | None = None) -> None:
    """Print the time for each size and for each kilobyte of it."""
    rules = discover()
    kinds = {"templates": templates, "numbers": numbers}
    if path is not None:
        kinds["prose"] = partial(prose, path)
    for kind in kinds.values():
        audit_document(Document("warm", text_of(kind(), 4)), rules)
    print("    KB  " + "".join(f"{name + ', s':>12} {'ms/KB':>8}" for name in kinds))
    size = 1
    while size <= largest_kb:
        row = ""
        for kind in kinds.values():
            text = text_of(kind(), size)
            taken = min(seconds(text, rules) for _ in range(MIN_LENGTH if size < 1000 else 1))
            row += f"{taken:12.3f} {taken / size * 1000:8.2f}"
        print(f"{size:6}  {row}", flush=True)
        size *= 10


def seconds(text: str, rules: RuleSet) -> float:
    """Return the processor time of an audit."""
    begun = time.process_time()
    audit_document(Document("a", text), rules)
    return time.process_time() - begun


def prose(path: str) -> Iterator[str]:
    """Yield the lines of a file's texts without end."""
    while True:
        with gzip.open(path) as stream:
            for line in stream:
                yield from json.loads(line)["text"].splitlines()


def templates() -> Iterator[str]:
    """Yield sentences of news without end, one in two with a number."""
    chance = random.Random(7)
    while True:
        yield articles.filled(chance, chance.choice(articles.SENTENCES))


def numbers() -> Iterator[str]:
    """Yield sentences that state a day and numbers, without end."""
    number = 0
    while True:
        yield SENTENCE.format(day=DAYS[number % 5], n=number % 28 + 1)
        number += 1


def text_of(sentences: Iterator[str], kilobytes: int) -> str:
    """Return a text of that size, in paragraphs of five sentences or lines."""
    taken: list[str] = []
    length = 0
    while length < 1000 * kilobytes:
        taken.append(next(sentences))
        length += len(taken[-1]) + 1
    paragraphs = (taken[at : at + PARAGRAPH] for at in range(0, len(taken), PARAGRAPH))
    return "\n".join(" ".join(each) for each in paragraphs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, *sys.argv[2:3])
