"""What kind of page a text was taken from: an article, or one of those that are none."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from auditor import Annotation, Document, ModelError, Span, view, words
from auditor_rules.boilerplate.line_model import Tree, digest_of, tree_of, tree_value
from auditor_rules.boilerplate.page_features import FEATURES, page_row

FILE = "pages.json"
SCHEMA = 1
KINDS = ("article", "documentation", "forum", "list", "product", "service")
LEAST_WORDS = 60
"""A shorter text says too little of its page; walls and errors are told by their wording."""
UNKNOWN = "unknown"


@dataclass(frozen=True)
class PageModel:
    """Boosted trees: from a page's row to the probability of each kind."""

    kinds: tuple[str, ...]
    base: tuple[float, ...]
    rounds: tuple[tuple[Tree, ...], ...]
    """One tree for each kind in every round."""
    thresholds: dict[str, float]
    """``review`` and ``reject``: the share of ``list`` in ``list`` and ``article`` together from
    which a page is taken for no article; chosen on articles, see the model's card."""
    digest: str

    def probabilities(self, row: Sequence[float]) -> tuple[float, ...]:
        """Return the probability of each kind, in the order of ``kinds``."""
        sums = list(self.base)
        for trees in self.rounds:
            for at, tree in enumerate(trees):
                sums[at] += tree_value(tree, row)
        top = max(sums)
        powers = [math.exp(each - top) for each in sums]
        total = sum(powers)
        return tuple(power / total for power in powers)


class PageKind(NamedTuple):
    """The likeliest kind of page, and the probability of each."""

    kind: str
    """One of ``KINDS``; ``unknown`` for a text that is too short to tell."""
    probabilities: tuple[float, ...]
    """In the order of ``KINDS``; empty where it is unknown."""

    def of(self, kind: str) -> float:
        """Return the probability of one kind; 0 where the kind is unknown."""
        return self.probabilities[KINDS.index(kind)] if self.probabilities else 0.0

    @property
    def list_share(self) -> float:
        """The probability of a list, were it either a list or an article."""
        both = self.of("list") + self.of("article")
        return self.of("list") / both if both else 0.0


@cache
def page_model() -> PageModel:
    """Return the model that ships with the pack.

    Raises:
        ModelError: the file is damaged.
    """
    return parse_page_model((files(__package__) / "models" / FILE).read_text("utf-8"))


def parse_page_model(text: str) -> PageModel:
    """Build the model from its file's text.

    Raises:
        ModelError: it is of another schema, its digest does not match, or its features are others.
    """
    payload = json.loads(text)
    body: dict[str, Any] = payload.get("model", {})
    if payload.get("schema") != SCHEMA or payload.get("digest") != digest_of(body):
        raise ModelError(
            f"{FILE}: expected schema {SCHEMA} and an unchanged body; train it again with "
            "python -m auditor_rules.boilerplate.learning.train_pages DATA PAGES"
        )
    if tuple(body["features"]) != FEATURES or tuple(body["kinds"]) != KINDS:
        raise ModelError(f"{FILE}: its features or kinds are not those of this version")
    return PageModel(
        kinds=KINDS,
        base=tuple(body["base"]),
        rounds=tuple(tuple(tree_of(tree) for tree in trees) for trees in body["rounds"]),
        thresholds=dict(body["thresholds"]),
        digest=payload["digest"],
    )


@view
def page_kind(document: Document) -> PageKind:
    """Return what kind of page the text is, as far as its lines and words tell."""
    if len(words(document)) < LEAST_WORDS:
        return PageKind(UNKNOWN, ())
    found = page_model().probabilities(page_row(document))
    return PageKind(KINDS[max(range(len(KINDS)), key=found.__getitem__)], found)


def annotate(document: Document) -> tuple[Annotation, ...]:
    """Return one annotation over the whole text, with the probability of each kind."""
    found = page_kind(document)
    pairs = zip(KINDS, found.probabilities, strict=False)
    values = tuple((kind, round(probability, 4)) for kind, probability in pairs)
    return (Annotation(Span(0, len(document.text)), found.kind, "page-kind", values),)


def article_chance(document: Document) -> float:
    """Return the probability that the page is an article; 1 where it cannot be told."""
    found = page_kind(document)
    return found.of("article") if found.probabilities else 1.0


def list_chance(document: Document) -> float:
    """Return the probability that the page is a list; 0 where it cannot be told."""
    return page_kind(document).of("list")
