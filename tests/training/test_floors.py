"""The quality on corpus/ may rise, but it does not fall unnoticed."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli.main import group
from auditor.evaluation import Figure
from auditor.training.evaluate import Section
from auditor.training.floors import breaches, breaches_of, measure, pin_data, unheld

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_figure_fell_below_its_floor() -> None:
    assert list(breaches(CORPUS, measure(CORPUS))) == []


def _section(value: float, digest: str = "d", is_low: bool = False, name: str = "F1") -> Section:
    figure = Figure(name, value, value, value, 9, is_lower_better=is_low)
    return Section("a: b", "", (figure,), digest=digest, is_of_pack=True)


def _pinned(folder: Path, section: Section) -> Path:
    path = folder / "floors.json"
    path.write_text('{"digest": "", "floors": {}, "reasons": ["first"]}')
    path.write_text(pin_data(path, [section], "second"))
    return path


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (_section(0.8), []),
        (_section(0.799), []),  # within the slack for another linear algebra
        (_section(0.7), ["a: b: F1 fell to 0.7000; its floor is 0.8000"]),
        (_section(math.nan), ["a: b: F1 fell to nan; its floor is 0.8000"]),
        (_section(0.8, digest="e"), ["a: b: measured on other data than was pinned: pin it anew"]),
        (
            _section(0.8, name="F2"),
            [
                "a: b: F2 has no floor: pin it",
                "a: b: F1 is no longer measured; pin anew if that is meant",
            ],
        ),
    ],
)
def test_a_figure_on_the_data_that_fell_is_told(
    tmp_path: Path, now: Section, told: list[str]
) -> None:
    assert list(breaches_of([now], _pinned(tmp_path, _section(0.8)))) == told


def test_what_is_better_when_lower_may_not_rise(tmp_path: Path) -> None:
    path = _pinned(tmp_path, _section(0.1, is_low=True))

    assert list(breaches_of([_section(0.05, is_low=True)], path)) == []
    assert list(breaches_of([_section(0.2, is_low=True)], path)) == [
        "a: b: F1 fell to 0.2000; its floor is 0.1000"
    ]


def test_reasons_are_kept_and_what_was_not_run_keeps_its_floor(tmp_path: Path) -> None:
    path = _pinned(tmp_path, _section(0.8))
    other = Section("c: d", "", (Figure("AUC", 0.9, 0.8, 1.0, 9),), digest="d", is_of_pack=True)
    path.write_text(pin_data(path, [other], "third"))
    kept = json.loads(path.read_text())

    assert kept["reasons"] == ["first", "second", "third"]
    assert kept["data"]["a: b"]["floors"] == {"F1": 0.8}
    assert kept["data"]["c: d"]["floors"] == {"AUC": 0.9}


def test_absent_data_is_told_and_fails_nothing(tmp_path: Path) -> None:
    skipped = Section("a: b", "", skipped="spin/x is not there")
    path = _pinned(tmp_path, _section(0.8))

    assert list(unheld([skipped], path)) == [
        "a: b: not held against its floors: spin/x is not there"
    ]
    assert list(breaches_of([skipped], path)) == []


def test_the_command_fails_when_a_figure_of_the_documents_fell(tmp_path: Path) -> None:
    pinned = json.loads((CORPUS / "floors.json").read_text())
    name = next(iter(pinned["floors"]))
    pinned["floors"][name] = 2.0
    path = tmp_path / "floors.json"
    path.write_text(json.dumps(pinned))

    result = CliRunner().invoke(group, ["evaluate", str(CORPUS), "--floors", str(path)])

    assert result.exit_code == 1
    assert f"{name} fell to" in result.stderr


def test_to_pin_a_file_must_be_named() -> None:
    result = CliRunner().invoke(group, ["evaluate", str(CORPUS), "--pin", "why"])

    assert result.exit_code == 2
    assert "name it with --floors" in result.stderr
