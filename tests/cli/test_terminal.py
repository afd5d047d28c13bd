"""Whatever command prints a stranger's text, a terminal shows it and obeys nothing of it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests_shared.checks import audit, small_pack

__all__ = ["small_pack"]
AUDITOR = Path(__file__).parents[2] / "auditor"
# Sets the window's title, clears the screen, colours, goes on in C1 form, turns the direction.
ACTS = "\x1b]0;owned\x07\x1b[2J\x1b[31m\x9b31m\u202egnp\x7f\x08"
# Anything that acts on a terminal but our own colours (rich's and click's).
ACTING = re.compile(
    "\x1b(?!\\[[0-9;]*m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e]"
)
TEXT = f"A title {ACTS}\n\nHe allegedly fled {ACTS} in the night.\n\nShare this {ACTS}\n"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("run", "in", "-o", "out"),
    *(("run", "in", "-o", "-", "--format", each) for each in ("json", "jsonl", "markdown", "html")),
    *(
        ("check", "in", "--format", each)
        for each in ("text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown")
    ),
    ("check", "in", "--statistics"),
    ("check", "in", "--stdin-filename", ACTS, "-"),
    ("check", f"dir{ACTS}"),
    ("check", "in", "--baseline", f"bad{ACTS}.json"),
    ("check", "in", "--cache", f"bad{ACTS}.json"),
    ("check", "in", "--config", f"bad{ACTS}.json"),
    ("check", f"--{ACTS}"),
    ("baseline", "in"),
    ("clean", "in"),
    ("clean", "in", "--diff", "--report"),
    ("restore", "in"),
    ("show",),
    ("show", "last"),
    ("show", "last", "rows"),
    ("show", "last", ACTS),
    ("diff", "1", "2"),
    ("diff", "1", "2", "--json"),
    ("verdicts", "--format", "csv"),
    ("verdicts", "--format", "label-studio"),
    ("settings", f"dir{ACTS}"),
    ("init", f"dir{ACTS}"),
    ("train", f"bad{ACTS}.json", "--dimension", "boilerplate", "-o", "model.json"),
    ("evaluate", "in"),
    ("watch", "in", "--existing", "--once", "--settle", "0", "--jobs", "0"),
    ("watch", f"dir{ACTS}", "--once"),
    ("rules", "--dimension", ACTS),
    ("explain", ACTS),
    ("serve", "--host", ACTS),
    ("review", "--store", f"dir{ACTS}"),
    (ACTS,),
    (f"--{ACTS}",),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hostile documents, names, settings and data; and a store with two runs over them."""
    made = tmp_path_factory.mktemp("terminal")
    (made / "in").mkdir()
    (made / "in" / f"a{ACTS}.txt").write_text(TEXT)
    (made / "in" / f"empty\nfine.txt: all is well{ACTS}.txt").write_text("")
    row = {"id": f"rows{ACTS}", "title": ACTS, "byline": ACTS, "text": TEXT}
    (made / "in" / "rows.jsonl").write_text(json.dumps(row) + "\n")
    (made / f"dir{ACTS}").mkdir()
    (made / f"dir{ACTS}" / "auditor.toml").write_text(f"nonsense{'x' * 3} = 1")
    (made / f"dir{ACTS}" / "a.txt").write_text(TEXT)
    (made / f"bad{ACTS}.json").write_text('{"text": 1}\n')
    return made


@pytest.fixture(scope="module")
def kept(folder: Path) -> Path:
    """The folder with two runs in its store, the second of which found more."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(2):
            audit("run", "in", "-o", "reports", "--jobs", "0", "--quiet")
            with (folder / "in" / "rows.jsonl").open("a") as rows:
                rows.write(json.dumps({"id": f"later{ACTS}", "text": TEXT}) + "\n")
    finally:
        os.chdir(before)
    return folder


@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda each: " ".join(each).encode("unicode_escape").decode()
)
@pytest.mark.usefixtures("small_pack")
def test_nothing_that_acts_reaches_the_terminal(
    kept: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(kept)
    monkeypatch.setattr("auditor.cli.printing.is_terminal", lambda: True)
    given = (*command, "--jobs", "0") if command[0] == "run" else command

    done = audit(*given, stdin=TEXT)

    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert ACTING.findall(done.output) == []
    assert not re.search(r"^fine\.txt: all is well", done.output, re.MULTILINE)
    assert done.output


@pytest.mark.usefixtures("small_pack")
def test_a_pipe_gets_the_text_itself(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads on must not be handed another text."""
    monkeypatch.chdir(kept)

    assert audit("clean", f"dir{ACTS}/a.txt").stdout.count(ACTS) == 2


def test_one_module_alone_prints() -> None:
    """So that no command can forget it."""
    found = []
    for path in AUDITOR.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                *("print", "click.echo", "click.secho", "echo"),
                *("sys.stdout.write", "sys.stderr.write"),
            ):
                found.append(path.relative_to(AUDITOR).as_posix())

    # The second compares the seeds for those who work on this program, and no installed command.
    assert sorted(set(found)) == ["cli/printing.py", "training/seeds.py"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="terminals of this kind are POSIX's")
def test_a_real_terminal_gets_nothing_that_acts(kept: Path) -> None:
    import pty

    for command in (("run", "in", "-o", "tty"), ("clean", "in"), ("show", "last")):
        ours, theirs = pty.openpty()
        program = (sys.executable, "-c", "from auditor.cli.main import main; main()")
        with subprocess.Popen((*program, *command), cwd=kept, stdout=theirs, stderr=theirs):
            os.close(theirs)
            printed = _read(ours)

        # rich hides and shows the cursor, and clears its own line, around its progress.
        ours_alone = re.sub("\x1b\\[(\\?25[lh]|[12]K|1A)", "", printed)
        assert ACTING.findall(ours_alone) == []
        assert "⟨U+001B⟩" in printed


def _read(terminal: int) -> str:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # Linux says that the other end is closed so
            part = b""
        if not part:
            os.close(terminal)
            return b"".join(parts).decode("utf-8", "replace")
        parts.append(part)
