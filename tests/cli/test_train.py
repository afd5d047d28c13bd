"""`audit train` as a user meets it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli.main import group

PROSE = "The ferry to the island left at noon with forty people on board, said the harbour office. "
MENU = "Home\nNews\nSport\nSubscribe to our newsletter\nShare on Facebook\n"


def _prose(number: int) -> str:
    """A text of 80 words that shares no run of words with another's."""
    chance = random.Random(number)
    words = (
        "ferry harbour noon island office board people council river bridge winter report".split()
    )
    sentences = (" ".join(chance.choices(words, k=10)).capitalize() + "." for _ in range(8))
    return f"Report {number}\n" + " ".join(sentences)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Sixty documents, every other one with a page's menu."""
    path = tmp_path / "labels.jsonl"
    rows = [
        {
            "text": f"{_prose(number)}\n{MENU * (number % 2)}",
            "labels": {"boilerplate": bool(number % 2)},
            "group": f"site {number}",
        }
        for number in range(60)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def _train(data: Path, *more: str) -> Result:
    model = str(data.with_name("model.json"))
    command = ["train", str(data), "--dimension", "boilerplate", "-o", model, *more]
    return CliRunner().invoke(group, command)


def test_it_prints_before_and_after_and_the_model_can_be_used(data: Path) -> None:
    trained = _train(data, "--keep-weights")
    text = data.with_name("a.txt")
    text.write_text(PROSE * 6)
    used = CliRunner().invoke(
        group,
        [
            *("run", str(text), "--model", str(data.with_name("model.json")), "-o", "-"),
            *("--format", "jsonl", "--jobs", "0"),
        ],
    )

    assert trained.exit_code == 0, trained.output
    assert "before: AUC 1.000 (95 % interval 1.000 to 1.000)" in trained.stdout
    assert used.exit_code == 0, used.output
    assert "model:boilerplate" in used.stdout


def test_a_model_that_is_there_is_not_overwritten(data: Path) -> None:
    data.with_name("model.json").write_text("mine")

    refused = _train(data)

    assert refused.exit_code == 2
    assert data.with_name("model.json").read_text() == "mine"


def test_few_documents_are_warned_of_unless_the_weights_are_kept(data: Path) -> None:
    assert "--keep-weights" in _train(data).stderr
    data.with_name("model.json").unlink()
    assert "--keep-weights" not in _train(data, "--keep-weights").stderr


def test_copies_of_one_text_are_no_sources(data: Path) -> None:
    pytest.importorskip("rensa")
    rows = [
        {"text": f"{number} {PROSE * 9}", "labels": {"boilerplate": bool(number % 2)}}
        for number in range(60)
    ]
    data.write_text("".join(json.dumps(row) + "\n" for row in rows))

    refused = _train(data)

    assert refused.exit_code == 2
    assert "the documents come from 1 independent sources" in refused.stderr
