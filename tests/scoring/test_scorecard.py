"""What a model is given, and which dimension is weighed by what."""

from __future__ import annotations

from auditor import Finding, Model, feature_row
from auditor.finding import DIMENSIONS, Dimension
from auditor.scoring.formula import score_by_formula
from auditor.scoring.scorecard import score_document


def finding(dimension: Dimension, rule: str = "toy") -> Finding:
    return Finding(f"{dimension}/{rule}", dimension, "error", 0.9, "", None)


def test_a_rule_counts_per_thousand_words_and_measures_stand_beside_it() -> None:
    found = [finding("attribution"), finding("attribution"), finding("boilerplate")]

    assert feature_row(found, {"share": 0.5}, 500) == {
        "attribution/toy": 4.0,
        "boilerplate/toy": 2.0,
        "share": 0.5,
    }
    assert feature_row(found[2:], {}, 0) == {"boilerplate/toy": 1000.0}


def test_without_a_model_a_dimension_is_weighed_by_its_own_findings_alone() -> None:
    found = [finding("attribution"), finding("boilerplate"), finding("boilerplate", "other")]
    models: dict[Dimension, Model] = {}

    scores = score_document(found, {}, models, 200, "en")

    assert list(scores) == list(DIMENSIONS)
    assert scores["attribution"] == score_by_formula(found[:1], 200)
    assert scores["boilerplate"] == score_by_formula(found[1:], 200)
    assert scores["contradiction"] == score_by_formula([], 200)
    assert scores["attribution"] != scores["boilerplate"]
