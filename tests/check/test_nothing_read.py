"""A gate that looked at nothing has not passed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli.main import group


def check(*arguments: str | Path) -> tuple[int, str]:
    """Run the command; return its exit code and what it told on stderr."""
    done = CliRunner().invoke(
        group, ["check", "--no-cache", "--jobs", "0", *map(str, arguments)], prog_name="audit"
    )
    return done.exit_code, done.stderr


def test_an_empty_folder_fails(tmp_path: Path) -> None:
    code, told = check(tmp_path, "--isolated")

    assert code == 3
    assert "no document in this folder" in told


def test_records_without_text_fail_though_the_folder_may_hold_such(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"label": 1}\n')

    code, told = check(tmp_path, "--isolated")

    assert code == 3
    assert f"{tmp_path}: reading: nothing was read: no document in it" in told
    assert "a.jsonl: left out: its records have no field known to hold a text" in told


def test_a_pattern_that_matches_nothing_fails(tmp_path: Path) -> None:
    assert check(tmp_path / "*.txt", "--isolated")[0] == 3


def test_what_settings_exclude_was_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text.")
    (tmp_path / "auditor.toml").write_text('exclude = ["*.txt"]\n')

    assert check(tmp_path / "a.txt", "--config", tmp_path / "auditor.toml")[0] == 0


@pytest.mark.parametrize("quiet", [True, False])
def test_which_field_was_read_is_told_once(tmp_path: Path, quiet: bool) -> None:
    (tmp_path / "a.json").write_text('[{"content": "Some text."}, {"content": "More text."}]')

    code, told = check(tmp_path, "--isolated", "--select", "boilerplate", *(["-q"] * quiet))

    assert code == 0
    assert told.count("the text is taken from the field 'content'") == (not quiet)
