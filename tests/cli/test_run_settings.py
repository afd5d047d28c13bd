"""`audit run` takes what the one settings file says, and the command line goes before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests_shared.checks import audit, small_pack

__all__ = ["small_pack"]
pytestmark = pytest.mark.usefixtures("small_pack")
TEXT = "The mayor allegedly resigned.\nShare this"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(TEXT)
    Path("in/rows.jsonl").write_text(json.dumps({"id": "r", "body": TEXT, "text": "x"}) + "\n")
    return tmp_path


def run(*arguments: str) -> dict[str, dict[str, Any]]:
    done = audit("run", "in", "--format", "jsonl", "-o", "-", "--jobs", "0", *arguments)
    assert done.exit_code == 0, done.stderr
    records = map(json.loads, done.stdout.splitlines())
    return {each["document"]["id"]: each for each in records}


def rules(record: dict[str, Any]) -> list[str]:
    return [each["rule"] for each in record["findings"]]


def test_every_key_that_concerns_an_audit_holds_for_a_run() -> None:
    Path("auditor.toml").write_text(
        'text-field = "body"\nignore = ["contradiction"]\nlevels = {boilerplate = "off"}\n'
        'exclude = ["b.txt"]\n'
    )
    Path("in/b.txt").write_text(TEXT)

    found = run()

    assert {name: rules(each) for name, each in found.items()} == {
        "a.txt": ["attribution/hearsay"],
        "r": ["attribution/hearsay"],
    }
    assert found["a.txt"]["versions"]["settings"] == "boilerplate=off"


def test_the_command_line_goes_before() -> None:
    Path("auditor.toml").write_text('text-field = "body"\nselect = ["boilerplate"]\n')

    found = run("--text-field", "text", "--select", "attribution")

    assert found["r"]["document"]["text"] == "x"
    assert rules(found["a.txt"]) == ["attribution/hearsay"]


def test_a_rule_that_is_not_there_is_refused() -> None:
    Path("auditor.toml").write_text('ignore = ["attributoin"]\n')

    done = audit("run", "in", "-o", "-", "--format", "jsonl")

    assert done.exit_code == 2
    assert "did you mean" in done.stderr


def test_check_names_every_mistake_of_every_file_below() -> None:
    Path("auditor.toml").write_text("exclud = []\nminimum-confidence = 2\n")
    Path("in/pyproject.toml").write_text('[tool.auditor]\nignore = ["attributoin"]\n')

    done = audit("settings", "--check")

    told = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in told] == ["auditor.toml"] * 2 + [
        str(Path("in/pyproject.toml").resolve())
    ]
    assert "did you mean 'exclude'" in told[0]
    assert "expected a number from 0 to 1" in told[1]
    assert (done.exit_code, done.stdout) == (2, "2 settings files: 3 mistakes\n")


def test_check_passes_what_is_right() -> None:
    Path("auditor.toml").write_text('ignore = ["attribution"]\n')

    done = audit("settings", "--check", "auditor.toml")

    assert (done.exit_code, done.stdout) == (0, "1 settings file: 0 mistakes\n")


def test_the_schema_is_printed() -> None:
    assert "fail-on" in json.loads(audit("settings", "--schema").stdout)["properties"]
