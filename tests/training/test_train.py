"""Training on a user's own documents."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from auditor import Document, Measure, Pack, UsageError, rule_set
from auditor.scoring.model import Feature, Model, Threshold
from auditor.training.labelled import Labelled, cleaned, read_labelled
from auditor.training.train import held_aside, train

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

    assert training.before.auc.high < 0.4
    assert training.after.auc.low > 0.6
    assert training.before.documents == training.after.documents > 0


def test_a_text_that_comes_twice_is_used_once() -> None:
    labelled = _labelled(300)

    assert train([*labelled, *labelled[:7]], RULES, "boilerplate").cleaned.duplicates == 7


def test_case_and_white_space_make_no_text_a_new_one() -> None:
    pair = [Labelled(Document("1", "One  two"), 1, "a"), Labelled(Document("2", "one two"), 1, "b")]

    assert cleaned(pair).kept == (pair[0],)


def test_a_text_that_is_labelled_both_ways_is_left_out() -> None:
    pair = [Labelled(Document("1", "one"), 1, "a"), Labelled(Document("2", "one"), 0, "b")]
    found = cleaned([*pair, Labelled(Document("3", "two"), 0, "c")])

    assert [each.document.id for each in found.kept] == ["3"]
    assert (found.duplicates, found.contradictory) == (0, 2)


def test_near_duplicates_of_other_groups_come_to_one_side_of_the_split() -> None:
    pytest.importorskip("rensa")
    text = " ".join(f"word{number}" for number in range(300))
    found = cleaned(
        [
            Labelled(Document("1", text), 1, "a"),
            Labelled(Document("2", "other " + text), 1, "b"),
            Labelled(Document("3", "nothing alike " * 30), 0, "c"),
        ]
    )

    assert [each.group for each in found.kept] == ["a", "a", "c"]
    assert found.near == 1


def test_a_quarter_of_either_label_is_held_aside_whatever_the_order() -> None:
    labelled = _labelled(300)
    aside = held_aside(labelled)
    counts = [
        sum(each.label == label and each.group in aside for each in labelled) for label in (0, 1)
    ]

    assert held_aside(labelled[::-1]) == aside
    assert all(150 / 4 <= count <= 150 / 4 + 10 for count in counts)


@pytest.mark.parametrize(
    ("labelled", "message"),
    [
        (_labelled(10), "10 different labelled documents are too few"),
        ([each._replace(label=1) for each in _labelled(80)], "every document is labelled faulty"),
        ([each._replace(label=0) for each in _labelled(80)], "every document is labelled clean"),
    ],
    ids=["ten documents", "all faulty", "all clean"],
)
def test_what_nothing_can_be_learned_from_is_refused(
    labelled: list[Labelled], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        train(labelled, RULES, "boilerplate")


def test_weights_may_be_kept_and_only_the_calibration_be_learned() -> None:
    training = train(_labelled(300), RULES, "boilerplate", keep_weights=True)

    assert [each.coefficient for each in training.model.features] == [-1.0]
    assert training.model.slope < 0  # the old weight pointed the wrong way
    assert training.after.auc.low > 0.6


def test_a_dimension_without_a_model_cannot_be_retrained() -> None:
    with pytest.raises(UsageError, match="no installed pack brings a model"):
        train(_labelled(300), RULES, "attribution")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ('{"text": 3, "labels": {}}', "expected an object"),
        ('{"text": "a", "labels": {}}', "no row labels 'boilerplate'"),
        ('{"text": "a", "labels": {"attribution": true}}', "labelled are: attribution"),
        ('{"text": "a", "labels": {"boilerplate": "no"}}', "true .* or false, not 'no'"),
    ],
)
def test_a_line_that_is_no_labelled_document_is_named(
    tmp_path: Path, line: str, message: str
) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text(line, "utf-8")

    with pytest.raises(UsageError, match=message):
        read_labelled(path, "boilerplate")


def test_what_is_neither_json_lines_nor_a_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.pickle"
    path.write_bytes(b"\x80\x04\xff\xfe")

    with pytest.raises(UsageError, match="neither JSON lines in UTF-8 nor a store of runs"):
        read_labelled(path, "boilerplate")


def test_labels_and_groups_are_read(tmp_path: Path) -> None:
    path = tmp_path / "data.jsonl"
    row = {"id": "a", "text": "x", "labels": {"boilerplate": True}, "group": "example.org"}
    path.write_text(json.dumps(row), "utf-8")

    assert read_labelled(path, "boilerplate") == [Labelled(Document("a", "x"), 1, "example.org")]
