"""The models that travel with the packs: whole, and their reasons add up."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor_rules
from auditor import discover
from auditor.scoring.model import Model, probability_of
from auditor.scoring.model_file import SCHEMA, dump_model, load_model
from auditor.scoring.phrasing import percent

FOLDER = Path(auditor_rules.__file__).parent
LARGEST = 1e4


def _is_scorecard_model(path: Path) -> bool:
    body = json.loads(path.read_text("utf-8"))
    return body.get("schema") == SCHEMA and "dimension" in body.get("model", {})


FILES = [path for path in sorted(FOLDER.glob("*/models/*.json")) if _is_scorecard_model(path)]
load = cache(load_model)


def test_three_dimensions_have_one() -> None:
    named = {load(path).dimension for path in FILES}

    assert {"machine-translation", "boilerplate", "attribution"} <= named


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_loads_with_the_digest_of_its_contents(path: Path) -> None:
    model = load(path)
    body = json.loads(path.read_text("utf-8"))

    assert model.digest == body["digest"]
    assert model.trained_on
    assert all(limit.review <= limit.fail for limit in model.thresholds)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_its_file_is_what_would_be_written_again(path: Path) -> None:
    assert dump_model(load(path)) == path.read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@given(data=st.data())
def test_reasons_sum_to_the_log_odds(path: Path, data: st.DataObject) -> None:
    model = load(path)
    row = data.draw(
        st.dictionaries(
            st.sampled_from([feature.name for feature in model.features]),
            st.floats(-LARGEST, LARGEST),
        )
    )

    score = model.score(row, 500, "en")

    assert score.probability is not None
    total = math.fsum(each.log_odds for each in score.contributions)
    assert total == pytest.approx(_log_odds(model, row), abs=1e-9)
    assert score.probability == pytest.approx(probability_of(total), abs=1e-12)
    assert len(score.contributions) == 1 + len(model.features)


def _log_odds(model: Model, row: dict[str, float]) -> float:
    raw = model.intercept + sum(
        feature.term(row.get(feature.name, 0.0)) for feature in model.features
    )
    return model.slope * raw + model.offset


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@given(data=st.data())
def test_nothing_is_printed_as_certain(path: Path, data: st.DataObject) -> None:
    model = load(path)
    values = data.draw(
        st.fixed_dictionaries({each.name: st.floats(-LARGEST, LARGEST) for each in model.features})
    )

    probability = model.score(values, 500, "en").probability

    assert probability is not None
    assert 0 < probability < 1
    assert percent(probability) not in ("0 %", "100 %")


def test_every_model_that_is_shipped_is_among_the_versions() -> None:
    shipped = Path(auditor_rules.__file__).parent.glob("*/models/*")

    named = {name for name in discover().all_versions() if name.startswith("model:")}
    assert len(named) == len(list(shipped))
