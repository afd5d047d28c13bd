"""Model files: data that is checked before it is believed."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import ModelError
from auditor.scoring.model import (
    Feature,
    Ground,
    Model,
    Threshold,
    dump_model,
    load_model,
    probability_of,
    threshold_at,
)

MODEL = Model(
    dimension="boilerplate",
    features=(Feature("share", 2.0, 0.1, 0.5, 0.0, 1.0, "log1p", "{value:%} residue"),),
    intercept=-1.0,
    slope=1.1,
    offset=0.2,
    thresholds=(Threshold(100, 3.0, 5.0), Threshold(1000, 1.0, 2.0)),
    minimum_words=50,
    languages=("en",),
    ground=(
        Ground("length", 8.0, None, "lines of {value:.0f} words"),
        Ground("symbols", None, 0.06, "{value:%} symbols"),
    ),
    trained_on="nothing",
)


def _saved(folder: Path, text: str) -> Path:
    path = folder / "model.json"
    path.write_text(text)
    return path


def test_a_dumped_model_loads_as_itself(tmp_path: Path) -> None:
    loaded = load_model(_saved(tmp_path, dump_model(MODEL)))

    assert dump_model(loaded) == dump_model(MODEL)
    assert len(loaded.digest) == 64


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text[: len(text) // 2], "expected JSON"),
        (lambda text: text.replace('"schema": 1', '"schema": 9'), "model schema 9"),
        (lambda text: text.replace('"intercept": -1.0', '"intercept": -9.0'), "digest"),
        (lambda text: json.dumps({"schema": 1, "digest": ""}), "truncated or damaged"),
        (lambda text: "[]", "truncated or damaged"),
    ],
)
def test_a_damaged_model_is_refused_by_name(tmp_path: Path, damage, message: str) -> None:  # type: ignore[no-untyped-def]
    path = _saved(tmp_path, damage(dump_model(MODEL)))

    with pytest.raises(ModelError, match=message) as caught:
        load_model(path)
    assert str(path) in str(caught.value)


def test_a_pickle_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(pickle.dumps(MODEL.intercept))

    with pytest.raises(ModelError, match="never a pickle"):
        load_model(path)


def test_too_few_words_or_a_foreign_language_make_it_abstain() -> None:
    assert MODEL.score({}, 49, "en").abstention == "too short: 49 words, the model needs 50"
    assert MODEL.score({}, 1, "en").abstention == "too short: 1 word, the model needs 50"
    assert MODEL.score({}, 50, "fi").abstention == (
        "the text is in Finnish, the model knows English"
    )
    assert MODEL.score({}, 50, "und").abstention == (
        "the text's language cannot be told, the model knows English"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"length": 8.0, "symbols": 0.06}, None),
        ({}, None),
        ({"length": 5.0}, "lines of 5 words, where it has seen at least lines of 8 words"),
        ({"symbols": 0.2}, "20 % symbols, where it has seen at most 6 % symbols"),
    ],
)
def test_a_kind_of_writing_that_training_never_saw_makes_it_abstain(
    row: dict[str, float], reason: str | None
) -> None:
    told = None if reason is None else f"unlike the writing that the model knows: {reason}"

    assert MODEL.score(row, 100, "en").abstention == told


def test_a_wording_that_asks_for_more_than_the_value_is_refused(tmp_path: Path) -> None:
    feature = replace(MODEL.features[0], wording="{value.__class__}")
    path = _saved(tmp_path, dump_model(replace(MODEL, features=(feature,))))

    with pytest.raises(ModelError, match="it may name the value"):
        load_model(path)


def test_a_feature_is_told_by_the_summary_of_what_it_measures() -> None:
    feature = replace(MODEL.features[0], wording="{name}: {value:.1f}")
    told = replace(MODEL, features=(feature,)).told_by({"share": "Residue {in braces}."})

    assert told.features[0].told(2) == "residue {in braces}: 2.0"


@given(st.integers(1, 10**6))
def test_thresholds_stay_between_their_neighbours(words: int) -> None:
    threshold = threshold_at(MODEL.thresholds, words)

    assert 1.0 <= threshold.review <= 3.0
    assert 2.0 <= threshold.fail <= 5.0


@given(st.floats(-1e4, 1e4))
def test_a_probability_and_its_complement_sum_to_one(log_odds: float) -> None:
    assert probability_of(log_odds) + probability_of(-log_odds) == pytest.approx(1.0)
