"""What the evidence of known programs is worth: alarms in clean text, programs it never met."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor import Document, Figure, findings_of
from auditor.training.statistics import wilson
from auditor_rules.machine_translation.learning.data import (
    PROGRAMS,
    Sample,
    clean_samples,
    spun_samples,
)
from auditor_rules.machine_translation.rules import spun_text

LENGTHS = (100, 250)
SHARES = (1.0, 0.26, 0.17)
MOST = 400
"""Samples of one kind and length that are looked at, drawn at random."""


def known_spinners(folder: Path) -> Iterator[Figure]:
    """Yield the share of clean texts that spun-text flags, by kind, and of two programs' output.

    Neither program's words are in the table; levels of its rows were taken from the clean texts.
    """
    for length in LENGTHS:
        for kind, samples in clean_samples(folder, length).items():
            name = f"spun-text in clean text, {length} words: {kind}"
            yield _flagged(name, _drawn(samples), target=0.005, is_lower_better=True)
    for program in PROGRAMS:
        for share in SHARES:
            samples = spun_samples(folder, program, 250, share)
            name = f"spun-text in the output of {program}, 250 words, {share:.0%} changed"
            yield _flagged(name, _drawn(samples))


def _drawn(samples: Iterable[Sample]) -> list[Sample]:
    chosen = list(samples)
    random.Random(0).shuffle(chosen)
    return chosen[:MOST]


def _flagged(
    name: str, samples: list[Sample], target: float | None = None, *, is_lower_better: bool = False
) -> Figure:
    flagged = sum(bool(findings_of(spun_text.RULE, Document("", each.text))) for each in samples)
    share = wilson(flagged, len(samples))
    return Figure(name, *share, len(samples), target=target, is_lower_better=is_lower_better)
