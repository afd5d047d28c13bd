"""What the dimension's table says, measured on the labelled data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from auditor import Document, Figure, Judgements, Model, Span, threshold_at
from auditor.training.statistics import bootstrap, recall_at, roc_auc, wilson
from auditor_rules.machine_translation.learning.data import (
    KINDS,
    PAGES,
    PROGRAMS,
    Sample,
    Splice,
    clean_samples,
    half_of,
    labelled,
    of_length,
    spliced,
    spun_samples,
)
from auditor_rules.machine_translation.learning.train import (
    PASSAGE_ALARMS,
    Labelled,
    document_model,
    highest_standing,
    passage_model,
    row_of,
    training_rows,
)
from auditor_rules.machine_translation.passages import scored_windows

Array = npt.NDArray[np.float64]
NEWS = ("BBC", "PolNeAR")
OWN = {"obf_pan17": "blogs", "agnews_textfooler": "news items"}
AUC_TARGETS = {"obf_pan17": 0.999, "agnews_textfooler": 0.985}
RECALL_TARGETS = {
    ("obf_pan17", 100): 0.85,
    ("obf_pan17", 250): 0.99,
    ("agnews_textfooler", 100): 0.75,
    ("agnews_textfooler", 250): 0.92,
}
LIGHT = 0.17


def scores_of(model: Model, samples: Iterable[Sample]) -> Array:
    """Return the log-odds of samples."""
    return np.array(
        [sum(part.log_odds for part in model.contributions(row_of(each.text))) for each in samples]
    )


def held_out(samples: Iterable[Sample]) -> list[Sample]:
    """Return the samples of the half that models here are not trained on."""
    return [each for each in samples if half_of(each.group) == 1]


def model_without(folder: Path, program: str) -> Model:
    """Train on the other program and on half of the clean text that is not this one's original."""
    others = [each for each in PROGRAMS if each != program]
    rows = [
        each
        for each in training_rows(folder, others, (100, 250))
        if each.label or (each.sample.kind != OWN[program] and half_of(each.sample.group) == 0)
    ]
    return document_model(rows)[0]


class Scored(NamedTuple):
    """Samples with their log-odds."""

    samples: Sequence[Sample]
    scores: Array


def scored(model: Model, samples: Sequence[Sample]) -> Scored:
    """Score samples by a model."""
    return Scored(samples, scores_of(model, samples))


def _curve(name: str, clean: Scored, spun: Scored, target: float | None) -> Figure:
    labels = np.r_[np.zeros(len(clean.scores)), np.ones(len(spun.scores))]
    both = np.r_[clean.scores, spun.scores]
    clusters = [each.group for each in (*clean.samples, *spun.samples)]
    low, high = bootstrap(lambda chosen: roc_auc(labels[chosen], both[chosen]), clusters)
    return Figure(name, roc_auc(labels, both), low, high, len(both), target=target)


def _recall(name: str, news: Scored, spun: Scored, target: float | None) -> Figure:
    labels = np.r_[np.zeros(len(news.scores)), np.ones(len(spun.scores))]
    value, threshold = recall_at(labels, np.r_[news.scores, spun.scores], 0.01)
    low, high = bootstrap(
        lambda chosen: float((spun.scores[chosen] > threshold).mean()),
        [each.group for each in spun.samples],
    )
    return Figure(name, value, low, high, len(spun.scores), target=target)


def spun_documents(folder: Path) -> Iterator[Figure]:
    """Yield AUC and recall for each program, with models trained on the other."""
    for program in PROGRAMS:
        model = model_without(folder, program)
        for length in (100, 250):
            yield from _program_figures(folder, program, model, length)


def _program_figures(folder: Path, program: str, model: Model, length: int) -> Iterator[Figure]:
    clean = clean_samples(folder, length)
    news = scored(model, held_out([each for kind in NEWS for each in clean[kind]]))
    spun = scored(model, spun_samples(folder, program, length))
    light = scored(model, spun_samples(folder, program, length, LIGHT))
    at = f"{program}, {length} words"
    target = AUC_TARGETS[program] if length == 250 else None
    yield _curve(f"AUC against clean news: {at}", news, spun, target)
    yield _against_own(folder, program, length, model)
    wanted = RECALL_TARGETS[program, length]
    yield _recall(f"recall at 1 % false alarms on clean news: {at}", news, spun, wanted)
    wanted_light = 0.6 if length == 250 else None
    yield _recall(f"the same, 17 % of words changed: {at}", news, light, wanted_light)


def _against_own(folder: Path, program: str, length: int, model: Model) -> Figure:
    """Compare one half of the originals with the spun versions of the other half."""
    originals, spun = (
        [each for each in labelled(folder, program, label) if half_of(each["pair_id"]) == side]
        for side, label in enumerate(("clean", "spun"))
    )
    return _curve(
        f"AUC against the program's own kind of text: {program}, {length} words",
        scored(model, of_length(originals, OWN[program], length)),
        scored(model, of_length(spun, program, length)),
        None,
    )


def clean_documents(folder: Path) -> Iterator[Figure | Judgements]:
    """Yield false alarms of the model that ships, each text scored by a model that never saw it."""
    rows = training_rows(folder)
    model, log_odds = document_model(rows)
    for kind in (*KINDS, *PAGES):
        chosen = [
            score
            for each, score in zip(rows, log_odds, strict=True)
            if each.length == 250 and each.sample.kind == kind
        ]
        review = threshold_at(model.thresholds, 250).review
        alarms = wilson(sum(score >= review for score in chosen), len(chosen))
        yield Figure(
            f"false alarms at 250 words: {kind}",
            *alarms,
            len(chosen),
            target=0.015,
            is_lower_better=True,
        )
    yield from _rejections_and_calibration(rows, model, log_odds)


def _rejections_and_calibration(
    rows: Sequence[Labelled], model: Model, log_odds: Array
) -> Iterator[Figure | Judgements]:
    news = [
        score >= threshold_at(model.thresholds, each.sample.words).fail
        for each, score in zip(rows, log_odds, strict=True)
        if each.sample.kind in NEWS
    ]
    yield Figure(
        "clean news that the model would have rejected, all lengths",
        *wilson(sum(news), len(news)),
        len(news),
        target=0.005,
        is_lower_better=True,
    )
    yield Judgements(
        "spun or clean, out of group",
        [each.label for each in rows],
        list(1 / (1 + np.exp(-log_odds))),
        [each.sample.group for each in rows],
    )


def spun_passages(folder: Path) -> Iterator[Figure]:
    """Yield passages of 250 words found in 1,000 clean ones, the other program trained on."""
    clean = clean_samples(folder, 1000)
    for program in PROGRAMS:
        model = passage_model(folder, [each for each in PROGRAMS if each != program])
        standings = {
            kind: np.array([highest_standing(each.text, model) for each in held_out(samples)])
            for kind, samples in clean.items()
        }
        # As the thresholds that ship are set: pages of the web are counted, not set by.
        of_pages = np.concatenate([standings.pop(kind) for kind in PAGES])
        threshold = max(
            float(np.quantile(found, 1 - PASSAGE_ALARMS[1000]))
            for found in standings.values()
            if len(found) > 30
        )
        hosts = held_out([each for kind in NEWS for each in clean[kind]])
        found = spliced(sorted(hosts), spun_samples(folder, program, 250))
        hits = [_is_located(each, model, threshold) for each in found]
        groups = [each.group for each in found]
        marks = np.array(hits, dtype=np.float64)
        low, high = _mean_bounds(marks, groups)
        yield Figure(
            f"spun passage of 250 words in 1,000 clean found and half covered: {program}",
            float(marks.mean()),
            low,
            high,
            len(hits),
            target=0.8,
        )
        yield _alarms(
            "clean document", program, np.concatenate(list(standings.values())), threshold
        )
        yield _alarms("page of the web", program, of_pages, threshold)


def _alarms(what: str, program: str, standings: Array, threshold: float) -> Figure:
    alarms = int((standings > threshold).sum())
    return Figure(
        f"false alarms per {what} of 1,000 words: {program}",
        *wilson(alarms, len(standings)),
        len(standings),
        target=0.01,
        is_lower_better=True,
    )


def _mean_bounds(marks: Array, groups: Sequence[str]) -> tuple[float, float]:
    return bootstrap(lambda chosen: float(marks[chosen].mean()), groups)


def _is_located(found: Splice, model: Model, threshold: float) -> bool:
    """Tell whether the best window is found and shares half of what it and the passage cover."""
    windows = scored_windows(Document("splice", found.text), model)
    best = max(windows, key=lambda each: each.standing)
    true = Span(found.start, found.end)
    shared = min(best.span.end, true.end) - max(best.span.start, true.start)
    covered = max(best.span.end, true.end) - min(best.span.start, true.start)
    return best.standing > threshold and shared >= covered / 2
