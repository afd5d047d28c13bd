"""Which sentences hold an attribution: a learned weighing of words and cues.

The model is a list of features with their weights (logistic regression, few kept by an L1
penalty); ``python -m auditor_rules.attribution.learning.train DATA`` makes it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import fsum
from types import MappingProxyType
from typing import NamedTuple

from auditor import Document, Measure, Span, Spans, sentences, view
from auditor_rules.attribution.sentence_features import MarkedSentence, marked_sentences


class SentenceModel(NamedTuple):
    """Weights by feature, and where to cut."""

    weights: Mapping[str, float]
    intercept: float
    cut: float
    """Log-odds above which a sentence counts."""

    def log_odds(self, features: Set[str]) -> float:
        """Return the sum of the weights of the features that hold."""
        found = filter(None, map(self.weights.get, features))
        # Exactly rounded: the features are a set, whose order differs from process to process.
        return fsum((self.intercept, *found))


@cache
def load_sentence_model(name: str) -> SentenceModel:
    """Return a model that comes with the pack, by its file's name."""
    text = (files(__package__) / "models" / f"{name}.json").read_text("utf-8")
    data = json.loads(text)
    return SentenceModel(MappingProxyType(data["weights"]), data["intercept"], data["cut"])


MODEL = "attribution-sentences"


@cache
def _pairs_with_weight() -> frozenset[tuple[str, ...]]:
    """Return the features that are two words; marks begin with a character of their own."""
    weights = load_sentence_model(MODEL).weights
    found = (feature for feature in weights if " " in feature and feature[0] not in "=<#^")
    return frozenset(tuple(feature.split(" ")) for feature in found)


@view
def attributed_sentences(document: Document) -> tuple[Span, ...]:
    """Return the sentences that hold an attribution, in order."""
    model = load_sentence_model(MODEL)
    return tuple(
        each.span
        for each in marked_sentences(document)
        if model.log_odds(_weighed_features(each)) > model.cut
    )


@view
def attributed_places(document: Document) -> Spans:
    """Return where the sentences are that hold an attribution."""
    return Spans(attributed_sentences(document))


def _weighed_features(sentence: MarkedSentence) -> set[str]:
    """Return the sentence's features but for most pairs of words: few have a weight."""
    pairs = _pairs_with_weight().intersection(pairwise(sentence.words))
    return {*sentence.marks, *sentence.words, *map(" ".join, pairs)}


def _share(document: Document) -> float:
    every = sentences(document)
    return len(attributed_sentences(document)) / len(every) if every else 0.0


SHARE_OF_SENTENCES = Measure(
    "share_of_sentences_attributed",
    "share",
    "sentences that hold an attribution or are part of one, by the learned model",
    _share,
)
