"""Retrain a dimension's model on a user's own labelled documents: ``audit train``."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from auditor.document import Document
from auditor.engine import audit_document
from auditor.errors import UsageError
from auditor.finding import Dimension
from auditor.registry import RuleSet
from auditor.scoring.model import Model, probability_of
from auditor.scoring.scorecard import feature_row
from auditor.training.logistic import Array, FeatureSpec, Recipe, TrainingSet, fit_model
from auditor.training.statistics import expected_calibration_error, roc_auc
from auditor.views import words

HELD_ASIDE = 0.25


class Labelled(NamedTuple):
    """A document with a person's word on one dimension."""

    document: Document
    label: int
    """1 where the fault is there, else 0."""
    group: str
    """What it comes from: documents of one group are never on both sides of a split."""


class Quality(NamedTuple):
    """How well a model does on documents held aside."""

    auc: float
    calibration_error: float
    documents: int


@dataclass(frozen=True)
class Training:
    """A new model, and how it and the old one do on documents that neither was fitted on."""

    model: Model
    before: Quality
    after: Quality
    duplicates: int
    """Texts that came more than once: only the first of each was used."""


def read_labelled(path: Path, dimension: Dimension) -> list[Labelled]:
    """Read JSON lines ``{"text", "labels": {dimension: true|false}, "group"}``.

    Rows that say nothing of the dimension are passed over; without a ``group``, each document is
    its own.

    Raises:
        UsageError: a line is not such an object, or no row labels the dimension.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = _parsed(line, f"{path}:{number}")
        if dimension in row["labels"]:
            name = str(row.get("id", number))
            document = Document(name, row["text"])
            group = str(row.get("group", name))
            found.append(Labelled(document, int(bool(row["labels"][dimension])), group))
    if not found:
        raise UsageError(f"{path}: no row labels {dimension!r}")
    return found


def _parsed(line: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON: {error}") from error
    is_fit = isinstance(row, dict) and isinstance(row.get("text"), str)
    if not is_fit or not isinstance(row.get("labels"), dict):
        raise UsageError(
            f"{where}: expected an object with a text and its labels, such as "
            '{"text": "…", "labels": {"boilerplate": true}}'
        )
    return dict(row)


def train(labelled: Sequence[Labelled], rules: RuleSet, dimension: Dimension) -> Training:
    """Fit the dimension's features anew and compare with the present model.

    Raises:
        UsageError: there is no model to start from, or too little to train on.
    """
    if dimension not in rules.models:
        raise UsageError(f"no installed pack brings a model for {dimension!r} to start from")
    old = rules.models[dimension]
    unique = list(_without_duplicates(labelled))
    aside = {each.group for each in unique if _is_held_aside(each.group)}
    kept = [each for each in unique if each.group not in aside]
    rows, lengths = _features(kept, rules)
    data = TrainingSet(rows, [each.label for each in kept], [each.group for each in kept], lengths)
    fitted = fit_model(_recipe_like(old, unique), data).model
    held = [each for each in unique if each.group in aside]
    held_rows, _ = _features(held, rules)
    labels = np.array([each.label for each in held], dtype=np.float64)
    return Training(
        fitted,
        before=_quality(old, held_rows, labels),
        after=_quality(fitted, held_rows, labels),
        duplicates=len(labelled) - len(unique),
    )


def _without_duplicates(labelled: Sequence[Labelled]) -> Iterator[Labelled]:
    seen: set[str] = set()
    for each in labelled:
        if each.document.text not in seen:
            seen.add(each.document.text)
            yield each


def _is_held_aside(group: str) -> bool:
    """Choose groups by a hash of their name: the same ones each time, whatever else is there."""
    digest = hashlib.sha256(group.encode()).digest()
    return digest[0] < HELD_ASIDE * 256


def _features(
    labelled: Sequence[Labelled], rules: RuleSet
) -> tuple[list[dict[str, float]], list[int]]:
    """Return each document's row of features and its length in words."""
    audits = [audit_document(each.document, rules) for each in labelled]
    lengths = [len(words(each.document)) for each in labelled]
    rows = [
        feature_row(audit.findings, audit.measures, length)
        for audit, length in zip(audits, lengths, strict=True)
    ]
    return rows, lengths


def _recipe_like(old: Model, labelled: Sequence[Labelled]) -> Recipe:
    texts = "\n".join(sorted(each.document.text for each in labelled))
    digest = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Recipe(
        dimension=old.dimension,
        features=[FeatureSpec(each.name, each.transform, each.wording) for each in old.features],
        trained_on=f"{len(labelled)} documents of the user's own, SHA-256 {digest}",
        minimum_words=old.minimum_words,
        languages=old.languages,
    )


def _quality(model: Model, rows: Sequence[Mapping[str, float]], labels: Array) -> Quality:
    if len(labels) == 0:
        return Quality(math.nan, math.nan, 0)
    odds = np.array([sum(each.log_odds for each in model.contributions(row)) for row in rows])
    probabilities = np.array([probability_of(float(each)) for each in odds])
    error = expected_calibration_error(labels, probabilities)
    return Quality(roc_auc(labels, odds), error, len(labels))
