"""Model files: data that is checked before it is believed."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import ModelError
from auditor.finding import Contribution, Label
from auditor.scoring.model import (
    MIN_LENGTH,
    START,
    Feature,
    Ground,
    Model,
    Threshold,
    moved,
    probability_of,
    threshold_at,
)
from auditor.scoring.model_file import digest_of, dump_model, load_model

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
        (
            lambda text: text.replace('"intercept": -1.0', '"intercept": -9.0'),
            ": the digest does not match the contents: the file was changed by hand$",
        ),
        (lambda text: _redone(text, dimension="toy"), "unknown dimension 'toy'"),
        (lambda text: json.dumps({"schema": 1, "digest": ""}), "truncated or damaged"),
        (lambda text: "[]", "truncated or damaged"),
        (lambda text: "[" * 200_000, "expected JSON"),
        (lambda text: '{"schema": ' + "1" * 5000 + "}", "expected JSON"),
        (lambda text: _redone(text, slope=math.inf), "inf where a finite number"),
        (lambda text: _redone(text, offset="1"), "'1' where a finite number"),
        (lambda text: _redone(text, thresholds=[]), "do not ascend in words, or there are none"),
        (lambda text: _redone(text, thresholds=[[0, 1.0, 2.0]]), "do not ascend in words"),
        (lambda text: _redone(text, thresholds=[[9, 1, 2], [9, 1, 2]]), "do not ascend in words"),
        (lambda text: _redone(text, thresholds=[[9, 1]]), "truncated or damaged"),
        (lambda text: _redone(text, ground=[["a", "0", None, "{value}"]]), "'0' where a finite"),
        (lambda text: _redone(text, ground=[["a", 0, None, "{value.real}"]]), "names 'value.real'"),
        (lambda text: _with_feature(text, coefficient="a"), "'a' where a finite number"),
        (lambda text: _with_feature(text, coefficient=math.nan), "nan where a finite number"),
        (lambda text: _with_feature(text, coefficient=True), "True where a finite number"),
        (lambda text: _with_feature(text, scale=0), "'share' cannot be weighed"),
        (lambda text: _with_feature(text, transform="exec"), "'share' cannot be weighed"),
        (lambda text: _with_feature(text, low=-1), "truncated or damaged"),
        (lambda text: _with_feature(text, high=10**400), "truncated or damaged"),
        (lambda text: _with_feature(text, more=1), "truncated or damaged"),
    ],
)
def test_a_damaged_model_is_refused_by_name(tmp_path: Path, damage, message: str) -> None:  # type: ignore[no-untyped-def]
    path = _saved(tmp_path, damage(dump_model(MODEL)))

    with pytest.raises(ModelError, match=message) as caught:
        load_model(path)
    assert str(path) in str(caught.value)


def _redone(text: str, **changes: object) -> str:
    body = json.loads(text)["model"] | changes
    return json.dumps({"schema": 1, "digest": digest_of(body), "model": body})


def _with_feature(text: str, **changes: object) -> str:
    (feature,) = json.loads(text)["model"]["features"]
    return _redone(text, features=[feature | changes])


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "model.json"

    with pytest.raises(ModelError) as caught:
        load_model(path)
    assert str(caught.value) == (
        f"{path}: the model file cannot be read: No such file or directory"
    )


def test_a_file_that_says_nothing_of_its_ground_has_none(tmp_path: Path) -> None:
    body = json.loads(dump_model(MODEL))["model"]
    del body["ground"]
    payload = {"schema": 1, "digest": digest_of(body), "model": body}

    assert load_model(_saved(tmp_path, json.dumps(payload))).ground == ()


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
        "the text's language cannot be reason, the model knows English"
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
    reason = None if reason is None else f"unlike the writing that the model knows: {reason}"

    assert MODEL.score(row, 100, "en").abstention == reason


def test_a_side_at_nought_is_a_side() -> None:
    model = replace(MODEL, ground=(Ground("symbols", None, 0.0, "{value:%} symbols"),))

    assert model.abstention(100, "en", {"symbols": 0.2}) == (
        "unlike the writing that the model knows: 20 % symbols, where it has seen at most 0 % "
        "symbols"
    )


def test_every_language_that_it_knows_is_named() -> None:
    model = replace(MODEL, languages=("en", "fi"))

    assert model.abstention(100, "de") == (
        "the text is in German, the model knows English and Finnish"
    )


def test_what_abstains_has_neither_probability_nor_reasons() -> None:
    score = MODEL.score({}, 49, "en")

    assert (score.label, score.probability, score.contributions) == ("abstain", None, ())


@pytest.mark.parametrize(
    ("value", "transformed"), [(0.5, math.log(1.5)), (0.0, 0.0), (2.0, math.log(2)), (-1.0, 0.0)]
)
def test_a_reason_weighs_what_its_feature_is_worth(value: float, transformed: float) -> None:
    start, share = MODEL.contributions({"share": value})

    assert start[:2] == ("", START)
    assert start.log_odds == pytest.approx(1.1 * -1 + 0.2)
    assert share[:2] == ("share", f"{100 * value:.0f} % residue")
    assert share.log_odds == pytest.approx(1.1 * 2 * (transformed - 0.1) / 0.5)


def test_what_was_not_measured_counts_as_nought() -> None:
    assert MODEL.contributions({}) == MODEL.contributions({"share": 0.0})


def test_a_value_is_moved_before_it_is_weighed() -> None:
    assert moved(0.5, "identity") == 0.5
    assert moved(0.5, "log1p") == math.log(1.5)
    assert moved(0.5, "log") == math.log(0.505)


@pytest.mark.parametrize(
    ("log_odds", "label"),
    [(0.9, "clear"), (1.0, "review"), (1.9, "review"), (2.0, "fail"), (-50.0, "clear")],
)
def test_a_limit_belongs_to_the_graver_label(log_odds: float, label: Label) -> None:
    model = replace(MODEL, features=(), intercept=log_odds, slope=1.0, offset=0.0)

    score = model.score({}, 1000, "en")

    assert score.label == label
    assert score.probability == probability_of(log_odds)
    assert score.contributions == (Contribution("", START, log_odds),)
    assert score.review_from == probability_of(1.0)


def test_a_wording_that_asks_for_more_than_the_value_is_refused(tmp_path: Path) -> None:
    feature = replace(MODEL.features[0], wording="{value.__class__}")
    path = _saved(tmp_path, dump_model(replace(MODEL, features=(feature,))))

    with pytest.raises(ModelError, match="it may name the value"):
        load_model(path)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("Residue {in braces}.", "residue {in braces}"),
        ("A share", "a share"),
        ("GDP of the country.", "GDP of the country"),
        ("E-mail addresses.", "E-mail addresses"),
        ("Lines signed X.", "lines signed X"),
        ("", ""),
    ],
)
def test_a_feature_is_told_by_the_summary_of_what_it_measures(summary: str, said: str) -> None:
    feature = replace(MODEL.features[0], wording="{name}: {value:.1f}")
    reason = replace(MODEL, features=(feature,)).with_summaries({"share": summary})

    assert reason.features[0].reason(2) == f"{said}: 2.0"


def test_a_feature_that_nobody_sums_up_keeps_its_wording() -> None:
    assert MODEL.with_summaries({"other": "Other."}) == MODEL


@given(st.integers(1, 10**6))
def test_thresholds_stay_between_their_neighbours(words: int) -> None:
    threshold = threshold_at(MODEL.thresholds, words)

    assert 1.0 <= threshold.review <= 3.0
    assert 2.0 <= threshold.fail <= 5.0


def test_thresholds_are_interpolated_in_the_logarithm_of_the_words() -> None:
    assert threshold_at(MODEL.thresholds, 99) == (100, 3.0, 5.0)
    assert threshold_at(MODEL.thresholds, 100) == (100, 3.0, 5.0)
    assert threshold_at(MODEL.thresholds, 1000) == (1000, 1.0, 2.0)
    assert threshold_at((*MODEL.thresholds, Threshold(5000, 0.5, 1.5)), 9999) == (5000, 0.5, 1.5)
    words, review, fail = threshold_at(MODEL.thresholds, 200)
    assert words == 200
    assert review == pytest.approx(3 - 2 * math.log10(2))
    assert fail == pytest.approx(5 - 3 * math.log10(2))


@given(st.floats(-1e4, 1e4))
def test_a_probability_and_its_complement_sum_to_one(log_odds: float) -> None:
    assert probability_of(log_odds) + probability_of(-log_odds) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("words", "language", "is_needed", "is_unjudged"),
    [
        (MIN_LENGTH - 1, "en", True, True),
        (MIN_LENGTH, "en", True, False),
        (1000, "de", True, True),
        (1000, "de", False, False),
    ],
)
def test_a_short_text_is_judged_by_its_findings_one_in_another_language_is_not(
    words: int, language: str, is_needed: bool, is_unjudged: bool
) -> None:
    model = replace(MODEL, minimum_words=100, languages=("en",), is_needed=is_needed)

    score = model.score({}, words, language)

    assert (score.label, score.is_unjudged) == ("abstain", is_unjudged)


def test_a_model_may_be_kept_from_failing_a_document_by_its_probability_alone() -> None:
    model = replace(MODEL, features=(), intercept=9.0, slope=1.0, offset=0.0)

    assert model.score({}, 1000, "en").label == "fail"
    assert replace(model, can_fail=False).score({}, 1000, "en").label == "review"


def test_what_a_model_may_decide_is_kept_in_its_file(tmp_path: Path) -> None:
    model = replace(MODEL, is_needed=False, can_fail=False)

    read = load_model(_saved(tmp_path, dump_model(model)))

    assert (read.is_needed, read.can_fail) == (False, False)
    assert (MODEL.is_needed, MODEL.can_fail) == (True, True)
