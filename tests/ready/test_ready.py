"""What is ready to use: the pre-commit hook, the action, the GitLab snippet, completion."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
yaml = pytest.importorskip("yaml", reason="PyYAML comes with pre-commit, which is not installed")
FAULTY = "A headline\n\nSome text of the page that is no less than a line.\n\nShare this article\n"


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path, **environment},
    )


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    done = run("git", *identity, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr


def step(name: str) -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    found: dict[str, Any] = next(
        each for each in action["runs"]["steps"] if each.get("name") == name
    )
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "clean.md").write_text("A plain line.\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    (tmp_path / "desk" / "new.md").write_text(FAULTY)
    return tmp_path


def test_the_hook_runs_under_pre_commit_itself(repository: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    # Installed already: building a second environment would need the network.
    local = {**hook, "language": "system", "args": [*hook["args"], "--fail-on", "note"]}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    (repository / "image.bin").write_bytes(b"\0\1")
    git(repository, "add", ".")

    done = run(
        *(sys.executable, "-m", "pre_commit", "run", "--all-files"),
        cwd=repository,
        PRE_COMMIT_HOME=str(repository / ".pc"),
    )

    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"^desk/new\.md:\d+:\d+: \w+ boilerplate/", done.stdout, re.MULTILINE)
    assert "image.bin" not in done.stdout


def test_pre_commit_accepts_the_manifest() -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")

    done = run(
        sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_the_action_annotates_what_changed_and_writes_sarif_and_a_summary(repository: Path) -> None:
    (repository / "desk" / "old;touch owned.md").write_text("A plain line.\n")
    check = step("Check")
    given = {
        "PATHS": "desk",
        "CHANGED_SINCE": "HEAD",
        "FAIL_ON": "note",
        "SARIF": "audit.sarif",
        "GITHUB_STEP_SUMMARY": "summary.md",
    }

    done = run("bash", "-e", "-c", check["run"], cwd=repository, BASELINE="", **given)

    assert done.returncode == 1, done.stderr
    assert set(check["env"]) == {"PATHS", "CHANGED_SINCE", "FAIL_ON", "BASELINE", "SARIF"}
    assert "${{" not in check["run"]
    assert re.search(r"^::\w+ file=desk/new\.md,title=boilerplate/", done.stdout, re.MULTILINE)
    assert (repository / "audit.sarif").is_file()
    assert "desk/new" in (repository / "summary.md").read_text()
    assert not (repository / "owned.md").exists()


def test_the_action_fails_on_wrong_usage(repository: Path) -> None:
    empty = dict.fromkeys(("FAIL_ON", "BASELINE", "SARIF"), "")

    done = run(
        *("bash", "-e", "-c", step("Check")["run"]),
        cwd=repository,
        PATHS="desk",
        CHANGED_SINCE="nowhere",
        **empty,
    )

    assert done.returncode == 2


def test_the_gitlab_snippet_writes_both_reports(repository: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "ci.md").read_text("utf-8")
    (snippet,) = (
        each for each in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "codequality" in each
    )
    job = yaml.safe_load(snippet)["audit"]
    git(repository, "mv", "desk", "articles")
    git(repository, "commit", "-qm", "second")
    script = "\n".join(line for line in job["script"] if not line.startswith("pip "))

    done = run(*("bash", "-e", "-c", script), cwd=repository, CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD")

    assert done.returncode == 0, done.stderr
    for report in job["artifacts"]["reports"].values():
        assert (repository / report).is_file()
    named = (repository / "gl-code-quality-report.json").read_text()
    assert "articles/new.md" in named
    assert "clean.md" not in named


def snippets(language: str) -> list[Any]:
    page = (ROOT / "docs" / "how-to" / "ci.md").read_text("utf-8")
    found = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return [yaml.safe_load(each) for each in found]


def test_the_pages_hook_is_one_that_pre_commit_runs(repository: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    (config,) = (each for each in snippets("yaml") if "repos" in each)
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(repository, "add", ".")

    done = run(
        *(sys.executable, "-m", "pre_commit", "run", "--all-files"),
        cwd=repository,
        PRE_COMMIT_HOME=str(repository / ".pc"),
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^audit articles\.+Passed$", done.stdout, re.MULTILINE)


def test_the_pages_workflow_uses_the_action_that_it_checks_out() -> None:
    (workflow,) = (each for each in snippets("yaml") if "jobs" in each)
    _, program, use = workflow["jobs"]["articles"]["steps"]

    assert use["uses"] == f"./{program['with']['path']}"
    assert set(use["with"]) <= set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])


def test_no_page_holds_an_address_that_is_not_there() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert "OWNER/" not in page.read_text("utf-8"), page


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(shell: str, tmp_path: Path) -> None:
    source = run("audit", cwd=tmp_path, _AUDIT_COMPLETE=f"{shell}_source")
    words = run(
        "audit",
        cwd=tmp_path,
        _AUDIT_COMPLETE=f"{shell}_complete",
        COMP_WORDS="audit ch",
        COMP_CWORD="ch" if shell == "fish" else "1",
    )

    assert "_AUDIT_COMPLETE" in source.stdout
    assert "check" in words.stdout


@pytest.mark.parametrize(
    ("shell", "script"),
    [
        (
            "bash",
            'eval "$(_AUDIT_COMPLETE=bash_source audit)"; COMP_WORDS=(audit chec); COMP_CWORD=1; '
            '_audit_completion audit; echo "${COMPREPLY[@]}"',
        ),
        ("fish", '_AUDIT_COMPLETE=fish_source audit | source; complete -C "audit chec"'),
        (
            "zsh",
            'autoload -Uz compinit; compinit -D -u; eval "$(_AUDIT_COMPLETE=zsh_source audit)"; '
            "whence -w _audit_completion && echo check",
        ),
    ],
)
def test_what_a_page_says_of_a_shell_works_in_it(shell: str, script: str, tmp_path: Path) -> None:
    if which(shell) is None:
        pytest.skip(f"{shell} is not installed")

    done = run(shell, "-c", script, cwd=tmp_path, HOME=str(tmp_path))

    assert "check" in done.stdout, done.stderr
    assert done.returncode == 0
