"""Do the scorecards of reliable and of unreliable articles differ? An external check.

No model is trained on these labels but the last row's, and that one is tested on other outlets.
Labels per article (fact-checkers') and per outlet (lists') are kept apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from auditor import (
    DIMENSIONS,
    Audit,
    Document,
    Evaluation,
    Figure,
    audit_document,
    discover,
    words,
)
from auditor.training.records import read_records

FILE = "credibility/news_articles_dev.jsonl.gz"
RELIABLE = frozenset({"real", "reliable"})
LEFT_OUT = frozenset({"satire", "political", "bias"})
"""Labels that say nothing of reliability."""
SETS = {
    "per article, with domain (FakeNewsNet)": (
        "FakeNewsNet2017/PolitiFact",
        "FakeNewsNet2017/BuzzFeed",
    ),
    "per article, no domain (Horne, BuzzFeed)": ("Horne2017/BuzzFeed",),
    "per outlet, no domain (Horne, random)": ("Horne2017/Random",),
}


def _run(data: Path) -> Iterator[Figure]:
    rules = discover()
    records = [each for each in read_records(data / FILE) if each["label"] not in LEFT_OUT]
    for name, sources in SETS.items():
        chosen = [record for record in records if record["source"] in sources]
        if "with domain" in name:
            chosen = [record for record in chosen if record.get("domain")]
        audits = [audit_document(Document(each["id"], each["text"]), rules) for each in chosen]
        yield from _figures(name, chosen, audits)


def _figures(
    name: str, records: Sequence[dict[str, Any]], audits: Sequence[Audit]
) -> Iterator[Figure]:
    import numpy as np

    from auditor.training.statistics import bootstrap, roc_auc

    labels = np.array([record["label"] not in RELIABLE for record in records], dtype=np.float64)
    groups = [record.get("domain") or record["grp"] for record in records]
    matrix = np.array([[_log_odds(audit, each) for each in DIMENSIONS] for audit in audits])
    columns: dict[str, Any] = {each: matrix[:, index] for index, each in enumerate(DIMENSIONS)}
    columns["all four, weighed on other groups"] = _together(matrix, labels, groups)
    evidence = np.array([_evidence(audit) for audit in audits])
    columns["evidence but no style, weighed on other groups"] = _together(evidence, labels, groups)
    for column, values in columns.items():
        low, high = bootstrap(lambda rows, v=values: roc_auc(labels[rows], v[rows]), groups)  # type: ignore[misc]
        auc = roc_auc(labels, values)
        yield Figure(f"{name}: AUC, {column}", auc, low, high, len(labels))


def _log_odds(audit: Audit, dimension: Any) -> float:
    """Return the dimension's log-odds; an abstention counts as even odds of its base rate."""
    probability = audit.scorecard[dimension].probability
    if probability is None:
        return -3.0
    return math.log(probability / (1 - probability))


SOURCING = (
    "share_of_statements_on_named_sources",
    "share_of_statements_vague_or_anonymous",
    "share_of_sentences_attributed",
    "statements_per_1000_words",
    "named_speakers",
    "residue_share_of_chars",
    "holes_per_1000_words",
)


def _evidence(audit: Audit) -> list[float]:
    """Return sourcing, residue and findings by dimension: nothing that tells a house style."""
    per_1000_words = 1000 / max(len(words(audit.document)), 1)
    found = [each.dimension for each in audit.findings]
    return [
        *(math.log1p(audit.measures[name]) for name in SOURCING),
        *(math.log1p(found.count(each) * per_1000_words) for each in DIMENSIONS),
    ]


def _together(matrix: Any, labels: Any, groups: Sequence[str]) -> Any:
    """Weigh the four by logistic regression, each group predicted from the other groups."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=1000))
    return cross_val_predict(
        model, matrix, labels, groups=groups, cv=folds, method="decision_function"
    )


EVALUATION = Evaluation(
    name="credibility",
    dimension="attribution",
    summary="AUC of the scorecards for unreliable against reliable articles; groups are domains "
    "where they are known. Labels per article and per outlet apart.",
    needs=(FILE,),
    run=_run,
)
