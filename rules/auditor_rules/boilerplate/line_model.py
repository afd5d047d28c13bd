"""The line model as data: boosted trees and a table of word weights, read without executing it."""

from __future__ import annotations

import base64
import hashlib
import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from auditor import ModelError

SCHEMA = 1
FILE = "lines.json"
Tree = float | tuple[int, float, "Tree", "Tree"]
"""A leaf's log-odds, or (feature, threshold, where not above it, where above it)."""


@dataclass(frozen=True)
class WordTable:
    """Weights of hashed words, one signed byte each, in steps of ``unit``."""

    weights: Sequence[int]
    unit: float
    intercept: float


@dataclass(frozen=True)
class LineModel:
    """From a line's row to the probability that it is residue."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Tree, ...]
    words: WordTable
    thresholds: dict[str, float]
    """``clean``: from here on `audit clean` takes a line out; ``finding``: from here on it is
    reported, at the precision that the model's card states."""
    digest: str
    trained_on: str

    def probability(self, row: Sequence[float]) -> float:
        """Return the probability that the line is residue of the page."""
        log_odds = self.base
        for tree in self.trees:
            log_odds += tree_value(tree, row)
        return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))


def tree_value(tree: Tree, row: Sequence[float]) -> float:
    """Return the leaf that a row falls into."""
    node = tree
    while type(node) is tuple:
        feature, threshold, low, high = node
        node = low if row[feature] <= threshold else high
    return node  # type: ignore[return-value]


@cache
def line_model() -> LineModel:
    """Return the model that ships with the pack.

    Raises:
        ModelError: the file is damaged.
    """
    return parse_model((files(__package__) / "models" / FILE).read_text("utf-8"))


def parse_model(text: str) -> LineModel:
    """Build the model from its file's text.

    Raises:
        ModelError: it is of another schema, or its digest does not match its contents.
    """
    payload = json.loads(text)
    body = payload.get("model", {})
    if payload.get("schema") != SCHEMA or payload.get("digest") != digest_of(body):
        raise ModelError(
            f"{FILE}: expected schema {SCHEMA} and an unchanged body; train it again with "
            "python -m auditor_rules.boilerplate.learning.train DATA"
        )
    words = body["words"]
    return LineModel(
        features=tuple(body["features"]),
        base=body["base"],
        trees=tuple(tree_of(tree) for tree in body["trees"]),
        words=WordTable(
            array("b", base64.b64decode(words["weights"])), words["unit"], words["intercept"]
        ),
        thresholds=dict(body["thresholds"]),
        digest=payload["digest"],
        trained_on=body["trained_on"],
    )


def tree_of(nodes: list[list[Any]], place: int = 0) -> Tree:
    """Return the tree below one of a fitted tree's nodes."""
    node = nodes[place]
    if len(node) == 1:
        return float(node[0])
    feature, threshold, left, right = node
    return (feature, threshold, tree_of(nodes, left), tree_of(nodes, right))


def digest_of(body: dict[str, Any]) -> str:
    """Return the SHA-256 of the model's canonical JSON."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
