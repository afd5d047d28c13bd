"""Training on a user's own documents."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from auditor import Document, Measure, Pack, UsageError, rule_set
from auditor.scoring.model import Feature, Model, Threshold
from auditor.training.train import Labelled, read_labelled, train

SHOUTS = Measure("shouts", "marks", "exclamation marks", lambda d: float(d.text.count("!")))
OLD = Model(
    dimension="boilerplate",
    features=(Feature("shouts", -1.0, 0.0, 1.0, 0.0, 10.0),),
    intercept=0.0,
    slope=1.0,
    offset=0.0,
    thresholds=(Threshold(1, 1.0, 2.0),),
)
RULES = rule_set([Pack("shouting", "1", (), measures=(SHOUTS,), models=(OLD,))])


def _labelled(count: int) -> list[Labelled]:
    chance = random.Random(3)
    found = []
    for number in range(count):
        label = number % 2
        marks = "!" * chance.randint(0, 4 + 4 * label)
        found.append(Labelled(Document(str(number), f"{number} {marks}"), label, f"g{number % 30}"))
    return found


def test_the_new_model_learns_what_the_old_one_had_upside_down() -> None:
    training = train(_labelled(300), RULES, "boilerplate")

    assert training.before.auc < 0.3
    assert training.after.auc > 0.7
    assert training.before.documents == training.after.documents > 0


def test_a_text_that_comes_twice_is_used_once() -> None:
    labelled = _labelled(300)

    assert train([*labelled, *labelled[:7]], RULES, "boilerplate").duplicates == 7


def test_a_dimension_without_a_model_cannot_be_retrained() -> None:
    with pytest.raises(UsageError, match="no installed pack brings a model"):
        train(_labelled(300), RULES, "attribution")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ('{"text": 3, "labels": {}}', "expected an object"),
        ('{"text": "a", "labels": {}}', "no row labels 'boilerplate'"),
    ],
)
def test_a_line_that_is_no_labelled_document_is_named(
    tmp_path: Path, line: str, message: str
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text(line, "utf-8")

    with pytest.raises(UsageError, match=message):
        read_labelled(path, "boilerplate")


def test_labels_and_groups_are_read(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    row = {"id": "a", "text": "x", "labels": {"boilerplate": True}, "group": "example.org"}
    path.write_text(json.dumps(row), "utf-8")

    assert read_labelled(path, "boilerplate") == [Labelled(Document("a", "x"), 1, "example.org")]
