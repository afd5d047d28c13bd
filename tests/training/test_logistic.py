"""Fitting: the shipped form of a model predicts what scikit-learn predicts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from auditor.errors import UsageError
from auditor.scoring.model import Feature, Ground, probability_of
from auditor.scoring.model_file import dump_model
from auditor.training.logistic import (
    FeatureSpec,
    GroundSpec,
    Recipe,
    TrainingSet,
    fit_model,
    ground_of,
    raw_log_odds,
)

RECIPE = Recipe("attribution", (FeatureSpec("a", quantiles=(0, 1)), FeatureSpec("b", "log1p")), "x")


def _training_set(count: int = 400) -> TrainingSet:
    generator = np.random.default_rng(7)
    labels = generator.integers(0, 2, count)
    rows = [
        {"a": float(generator.normal(label)), "b": float(generator.exponential(1 + label))}
        for label in labels
    ]
    groups = [f"source {index % 20}" for index in range(count)]
    return TrainingSet(rows, labels.tolist(), groups, [300] * count)


def test_prediction_equals_scikit_learn() -> None:
    data = _training_set()
    model = fit_model(RECIPE, data).model
    # Each feature's own standardised value, as the model file defines it.
    blanks = [replace(feature, coefficient=1.0) for feature in model.features]
    matrix = [[blank.term(row[blank.name]) for blank in blanks] for row in data.rows]
    reference = LogisticRegression(C=1.0, max_iter=2000).fit(matrix, data.labels)

    expected = reference.predict_proba(matrix)[:, 1]
    actual = [
        probability_of(raw_log_odds(model.features, model.intercept, row)) for row in data.rows
    ]

    assert actual == pytest.approx(expected, abs=1e-9)


def test_the_same_data_gives_the_same_file() -> None:
    files = {dump_model(fit_model(RECIPE, _training_set()).model) for _ in range(2)}

    assert len(files) == 1


def test_stated_features_keep_their_weight_and_are_calibrated_in() -> None:
    stated = Feature("c", 2.0, 0.0, 1.0, 0.0, 1.0)
    data = _training_set()
    rows = [{**row, "c": float(label)} for row, label in zip(data.rows, data.labels, strict=True)]
    reason = fit_model(replace(RECIPE, stated=(stated,)), replace(data, rows=rows))
    plain = fit_model(RECIPE, data)

    assert reason.model.features[-1] == stated
    assert reason.model.features[:-1] == plain.model.features
    assert reason.model.slope > plain.model.slope  # it tells the labels, so sums may count for more


def test_the_usual_value_of_clean_rows_is_said_in_the_wording() -> None:
    spec = FeatureSpec("a", wording="{value:.1f} (usual: {usual:.1f})")
    data = _training_set()
    model = fit_model(replace(RECIPE, features=(spec,)), data).model
    clean = [row["a"] for row, label in zip(data.rows, data.labels, strict=True) if label == 0]

    assert model.features[0].reason(1.0) == f"1.0 (usual: {np.median(clean):.1f})"


def test_what_is_known_reaches_twice_as_far_as_training_went() -> None:
    rows = [{"length": float(number)} for number in range(10, 1011)]

    assert ground_of(GroundSpec("length", "{value}", ("low", "high")), rows) == Ground(
        "length", 5.5, 2018.0, "{value}"
    )
    assert ground_of(GroundSpec("length", "{value}", ("low",)), rows).high is None


def test_a_logarithm_is_taken_of_a_share_and_half_a_percent() -> None:
    feature = Feature("share", 1.0, 0.0, 1.0, 0.0, 1.0, "log")

    assert feature.term(0.045) == pytest.approx(math.log(0.05))


def test_contributions_sum_to_the_log_odds_of_the_probability() -> None:
    data = _training_set()
    model = fit_model(RECIPE, data).model

    for row in data.rows:
        score = model.score(row, 300, "en")
        assert score.probability is not None
        total = math.fsum(each.log_odds for each in score.contributions)
        assert math.log(score.probability / (1 - score.probability)) == pytest.approx(total)


def test_the_share_of_clean_documents_above_the_review_threshold_is_the_one_allowed() -> None:
    data = _training_set()
    fit = fit_model(RECIPE, data)
    clean = [odds for odds, label in zip(fit.log_odds, data.labels, strict=True) if label == 0]

    (threshold,) = fit.model.thresholds
    flagged = sum(odds > threshold.review for odds in clean)

    assert flagged == math.floor(0.015 * (len(clean) - 1)) + 1 or flagged == math.floor(
        0.015 * (len(clean) - 1)
    )


@pytest.mark.parametrize(
    ("count", "labels", "message"),
    [(10, [0, 1], "too few"), (60, [1], "same label"), (60, [0, 1], "sources")],
)
def test_a_training_set_that_teaches_nothing_is_refused(
    count: int, labels: list[int], message: str
) -> None:
    repeated = (labels * count)[:count]

    with pytest.raises(UsageError, match=message):
        TrainingSet([{}] * count, repeated, ["one"] * count, [1] * count)


def test_failing_takes_twice_the_odds_of_a_look_even_where_the_quantiles_fall_together() -> None:
    alike = replace(RECIPE, alarms=(0.02, 0.02), lengths=(300,))

    (threshold,) = fit_model(alike, _training_set()).model.thresholds

    assert threshold.fail - threshold.review == pytest.approx(math.log(2), abs=1e-5)
