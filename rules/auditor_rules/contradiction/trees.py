"""A small ensemble of decision trees as data: loading it executes nothing.

Boosted trees (Friedman 2001) see what a weighted sum cannot: that a different number in the same
words is telling beside a headline and means little between two polls.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from auditor import ModelError

MODEL_FILE, CLAIM_FILE = "pair_model.json", "claim_model.json"


class Node(NamedTuple):
    """A split, or a leaf where ``feature`` is -1."""

    feature: int
    threshold: float
    """Values up to and including it go left."""
    left: int
    right: int
    value: float
    """A leaf's share of the log-odds."""


class Forest(NamedTuple):
    """The trees, and from which probability on a pair is worth a finding."""

    features: tuple[str, ...]
    baseline: float
    trees: tuple[tuple[Node, ...], ...]
    conflict: float
    possible: float
    trained_on: str

    def probability(self, row: Sequence[float]) -> float:
        """Return how likely a pair with these features is a contradiction."""
        total = self.baseline
        for tree in self.trees:
            node = tree[0]
            while node[0] >= 0:
                node = tree[node[2] if row[node[0]] <= node[1] else node[3]]
            total += node[4]
        return 1 / (1 + math.exp(-total))


def read_forest(payload: str) -> Forest:
    """Read a forest from its JSON.

    Raises:
        ModelError: it is not one.
    """
    try:
        body: dict[str, Any] = json.loads(payload)
        trees = tuple(tuple(Node(*node) for node in tree) for tree in body.pop("trees"))
        return Forest(features=tuple(body.pop("features")), trees=trees, **body)
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(f"a model of trees is damaged: {error!r}; train it again") from error


def write_forest(forest: Forest) -> str:
    """Return the JSON from which ``read_forest`` makes the same forest."""
    return json.dumps(forest._asdict(), sort_keys=True, separators=(",", ":")) + "\n"


def grown(
    model: Any, features: tuple[str, ...], grades: tuple[float, float], trained_on: str
) -> Forest:
    """Return a fitted scikit-learn ensemble of boosted trees as data.

    Args:
        model: a fitted ``HistGradientBoostingClassifier``.
        features: names of its columns.
        grades: from which probability on a case is a conflict, and from which a possible one.
        trained_on: said in the file.
    """
    trees = tuple(tuple(_node(node) for node in tree[0].nodes) for tree in model._predictors)
    baseline = round(float(model._baseline_prediction.item()), 6)
    return Forest(features, baseline, trees, *grades, trained_on)


def _node(node: Any) -> Node:
    if node["is_leaf"]:
        return Node(-1, 0.0, int(node["left"]), int(node["right"]), round(float(node["value"]), 6))
    threshold = round(float(node["num_threshold"]), 6)
    return Node(int(node["feature_idx"]), threshold, int(node["left"]), int(node["right"]), 0.0)


@cache
def forest() -> Forest:
    """Return the forest that ships with the pack; read at first use, once per process."""
    return read_forest((files(__package__) / "models" / MODEL_FILE).read_text("utf-8"))


@cache
def claim_forest() -> Forest:
    """Return the forest that judges a claim's figures; read at first use, once per process."""
    return read_forest((files(__package__) / "models" / CLAIM_FILE).read_text("utf-8"))
