"""Train the model of kinds of page.

``python -m auditor_rules.boilerplate.learning.train_pages DATA WCXB AUTOPAGER`` writes
``models/pages.json``, with thresholds from the folds, and prints what the folds say.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from auditor import Document
from auditor_rules.boilerplate.learning.data import FOLDS
from auditor_rules.boilerplate.learning.page_data import WEIGHTS, Page, read_pages
from auditor_rules.boilerplate.learning.train_lines import tree_nodes
from auditor_rules.boilerplate.line_model import digest_of
from auditor_rules.boilerplate.page_features import FEATURES, page_row
from auditor_rules.boilerplate.page_kind import FILE, KINDS, SCHEMA

Array = npt.NDArray[np.float64]
ROUNDS, LEAVES, RATE = 60, 12, 0.1
ARTICLES = ("extracted", "extractor", "mild", "news", "contemporary")
"""Views whose articles bound the thresholds: texts as audits read them."""
MOST_FALSE = {"review": 0.003, "reject": 0.0006}
"""Share of articles that may be taken for lists."""


class CrossedPages(NamedTuple):
    """What the model says of pages of sites that it was not trained on."""

    pages: list[Page]
    rows: Array
    probabilities: Array

    @property
    def list_shares(self) -> Array:
        """Lists' probability in that of lists and articles together."""
        lists = self.probabilities[:, KINDS.index("list")]
        return lists / (lists + self.probabilities[:, KINDS.index("article")])

    def where(self, view: str, kind: str) -> npt.NDArray[np.bool_]:
        """Tell which pages are of a view and a kind."""
        return np.array([page.view == view and page.kind == kind for page in self.pages])


def cross_validate_pages(pages: Sequence[Page]) -> CrossedPages:
    """Train on all folds but one and predict that one, for each."""
    rows = np.array([page_row(Document(page.id, page.text)) for page in pages])
    folds = np.array([page.fold for page in pages])
    probabilities = np.zeros((len(pages), len(KINDS)))
    for fold in range(FOLDS):
        learner = _fitted(pages, rows, folds != fold)
        probabilities[folds == fold] = learner.predict_proba(rows[folds == fold])
    return CrossedPages(list(pages), rows, probabilities)


def _fitted(pages: Sequence[Page], rows: Array, chosen: npt.NDArray[np.bool_]) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=25,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=0,
    )
    kinds = np.array([KINDS.index(page.kind) for page in pages])
    weights = np.array([WEIGHTS[page.view] for page in pages])
    return learner.fit(rows[chosen], kinds[chosen], sample_weight=weights[chosen])


def page_thresholds(crossed: CrossedPages) -> dict[str, float]:
    """Return from which share of ``list`` on so few articles of unseen sites would be stopped."""
    shares = crossed.list_shares
    chosen = np.zeros(len(shares), dtype=bool)
    for view in ARTICLES:
        chosen |= crossed.where(view, "article")
    return {
        name: round(float(np.quantile(shares[chosen], 1 - share)), 4)
        for name, share in MOST_FALSE.items()
    }


def page_model_text(learner: Any, thresholds: dict[str, float]) -> str:
    """Return the model file's text."""
    body = {
        "features": list(FEATURES),
        "kinds": list(KINDS),
        "base": [round(float(each), 6) for each in np.ravel(learner._baseline_prediction)],
        "rounds": [[tree_nodes(tree.nodes) for tree in trees] for trees in learner._predictors],
        "thresholds": thresholds,
    }
    payload = {"schema": SCHEMA, "digest": digest_of(body), "model": body}
    return json.dumps(payload, sort_keys=True, separators=(",", ":")) + "\n"


def told(crossed: CrossedPages, thresholds: dict[str, float]) -> Iterator[str]:
    """Yield a line for each view: how many lists and articles are taken for lists."""
    shares = crossed.list_shares
    for view in WEIGHTS:
        for kind in KINDS:
            chosen = shares[crossed.where(view, kind)]
            if len(chosen):
                counts = {name: int((chosen >= at).sum()) for name, at in thresholds.items()}
                half = int((chosen > 0.5).sum())
                yield f"{view} {kind}: {len(chosen)} texts, above .5 {half}, {counts}"


def main(data: Path, wcxb: Path, autopager: Path) -> None:
    """Train on all pages and write the model file."""
    crossed = cross_validate_pages(list(read_pages(data, wcxb, autopager)))
    thresholds = page_thresholds(crossed)
    learner = _fitted(crossed.pages, crossed.rows, np.ones(len(crossed.pages), dtype=bool))
    text = page_model_text(learner, thresholds)
    path = Path(__file__).parents[1] / "models" / FILE
    path.write_text(text, "utf-8")
    print("\n".join(told(crossed, thresholds)))
    print(f"{path}: {len(text)} bytes, thresholds {thresholds}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
