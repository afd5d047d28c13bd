"""A rule pack outside the repository, built and installed as a package of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = {
    "pyproject.toml": """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = "shouting-rules"
version = "2.5"

[project.entry-points."auditor.rules"]
shouting = "shouting_rules:PACK"

[tool.setuptools]
py-modules = ["shouting_rules"]
""",
    "shouting_rules.py": '''
"""A pack of one rule."""
import re
from auditor import Example, Hit, Pack, Rule, Span

def find(document):
    if "boom" in document.text:
        raise RuntimeError("this rule crashes on purpose")
    for run in re.finditer("!{3,9}", document.text):
        yield Hit(Span(*run.span()), "signs of shouting", suggestion="!")

RULE = Rule(
    id="machine-translation/shouting", summary="several exclamation marks", severity="note",
    find=find, what="three or more marks", why="it is loud", known_problems="comics",
    invalid=(Example("Stop⟦!!!⟧ Now.", suggestion="!"),), valid=(Example("Stop! Now."),),
)
PACK = Pack("shouting", "2.5", (RULE,))
''',
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Install the second package into a folder of its own; return what makes Python see it."""
    project = tmp_path_factory.mktemp("shouting")
    site = tmp_path_factory.mktemp("site")
    for name, text in PROJECT.items():
        (project / name).write_text(text, "utf-8")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*install, "--no-build-isolation", "--target", str(site), str(project)],
        check=True,
        capture_output=True,
    )
    return {**os.environ, "PYTHONPATH": str(site)}


def _audit(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from auditor.cli.main import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_its_rules_are_listed_beside_the_built_in_ones(environment: dict[str, str]) -> None:
    listed = json.loads(_audit(environment, "rules", "--json").stdout)

    assert "machine-translation/shouting" in {rule["rule"] for rule in listed}
    assert len(listed) > 1
    assert "shouting 2.5" in _audit(environment, "--version").stdout


def test_its_findings_stand_in_the_result(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Stop!!! Now.", "utf-8")

    finished = _audit(environment, "run", str(tmp_path), "--format", "jsonl", "-o", "-")

    findings = json.loads(finished.stdout)["findings"]
    (shouting,) = [each for each in findings if each["rule"] == "machine-translation/shouting"]
    assert (shouting["start"], shouting["end"], shouting["suggestion"]) == (4, 7, "!")


def test_its_crash_is_a_failure_and_the_other_rules_go_on(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("And then: boom.", "utf-8")
    (tmp_path / "b.txt").write_text("Stop!!! Now.", "utf-8")

    finished = _audit(environment, "run", str(tmp_path), "--format", "jsonl", "-o", "-")

    crashed, fine = (json.loads(line) for line in finished.stdout.splitlines())
    assert [each["stage"] for each in crashed["failures"]] == ["machine-translation/shouting"]
    assert fine["failures"] == []
    assert finished.returncode == 3
