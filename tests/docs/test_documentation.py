"""The documentation: generated pages are up to date, commands and code on pages run."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from auditor import discover
from auditor.cli.main import COMMANDS
from auditor.documentation import commands_page, pages, rule_page, settings_page
from auditor.settings import KEYS
from tests_shared.checks import PACK, audit

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_a_rule_s_page_has_every_heading_and_keeps_examples_whole() -> None:
    page = rule_page(PACK.rules[0])

    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    assert headings == [
        "attribution/hearsay",
        "What it looks for",
        "Why it matters",
        "Known problems",
        "Examples",
    ]
    assert "```text\nx\n```" in page


def test_the_references_name_every_command_and_every_key() -> None:
    commands = re.findall(r"^## audit (\S+)$", commands_page(), re.MULTILINE)
    keys = re.findall(r"^## (\S+)$", settings_page(), re.MULTILINE)

    assert commands == list(COMMANDS)
    assert keys == list(KEYS)


def test_the_code_on_the_library_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}

    for block in blocks("how-to/library.md", "python"):
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(block, "library.md", "exec"), names)
        assert printed.getvalue() or "assert" in block


@pytest.mark.slow
def test_the_commands_of_the_tutorial_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    lines = [line for block in blocks("tutorial.md", "console") for line in block.splitlines()]

    codes = {line: audit(*shlex.split(line)[2:]).exit_code for line in lines}

    assert codes == dict.fromkeys(lines, 0)
    assert len(lines) == 8


@pytest.mark.slow
def test_generated_pages_are_those_of_the_rules_as_they_are() -> None:
    made = pages(discover())
    there = {path.relative_to(DOCS).as_posix() for path in (DOCS / "rules").rglob("*.md")}

    stale = {
        name
        for name, text in made.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text
    }

    assert (stale, there - set(made)) == (set(), set()), "run `make docs-pages`"


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx", reason="[docs] is not installed")
    pytest.importorskip("myst_parser", reason="[docs] is not installed")

    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", str(DOCS), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    # The folder of model cards may still be empty.
    warnings = [line for line in done.stderr.splitlines() if "didn't match any" not in line]
    assert (done.returncode, warnings) == (0, [])
    assert (tmp_path / "rules" / "index.html").is_file()
