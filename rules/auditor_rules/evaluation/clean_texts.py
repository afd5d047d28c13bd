"""Clean writing of several kinds, and what an audit says of each text of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from auditor import Audit, Dimension, Document, Recommendation, audit_document, discover, words
from auditor.training.records import read_records
from auditor_rules.machine_translation.learning.data import PAGES, content_of_pages

NEWS = {"BBC": "spin/bbc_clean.dev.jsonl.gz", "PolNeAR": "spin/polnear_clean.dev.jsonl.gz"}
LEARNERS = "spin/jfleg.dev.jsonl.gz"
LEARNER = "second-language writing (JFLEG)"
PAGE_FILES = tuple(f"boilerplate/{name}.jsonl.gz" for name in PAGES.values())
FILES = (*NEWS.values(), LEARNERS, *PAGE_FILES)
LEARNER_WORDS = 250
MAX_PAGES = 400
"""Of either file of pages: more would take minutes and tell little more."""
SEED = 7


class Heard(NamedTuple):
    """What the audit of one clean text said."""

    source: str
    words: int
    language: str
    recommendation: Recommendation
    abstaining: frozenset[Dimension]
    alarms: Counter[str]
    """Warnings and errors, by rule."""


@cache
def heard(data: Path) -> tuple[Heard, ...]:
    """Audit the clean texts of every source."""
    rules = discover()
    return tuple(
        _heard(source, audit_document(Document(source, text), rules))
        for source, text in _texts(data)
    )


def _heard(source: str, audit: Audit) -> Heard:
    grave = (each.rule for each in audit.findings if each.severity != "note")
    return Heard(
        source,
        len(words(audit.document)),
        audit.language,
        audit.recommendation,
        frozenset(name for name, score in audit.scorecard.items() if score.label == "abstain"),
        Counter(grave),
    )


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    for name, file in NEWS.items():
        for record in read_records(data / file):
            yield f"clean news, {name}", record["text"]
    for text in learner_texts(data):
        yield LEARNER, text
    for kind, file in PAGES.items():
        pages = content_of_pages(data, file)
        random.Random(SEED).shuffle(pages)
        for page in pages[:MAX_PAGES]:
            yield f"{kind}, what people kept", page["text"]


def learner_texts(data: Path) -> list[str]:
    """Join learners' sentences, in a seeded order, to texts of at least 250 words."""
    records = read_records(data / LEARNERS)
    sentences = [record["text"] for record in records if record["label"] == "learner"]
    random.Random(SEED).shuffle(sentences)
    texts, current = [], ""
    for sentence in sentences:
        current += sentence + "\n"
        if len(words(Document("l", current))) >= LEARNER_WORDS:
            texts.append(current)
            current = ""
    return texts
