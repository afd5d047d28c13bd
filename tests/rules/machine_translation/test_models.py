"""The models that ship, and the words that are pointed at."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from auditor import Document, Span, Threshold, load_model
from auditor.training.logistic import FeatureSpec, Recipe, TrainingSet, fit_model
from auditor_rules.english.counts import counts
from auditor_rules.machine_translation import models
from auditor_rules.machine_translation.candidates import ranked
from auditor_rules.machine_translation.collocation import tokens
from auditor_rules.machine_translation.learning.train import threshold_of
from auditor_rules.machine_translation.measures import COLLOCATION_MEASURES, PREFIX, feature_values
from auditor_rules.machine_translation.neighbours import Neighbours, neighbours_bytes
from auditor_rules.machine_translation.passages import MODELS, spun_windows, windows
from auditor_rules.machine_translation.pointing import oddness
from auditor_rules.machine_translation.profile import EMPTY

SENTENCE = "The council said that the new road would be open to the public by the end of the year. "


def test_every_collocation_feature_is_a_measure_and_counts_on_the_side_that_one_expects() -> None:
    (model,) = models()
    speaks_for_the_fault = {
        feature.name: feature.coefficient > 0
        for feature in model.features
        if feature.name.startswith(PREFIX)
    }

    assert set(speaks_for_the_fault) <= {each.name for each in COLLOCATION_MEASURES}
    assert speaks_for_the_fault == {
        "collocation_pmi_mean": False,
        "collocation_pmi_function_content": False,
        "collocation_unseen_function_content": True,
        "collocation_negative": True,
        "collocation_replaced": True,
    }


def test_the_empty_document_is_far_from_spun() -> None:
    (model,) = models()

    assert model.score(feature_values(EMPTY), 250, "en").label == "clear"


def test_short_and_foreign_texts_get_no_verdict() -> None:
    (model,) = models()

    assert model.score({}, 99, "en").label == "abstain"
    assert model.score({}, 500, "fr").label == "abstain"


def test_one_finding_of_a_rule_decides_nothing() -> None:
    (model,) = models()
    row = {**feature_values(EMPTY), "machine-translation/spun-phrase": 4.0}

    assert model.score(row, 250, "en").label == "clear"


def test_predictions_are_those_of_scikit_learn() -> None:
    generator = np.random.default_rng(0)
    values = generator.normal(size=(80, 2))
    labels = (values[:, 0] + generator.normal(size=80) > 0).astype(int)
    rows = [{"a": a, "b": b} for a, b in values]
    recipe = Recipe(
        "machine-translation", (FeatureSpec("a"), FeatureSpec("b")), "test", strength=0.1
    )
    groups = [str(number % 20) for number in range(80)]
    model = fit_model(recipe, TrainingSet(rows, labels.tolist(), groups, [250] * 80)).model

    low, high = np.quantile(values, [0.001, 0.999], axis=0)
    clipped = np.clip(values, low, high)
    scaled = (clipped - clipped.mean(0)) / clipped.std(0)
    theirs = LogisticRegression(C=0.1, max_iter=2000).fit(scaled, labels).decision_function(scaled)
    ours = [model.intercept + sum(f.term(row[f.name]) for f in model.features) for row in rows]
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_a_threshold_holds_for_every_kind_of_text() -> None:
    low, high = np.linspace(0, 1, 101), np.linspace(5, 6, 101)

    assert threshold_of(250, {"low": low, "high": high}) == Threshold(250, 5.99, 5.998)


def test_a_short_text_is_one_window_and_none_is_spun() -> None:
    document = Document("d", SENTENCE * 3)

    assert [each.span for each in windows(document)] == [Span(0, len(document.text) - 2)]
    assert spun_windows(document) == ()


def test_windows_reach_from_the_first_word_to_the_last() -> None:
    document = Document("d", SENTENCE * 40)
    spans = [each.span for each in windows(document)]

    assert spans[0].start == 0
    assert spans[-1].end == len(document.text) - 2
    assert all(right.start > left.start for left, right in pairwise(spans))


def test_a_substituted_word_is_odder_than_the_original_in_its_place() -> None:
    def odd(word: str) -> float:
        document = Document("d", f"they would go {word} than wait for the others")
        ids: list[int] = tokens(document).ids.tolist()
        return oddness(document)[ids.index(counts().ids[word])]

    assert odd("quite") > odd("rather") + 1


def test_the_usual_word_is_suggested_first() -> None:
    ids = counts().ids

    assert ranked(None, ids["quite"], ids["than"], {})[0].word == "rather"


def test_of_the_synonyms_that_fit_the_commonest_is_suggested_first() -> None:
    ids = counts().ids

    assert ranked(ids["last"], ids["twelvemonth"], ids["of"], {})[0].word == "year"


def test_neighbours_come_back_as_they_went_in() -> None:
    table = Neighbours(neighbours_bytes([[3, 2], [2, 65_000]]))

    assert [list(table.of(word)) for word in (0, 1, 2)] == [[3, 2], [2, 65_000], []]


def test_the_passage_model_weighs_collocation_alone() -> None:
    model = load_model(MODELS / "spun-passage.json")

    assert {feature.name for feature in model.features} == set(feature_values(EMPTY))
