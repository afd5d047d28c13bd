"""How an audit's cost grows with a document's length: it should be in proportion.

Run as ``python -m benchmarks.growth [LARGEST_KB]``.
"""

from __future__ import annotations

import sys
import time

from auditor import Document, audit_document, discover

SENTENCE = "The council of the town met on {day} {n} May and said that {n},000 people had left. "
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def main(largest_kb: int) -> None:
    """Print the time for each size and for each kilobyte of it."""
    rules = discover()
    audit_document(Document("warm", text_of(4)), rules)
    size = 1
    while size <= largest_kb:
        document = Document("a", text_of(size))
        begun = time.process_time()
        audit_document(document, rules)
        seconds = time.process_time() - begun
        print(f"{size:6} KB {seconds:9.3f} s {seconds / size * 1000:8.2f} ms for each KB")
        size *= 10


def text_of(kilobytes: int) -> str:
    """Return a text of that size, in paragraphs of five sentences."""
    sentences = []
    length = number = 0
    while length < 1000 * kilobytes:
        sentence = SENTENCE.format(day=DAYS[number % 5], n=number % 28 + 1)
        sentences.append(sentence.strip() + "\n" if number % 5 == 4 else sentence)
        length += len(sentence)
        number += 1
    return "".join(sentences)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
