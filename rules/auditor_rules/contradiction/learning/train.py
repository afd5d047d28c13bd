"""Train the models: ``python -m auditor_rules.contradiction.learning.train DATA``.

The model of pairs comes first; that of documents weighs the findings of the sure rules alone.

Clean are all pairs of untouched news (PolNeAR, BBC: nearly all of them are no contradictions, the
few real ones are noise); contradictory are pairs with a number that was changed on purpose there,
and pairs of a summary's changed number with the article's (SummEdits).
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from auditor import Document, dump_model
from auditor.training.records import read_records
from auditor_rules.contradiction.learning.data import fitted
from auditor_rules.contradiction.learning.injected_numbers import inject_number
from auditor_rules.contradiction.learning.train_claims import claim_forest_of, claim_rows
from auditor_rules.contradiction.measures import DOCUMENT_FILE
from auditor_rules.contradiction.pairs import FEATURES, Pair, pairs
from auditor_rules.contradiction.trees import CLAIM_FILE, MODEL_FILE, Forest, grown, write_forest

CLEAN = ("attribution/polnear_dev", "spin/bbc_clean.dev")
EDITED = ("contradiction/summedits_news_dev", "contradiction/summedits_other_dev")
CONFLICT, POSSIBLE = 0.5, 0.2
"""From these probabilities on a pair is a finding. Chosen in cross-validation: conflicts in at most
1 % and findings in at most 7 % of untouched documents; lower ones bought hardly any recall."""
FOLDS = 5


MODELS = Path(__file__).parents[1] / "models"


class Row(NamedTuple):
    """A pair of numbers as the training sees it."""

    features: tuple[float, ...]
    is_contradiction: bool
    document: str
    group: str
    source: str


def rows_of(data: Path) -> Iterator[Row]:
    """Yield the pairs of clean, injected and edited documents."""
    for source in CLEAN:
        for record in read_records(data / f"{source}.jsonl.gz"):
            document = Document(record["id"], record["text"])
            for pair in pairs(document):
                yield Row(pair.features, False, document.id, document.id, source)
            yield from _injected(document)
    for source in EDITED:
        for record in read_records(data / f"{source}.jsonl.gz"):
            if record["label"] == "contradiction":
                yield from _edited(record)


def _injected(document: Document) -> Iterator[Row]:
    injection = inject_number(document)
    if injection is None:
        return
    ends = {injection.changed.start, injection.other.start}
    for pair in pairs(Document(document.id, injection.text)):
        if {pair.first.span.start, pair.second.span.start} == ends:
            yield Row(pair.features, True, document.id + "#injected", document.id, "injected")


def _edited(record: dict[str, Any]) -> Iterator[Row]:
    document = Document(record["id"], record["text"])
    for pair in pairs(document):
        if _is_of_edit(pair, record):
            yield Row(pair.features, True, record["id"], record["doc_id"], "edited")


def _is_of_edit(pair: Pair, record: dict[str, Any]) -> bool:
    """Tell whether the pair is a changed number and what the article says in its stead."""
    first, second = pair.first.span, pair.second.span
    if not first.start < record["claim_end"] <= second.start:
        return False
    if not any(
        first.start < max(end, start + 1) and start < first.end
        for start, end, kind in record["spans"]
        if kind in ("number", "date")
    ):
        return False
    said = second.of(record["text"]).replace(",", "").lower()
    originals = (edit[0].lower() for edit in record["edits"] if edit[2] in ("number", "date"))
    figures = (re.sub(r"[^\d.]", "", original).strip(".") or original for original in originals)
    return any(figure and figure in said for figure in figures)


def fit(rows: list[Row]) -> Any:
    """Fit the boosted trees: few and small, so that an audit can afford them."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trees = HistGradientBoostingClassifier(
        max_iter=40, learning_rate=0.15, max_leaf_nodes=8, l2_regularization=5, random_state=0
    )
    features = np.array([row.features for row in rows])
    return trees.fit(features, np.array([row.is_contradiction for row in rows]))


def cross_validated(data: Path) -> list[Forest]:
    """Return one forest for each fold, trained on the groups of the others: see `fold_of`."""
    rows = list(rows_of(data))
    found = []
    for fold in range(FOLDS):
        known = [row for row in rows if fold_of(row.group) != fold]
        found.append(forest_of(fit(known), f"without fold {fold}"))
    return found


def fold_of(group: str) -> int:
    """Return the fold that a group of documents belongs to, the same in every run."""
    return zlib.crc32(group.encode()) % FOLDS


def forest_of(model: Any, trained_on: str) -> Forest:
    """Return a fitted model as data."""
    return grown(model, FEATURES, (CONFLICT, POSSIBLE), trained_on)


def main(arguments: list[str]) -> None:
    """Train and write the models beside this module."""
    rows = list(rows_of(Path(arguments[0])))
    wrong = sum(row.is_contradiction for row in rows)
    trained_on = f"{len(rows)} pairs, {wrong} of them contradictory, of PolNeAR, BBC and SummEdits"
    forest = forest_of(fit(rows), trained_on)
    (MODELS / MODEL_FILE).write_text(write_forest(forest), "utf-8")
    print(trained_on)
    claimed = claim_forest_of(claim_rows(Path(arguments[0])))
    (MODELS / CLAIM_FILE).write_text(write_forest(claimed), "utf-8")
    print(claimed.trained_on)
    (MODELS / DOCUMENT_FILE).write_text(dump_model(fitted(Path(arguments[0])).fit.model), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
