"""Fitting the line model and predicting sites that it has not seen.

Word weights are cross-fitted: the trees learn from scores that a table gave to sites it had not
seen.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from auditor import Document, lines
from auditor_rules.boilerplate.learning.data import FOLDS, LabelledDocument, read_labelled
from auditor_rules.boilerplate.line_features import FEATURES, WORD, rows_with
from auditor_rules.boilerplate.line_model import (
    SCHEMA,
    LineModel,
    WordTable,
    digest_of,
    parse_model,
)
from auditor_rules.boilerplate.line_words import BUCKETS, entries, table_score, word_buckets
from auditor_rules.boilerplate.residue import PLAIN, lines_with

Array = npt.NDArray[np.float64]
SHARES = {"extractor": 1.0, "mild": 1.0, "turku": 1.0, "naive": 0.35}
"""Share of each file's documents that is trained on; all are measured."""
WEIGHTS = {"extractor": 1.0, "mild": 0.6, "turku": 0.7, "naive": 0.4}
"""What a line of each file counts for: the first is closest to the task."""
TREES, LEAVES, RATE = 180, 31, 0.09


class Sample(NamedTuple):
    """A labelled document and the file it is from."""

    name: str
    labelled: LabelledDocument


def read_samples(data: Path) -> list[Sample]:
    """Return the documents of all files, in order."""
    return [Sample(name, each) for name in SHARES for each in read_labelled(data, name)]


def is_trained_on(sample: Sample) -> bool:
    """Tell whether the document is among those that its file gives to training."""
    from zlib import crc32

    return crc32(sample.labelled.document.id.encode()) % 100 < 100 * SHARES[sample.name]


def fit_words(samples: Iterable[Sample]) -> WordTable:
    """Fit the table of word weights by stochastic gradient descent on the logistic loss."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import SGDClassifier

    columns: list[int] = []
    values: list[float] = []
    ends, labels, weights = [0], [], []
    for sample in samples:
        for found_words, label in labelled_words(sample.labelled):
            found = list(word_buckets(found_words))
            columns += found
            values += [1 / entries(found_words) ** 0.5] * len(found)
            ends.append(len(columns))
            labels.append(label)
            weights.append(WEIGHTS[sample.name])
    matrix = csr_matrix((values, columns, ends), shape=(len(labels), BUCKETS))
    learner = SGDClassifier(
        loss="log_loss", alpha=3e-6, max_iter=12, tol=None, average=True, random_state=0
    )
    learner.fit(matrix, labels, sample_weight=weights)
    return quantised(learner.coef_[0], float(learner.intercept_[0]))


def labelled_words(labelled: LabelledDocument) -> Iterable[tuple[list[str], int]]:
    """Yield the words of each scored line with its label."""
    for span, label in zip(lines(labelled.document), labelled.labels, strict=True):
        if label >= 0:
            yield WORD.findall(span.of(labelled.document.text)), label


def quantised(weights: Array, intercept: float) -> WordTable:
    """Return the weights as signed bytes; the largest one in a thousand are cut to the range."""
    unit = float(np.quantile(np.abs(weights), 0.999)) / 127 or 1.0
    cut = np.clip(np.round(weights / unit), -127, 127)
    return WordTable([int(weight) for weight in cut], round(unit, 8), round(intercept, 6))


class Rows(NamedTuple):
    """The rows of many lines."""

    rows: Array
    labels: Array
    weights: Array


Found = list[list[float] | None]
"""The rows of one document's lines."""


def rows_of(document: Document, table: WordTable) -> Found:
    """Return a document's rows by a given table."""
    return list(rows_with(document, lambda each: table_score(table, each)))


def gather(samples: Iterable[Sample], found: Iterable[Found]) -> Rows:
    """Return the scored lines' rows as one matrix."""
    rows, labels, weights = [], [], []
    for sample, each in zip(samples, found, strict=True):
        for row, label in zip(each, sample.labelled.labels, strict=True):
            if row is not None and label >= 0:
                rows.append(row)
                labels.append(label)
                weights.append(WEIGHTS[sample.name])
    return Rows(np.array(rows, dtype=np.float64), np.array(labels), np.array(weights))


def fit_trees(gathered: Rows) -> tuple[float, list[list[list[float]]]]:
    """Boost trees on the logistic loss; returns the base log-odds and each tree's nodes."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=40,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    learner.fit(gathered.rows, gathered.labels, sample_weight=gathered.weights)
    base = float(np.ravel(learner._baseline_prediction)[0])
    return base, [tree_nodes(stage[0].nodes) for stage in learner._predictors]


def tree_nodes(nodes: Any) -> list[list[float]]:
    """Return a fitted tree as lists: ``[value]`` for a leaf, else feature, threshold, children."""
    return [
        [round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]),
            float(f"{node['num_threshold']:.7g}"),
            int(node["left"]),
            int(node["right"]),
        ]
        for node in nodes
    ]


def model_text(
    table: WordTable,
    base: float,
    trees: list[list[list[float]]],
    thresholds: dict[str, float],
    trained_on: str,
) -> str:
    """Return the model file's text."""
    weights = np.array(table.weights, dtype=np.int8).tobytes()
    body = {
        "features": list(FEATURES),
        "base": round(base, 6),
        "trees": trees,
        "words": {
            "weights": base64.b64encode(weights).decode("ascii"),
            "unit": table.unit,
            "intercept": table.intercept,
        },
        "thresholds": thresholds,
        "trained_on": trained_on,
    }
    payload = {"schema": SCHEMA, "digest": digest_of(body), "model": body}
    return json.dumps(payload, sort_keys=True, separators=(",", ":")) + "\n"


class Crossed(NamedTuple):
    """What the model says of lines of sites that it was not trained on."""

    samples: list[Sample]
    rows: list[Found]
    """By the table of the document's own fold, which saw nothing of its site."""
    probabilities: list[list[float]]
    """For each document the probability of each line."""


def cross_validate(samples: list[Sample]) -> Crossed:
    """Train on all folds but one and predict that one, for each."""
    chosen = [sample for sample in samples if is_trained_on(sample)]
    tables = [
        fit_words(sample for sample in chosen if sample.labelled.fold != fold)
        for fold in range(FOLDS)
    ]
    rows = [rows_of(sample.labelled.document, tables[sample.labelled.fold]) for sample in samples]
    models = [fold_model(samples, rows, fold) for fold in range(FOLDS)]
    probabilities = [
        predicted(models[sample.labelled.fold], sample.labelled.document, found)
        for sample, found in zip(samples, rows, strict=True)
    ]
    return Crossed(samples, rows, probabilities)


def fold_model(samples: list[Sample], rows: list[Found], fold: int) -> LineModel:
    """Train on the documents of all folds but one."""
    kept = [
        index
        for index, sample in enumerate(samples)
        if is_trained_on(sample) and sample.labelled.fold != fold
    ]
    gathered = gather([samples[index] for index in kept], [rows[index] for index in kept])
    nothing = WordTable([0] * BUCKETS, 1.0, 0.0)
    return parse_model(model_text(nothing, *fit_trees(gathered), {}, ""))


def predicted(model: LineModel, document: Document, rows: Found) -> list[float]:
    """Return the probability of each line by a given model, as an audit would give it."""
    bare = [PLAIN if row is None else model.probability(row) for row in rows]
    return [line.probability for line in lines_with(document, bare)]


def scored_lines(crossed: Crossed, name: str) -> tuple[Array, Array, list[str]]:
    """Return labels, probabilities and groups of one file's scored lines."""
    labels, probabilities, groups = [], [], []
    for sample, found in zip(crossed.samples, crossed.probabilities, strict=True):
        if sample.name == name:
            for label, probability in zip(sample.labelled.labels, found, strict=True):
                if label >= 0:
                    labels.append(float(label))
                    probabilities.append(probability)
                    groups.append(sample.labelled.group)
    return np.array(labels), np.array(probabilities), groups


FINDING_PRECISION = 0.95
"""Precision on unseen sites of `extractor` from which a line is shown to a person."""


def chosen_thresholds(crossed: Crossed) -> dict[str, float]:
    """Return where to clean (best F1 at no more than 5 % of content lines) and where to report."""
    labels, scores, _ = scored_lines(crossed, "extractor")
    grid = [round(float(each), 2) for each in np.arange(0.3, 0.99, 0.01)]
    allowed = [each for each in grid if (scores[labels < 0.5] > each).mean() <= 0.048]
    clean = max(allowed, key=lambda each: f1(labels, scores > each))
    precise = [each for each in grid if labels[scores > each].mean() >= FINDING_PRECISION]
    return {"clean": clean, "finding": min(precise, default=0.98)}


def best_threshold(crossed: Crossed, name: str) -> float:
    """Return the threshold with the best F1 on a file, to see what another choice would bring."""
    labels, scores, _ = scored_lines(crossed, name)
    grid = [round(float(each), 2) for each in np.arange(0.1, 0.96, 0.02)]
    return max(grid, key=lambda each: f1(labels, scores > each))


def f1(labels: Array, flagged: npt.NDArray[np.bool_]) -> float:
    """Return the F1 of the residue class."""
    hits = float((flagged & (labels > 0.5)).sum())
    return 2 * hits / max(1.0, float(flagged.sum()) + float((labels > 0.5).sum()))
