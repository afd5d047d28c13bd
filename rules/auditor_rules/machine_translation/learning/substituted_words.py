"""Substituted words: are they pointed at, and is the original suggested?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor import Document, Figure
from auditor.training.statistics import bootstrap, roc_auc
from auditor_rules.machine_translation.candidates import ranked
from auditor_rules.machine_translation.collocation import tokens
from auditor_rules.machine_translation.learning.alignment import (
    Substitution,
    aligned,
    stem,
    substitution_lines,
)
from auditor_rules.machine_translation.learning.data import PROGRAMS, Record, labelled
from auditor_rules.machine_translation.neighbours import parse_substitutions
from auditor_rules.machine_translation.pointing import oddness

Array = npt.NDArray[np.float64]
MAX_COUNT = 3000
"""Substitutions that are looked at, drawn at random."""
FOLDS = 5
Known = Mapping[int, Sequence[int]]


def spun_words(folder: Path) -> Iterator[Figure]:
    """Yield how well the oddest words are those that were put in; nothing is trained."""
    for program in PROGRAMS:
        pointed = [_pointed(record) for record in labelled(folder, program, "spun")]
        labels = np.concatenate([truth for truth, _ in pointed])
        scores = np.concatenate([odd for _, odd in pointed])
        documents = [number for number, (truth, _) in enumerate(pointed) for _ in truth]
        yield Figure(
            f"word-level AUC over the words that the table knows: {program}",
            roc_auc(labels, scores),
            *_curve_bounds(labels, scores, documents),
            len(labels),
            target=0.85,
        )


def _curve_bounds(labels: Array, scores: Array, groups: Sequence[int]) -> tuple[float, float]:
    return bootstrap(lambda chosen: roc_auc(labels[chosen], scores[chosen]), groups, 50)


def _pointed(record: Record) -> tuple[Array, Array]:
    """Return for each known word whether it was put in, and its oddness."""
    document = Document("spun", record["text"])
    found = tokens(document)
    truth = [
        any(span[0] < end and start < span[1] for span in record["spans"])
        for start, end in zip(found.starts, found.ends, strict=True)
    ]
    return np.array(truth, dtype=np.float64), np.array(oddness(document), dtype=np.float64)


class Placed(NamedTuple):
    """A substitution and the words that it stands between, by their ranks."""

    substitution: Substitution
    before: int | None
    word: int | None
    """``None`` where the table does not know the word."""
    after: int | None


def suggestions(folder: Path) -> Iterator[Figure]:
    """Yield how often the original is among the first three candidates."""
    found = {program: aligned(folder, program) for program in PROGRAMS}
    for program in PROGRAMS:
        placed = _placed(folder, program, found[program])
        others = [each for other in PROGRAMS if other != program for each in found[other]]
        unseen = parse_substitutions(substitution_lines(others))
        hits = np.array([_is_suggested(each, unseen) for each in placed], dtype=np.float64)
        yield _share(f"original in the top 3, program not seen: {program}", hits, placed)
        hits = _by_fold(placed, found[program])
        yield _share(f"original in the top 3, other texts of it seen: {program}", hits, placed)


def _placed(folder: Path, program: str, found: Sequence[Substitution]) -> list[Placed]:
    texts = {each["id"]: each["text"] for each in labelled(folder, program, "spun")}
    chosen = random.Random(0).sample(list(found), min(MAX_COUNT, len(found)))
    views = {name: tokens(Document(name, texts[name])) for name in {s.document for s in chosen}}
    placed = []
    for each in chosen:
        known = views[each.document]
        starts, ids = known.starts.tolist(), known.ids.tolist()
        if each.start not in starts:
            placed.append(Placed(each, None, None, None))
            continue
        at = starts.index(each.start)
        has_next = at + 1 < len(ids) and known.is_joined[at + 1]
        before = ids[at - 1] if known.is_joined[at] else None
        placed.append(Placed(each, before, ids[at], ids[at + 1] if has_next else None))
    return placed


def _is_suggested(each: Placed, known: Known) -> bool:
    if each.word is None:
        return False
    best = ranked(each.before, each.word, each.after, known)[:3]
    return stem(each.substitution.original) in {stem(candidate.word) for candidate in best}


def _by_fold(placed: Sequence[Placed], found: Sequence[Substitution]) -> Array:
    """Suggest for the texts of each fifth of the authors from those of the others."""
    groups = sorted({each.group for each in found})
    fold = {group: number % FOLDS for number, group in enumerate(groups)}
    known = [
        parse_substitutions(substitution_lines(s for s in found if fold[s.group] != number))
        for number in range(FOLDS)
    ]
    hits = [_is_suggested(each, known[fold[each.substitution.group]]) for each in placed]
    return np.array(hits, dtype=np.float64)


def _share(name: str, hits: Array, placed: Sequence[Placed]) -> Figure:
    documents = [each.substitution.document for each in placed]
    low, high = bootstrap(lambda chosen: float(hits[chosen].mean()), documents)
    return Figure(name, float(hits.mean()), low, high, len(hits), target=0.6)
