"""The action, step by step as a runner takes it: its own commands, inputs and environment."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
yaml = pytest.importorskip("yaml", reason="PyYAML comes with pre-commit, which is not installed")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
OLD = (
    "# A day in March\n\nThe mayor went home, quite than wait.\n\nShare this article\n\nThe end.\n"
)
NEW = OLD.replace("The end.", "She was tired, quite than ill.")
# What is done by actions of others: both only bring a Python and remember a folder.
OTHERS = {"actions/setup-python@v5", "actions/cache@v4"}


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(("git", *identity, *arguments), cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A runner's environment: a Python without this program, and the action's own folder."""
    folder = tmp_path_factory.mktemp("runner")
    action = folder / "action"
    for name in ("auditor", "rules"):
        shutil.copytree(ROOT / name, action / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "LICENSE-WordNet"):
        shutil.copy(ROOT / path, action)
    python = folder / "python"
    subprocess.run((sys.executable, "-m", "venv", "--without-pip", python), check=True)
    (packages,) = (python / "lib").glob("python*/site-packages")
    # What the program depends on, and pip, are there; nothing asks the network.
    shared = [each for each in (*site.getsitepackages(), *_of_environment()) if Path(each).is_dir()]
    (packages / "shared.pth").write_text("\n".join(shared), encoding="utf-8")
    return {
        "PATH": f"{python / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "GITHUB_ACTION_PATH": str(action),
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip takes 0 as the option itself
        "PIP_IGNORE_INSTALLED": "1",
    }


def _of_environment() -> list[str]:
    return [str(Path(pytest.__file__).parents[1])]


def take(runner: dict[str, str], workspace: Path, **inputs: str) -> list[Any]:
    """Take the steps in order until one fails; return what each that ran came to."""
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    done: list[Any] = []
    for step in ACTION["runs"]["steps"]:
        if "uses" in step:
            assert step["uses"] in OTHERS
            continue
        own = {name: _expanded(value, given) for name, value in step.get("env", {}).items()}
        summary = str(workspace / ".summary.md")
        script = workspace.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        assert step["shell"] == "bash"
        command = ("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
        done.append(
            subprocess.run(
                command,
                cwd=workspace,
                env={**runner, "GITHUB_STEP_SUMMARY": summary, **own},
                capture_output=True,
                text=True,
                check=False,
            )
        )
        if done[-1].returncode:
            break
    return done


def _expanded(value: str, given: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: given[found.group(1)], value)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout in which one line of an old page is edited."""
    folder = tmp_path / "workspace"
    (folder / "desk").mkdir(parents=True)
    (folder / "desk" / "old.md").write_text(OLD)
    git(folder, "init", "-qb", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    git(folder, "switch", "-qc", "work")
    (folder / "desk" / "old.md").write_text(NEW)
    git(folder, "commit", "-qam", "second")
    return folder


@pytest.mark.slow
def test_it_installs_itself_and_annotates_only_changed_lines(
    runner: dict[str, str], workspace: Path
) -> None:
    install, check = take(
        runner, workspace, paths="desk", changed_since="main", fail_on="warning", sarif="a.sarif"
    )

    assert install.returncode == 0, install.stderr
    annotated = re.findall(
        r"^::\w+ file=(\S+?),title=(\S+?),line=(\d+)", check.stdout, re.MULTILINE
    )
    assert {(file, line) for file, _, line in annotated} == {("desk/old.md", "7")}, check.stderr
    assert "machine-translation/spun-phrase" in {rule for _, rule, _ in annotated}
    assert check.returncode == 1
    assert (workspace / "a.sarif").is_file()
    assert "desk/old.md" in (workspace / ".summary.md").read_text("utf-8")


@pytest.mark.slow
def test_a_baseline_and_a_gate_are_passed_on(runner: dict[str, str], workspace: Path) -> None:
    take(runner, workspace)
    subprocess.run(
        ("audit", "baseline", "desk", "-o", "base.json"), cwd=workspace, env=runner, check=True
    )

    *_, check = take(runner, workspace, paths="desk", baseline="base.json", fail_on="note reject")

    assert (check.returncode, check.stdout) == (0, ""), check.stderr
