"""What a model is given, and which dimension is weighed by what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Feature, Finding, Model, Threshold, feature_row
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import Demand, Label, Score
from auditor.scoring.formula import score_by_formula
from auditor.scoring.scorecard import grounded, raised, score_document


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


def test_a_dimension_with_a_model_is_weighed_by_it_and_by_what_it_was_given() -> None:
    model = Model(
        dimension="boilerplate",
        features=(
            Feature("share", 2.0, 0.0, 1.0, 0.0, 1.0),
            Feature("boilerplate/toy", 0.1, 0.0, 1.0, 0.0, 99.0),
        ),
        intercept=-1.0,
        slope=1.0,
        offset=0.0,
        thresholds=(Threshold(100, 3.0, 5.0), Threshold(1000, 1.0, 2.0)),
        minimum_words=50,
        languages=("en",),
    )
    found = [finding("attribution"), finding("boilerplate")]

    def scored(words: int, language: str) -> dict[Dimension, Score]:
        return score_document(found, {"share": 0.5}, {"boilerplate": model}, words, language)

    scores = scored(200, "en")

    assert scores["boilerplate"] == model.score({"share": 0.5, "boilerplate/toy": 5.0}, 200, "en")
    assert [each.log_odds for each in scores["boilerplate"].contributions] == [-1.0, 1.0, 0.5]
    assert scores["attribution"] == score_by_formula(found[:1], 200)
    assert scored(49, "en")["boilerplate"].label == "abstain"
    assert scored(200, "fi")["boilerplate"].label == "abstain"


@pytest.mark.parametrize(
    ("label", "demands", "wanted", "decided_by"),
    [
        ("clear", [None], "clear", ()),
        ("clear", ["review"], "review", ("attribution/0",)),
        ("clear", ["review", "reject", "reject"], "fail", ("attribution/1", "attribution/2")),
        ("abstain", ["review"], "review", ("attribution/0",)),
        ("fail", ["review"], "fail", ()),
    ],
)
def test_a_finding_that_is_enough_by_itself_raises_the_label(
    label: Label, demands: list[Demand | None], wanted: Label, decided_by: tuple[str, ...]
) -> None:
    found = [
        replace(finding("attribution", str(number)), recommends=demand)
        for number, demand in enumerate(demands)
    ]

    score = raised(Score(label, 0.1, is_unjudged=label == "abstain"), found)

    assert (score.label, score.decided_by, score.probability) == (wanted, decided_by, 0.1)
    assert not score.is_unjudged


@pytest.mark.parametrize(
    ("label", "count", "wanted"),
    [
        ("fail", 0, "clear"),
        ("review", 0, "clear"),
        ("abstain", 0, "abstain"),
        ("fail", 1, "fail"),
    ],
)
def test_a_model_decides_nothing_without_a_finding_to_show(
    label: Label, count: int, wanted: Label
) -> None:
    found = [finding("attribution")] * count

    assert grounded(Score(label, 0.9), found) == Score(wanted, 0.9)
