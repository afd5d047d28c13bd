"""`audit restore`: a diff, a file, questions; never the input."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli.main import group

SPUN = "They said that they would go quite than wait for the others to come back.\n"
MENDED = SPUN.replace("quite", "rather")


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "spun.txt"
    path.write_text(SPUN)
    return path


def call(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(group, ["restore", *arguments], input=answers)


def test_it_prints_each_change_in_its_place(document: Path) -> None:
    result = call("spun.txt")

    assert result.stdout == (
        "spun.txt:1:30: They said that they would go [-quite than-]{+rather than+} wait for the "
        "others to come back. (machine-translation/spun-phrase)\n"
    )
    assert document.read_text() == SPUN


def test_a_patch_is_printed_on_demand_and_leaves_the_input(document: Path) -> None:
    result = call("spun.txt", "--patch")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == ["-" + SPUN.strip(), "+" + MENDED.strip()]
    assert document.read_text() == SPUN


def test_the_restored_text_can_be_written(document: Path) -> None:
    call("spun.txt", "-o", "new.txt")

    assert Path("new.txt").read_text() == MENDED


@pytest.mark.parametrize(("answers", "expected"), [("y\n", MENDED), ("n\n", SPUN), ("q\n", SPUN)])
def test_only_what_is_accepted_is_written(document: Path, answers: str, expected: str) -> None:
    call("spun.txt", "--interactive", "-o", "new.txt", answers=answers)

    assert Path("new.txt").read_text() == expected


def test_the_input_is_refused_as_output(document: Path) -> None:
    assert "never rewritten" in call("spun.txt", "-o", "spun.txt").stderr
    assert document.read_text() == SPUN


def test_asking_needs_somewhere_to_write(document: Path) -> None:
    assert "needs -o FILE" in call("spun.txt", "-i").stderr


def test_what_cannot_be_read_is_said(document: Path) -> None:
    result = call("missing.txt")

    assert result.exit_code in (2, 3)
