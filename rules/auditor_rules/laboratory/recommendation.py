"""How often clean writing is sent back: the price of every other figure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from auditor import Audit, Document, Evaluation, Figure, audit_document, discover, words
from auditor_rules.laboratory.records import read_records

NEWS = {"BBC": "spin/bbc_clean.dev.jsonl.gz", "PolNeAR": "spin/polnear_clean.dev.jsonl.gz"}
LEARNERS = "spin/jfleg.dev.jsonl.gz"
LEARNER_WORDS = 250
SEED = 7


def _run(data: Path) -> Iterator[Figure]:
    rules = discover()
    for name, file in NEWS.items():
        texts = [record["text"] for record in read_records(data / file)]
        audits = [audit_document(Document(name, text), rules) for text in texts]
        yield from _figures(f"clean news, {name}", audits, reject_at_most=0.005)
    audits = [audit_document(Document("l", text), rules) for text in learner_texts(data)]
    yield from _figures("second-language writing (JFLEG)", audits, reject_at_most=0.02)


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


def _figures(name: str, audits: list[Audit], reject_at_most: float) -> Iterator[Figure]:
    from auditor.training.statistics import wilson

    for advice, target in (("reject", reject_at_most), ("review", None)):
        hits = sum(audit.recommendation == advice for audit in audits)
        share, low, high = wilson(hits, len(audits))
        yield Figure(
            f"{name}: {advice}", share, low, high, len(audits), target=target, is_lower_better=True
        )


EVALUATION = Evaluation(
    name="recommendation",
    dimension="machine-translation",
    summary="Share of clean documents that are recommended for rejection or review, by any "
    "dimension.",
    needs=(*NEWS.values(), LEARNERS),
    run=_run,
)
