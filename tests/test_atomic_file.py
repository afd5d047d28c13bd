"""What a killed run leaves behind is cleared away by the next, and nothing else is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.atomic_file import AtomicFile, clear_leftovers
from auditor.writing import opened_into, prepare_folder, write_whole

COMMAND = (sys.executable, "-c", "from auditor.cli.main import main; main()")
_KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from auditor.writing import write_whole
def parts():
    yield "half a report"
    os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1], "a.html"), parts())
"""
posix = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@posix
@pytest.mark.parametrize("resumed", [[], ["--resume"]])
def test_the_next_run_clears_away_what_a_killed_one_left(
    tmp_path: Path, resumed: list[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "b.txt").write_text("The mayor spoke.")
    killed = [sys.executable, "-c", _KILLED_WHILE_WRITING, str(out)]
    assert subprocess.run(killed, check=False).returncode == -signal.SIGKILL
    (left,) = _names(out)
    assert left.startswith(".a.html.")
    done = subprocess.run(
        [*COMMAND, "run", tmp_path / "b.txt", "-o", out, "--format", "json", *resumed],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert [name for name in _names(out) if name.startswith(".")] == []


@posix
def test_a_file_that_another_process_writes_is_left_alone(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from auditor.atomic_file import AtomicFile\n"
        "AtomicFile(Path(sys.argv[1], 'a')); print('begun', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        clear_leftovers(tmp_path)
        live = _names(tmp_path)
        writer.kill()
        writer.wait()
    clear_leftovers(tmp_path)

    assert len(live) == 1
    assert _names(tmp_path) == []


@posix
def test_only_files_of_our_naming_are_cleared_away(tmp_path: Path) -> None:
    mine = [".a.part", ".a.html.abcd1234", "a.abcd1234.unfinished", ".a.ABCD1234.unfinished"]
    for name in mine:
        (tmp_path / name).touch()
    (tmp_path / ".link.abcd1234.unfinished").symlink_to(tmp_path / ".a.part")
    (tmp_path / ".folder.abcd1234.unfinished").mkdir()
    (tmp_path / ".a.abcd1234.unfinished").touch()
    prepare_folder(str(tmp_path))

    assert _names(tmp_path) == sorted(
        [*mine, ".link.abcd1234.unfinished", ".folder.abcd1234.unfinished"]
    )


def test_what_is_being_written_is_finished_whoever_clears_up(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "one "
        prepare_folder(str(tmp_path))
        yield "two"

    write_whole(tmp_path / "a", parts())
    with opened_into(str(tmp_path), "b") as stream:
        prepare_folder(str(tmp_path))
        stream.write(b"three")

    assert [(path.name, path.read_text()) for path in sorted(tmp_path.iterdir())] == [
        ("a", "one two"),
        ("b", "three"),
    ]


def test_a_file_is_finished_or_abandoned_once(tmp_path: Path) -> None:
    first, second = AtomicFile(tmp_path / "a"), AtomicFile(tmp_path / "a")
    first.temporary.write_text("one")
    first.finish()
    other = os.open(tmp_path / "a", os.O_RDONLY)
    first.abandon()  # as when a later file could not be finished
    second.abandon()

    assert os.read(other, 9) == b"one"
    assert _names(tmp_path) == ["a"]
    os.close(other)


@posix
def test_a_planted_link_leads_no_table_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "a.txt").write_text("The mayor spoke.")
    for name in ("documents.csv", ".documents.csv.part", "findings.csv", ".findings.csv.part"):
        (out / name).symlink_to(tmp_path / "precious")
    done = subprocess.run(
        [*COMMAND, "run", tmp_path / "a.txt", "-o", out, "--format", "csv"],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert (tmp_path / "precious").read_text() == "mine"
    assert (out / "documents.csv").read_text().startswith("id,")


@posix
@pytest.mark.parametrize(
    "arguments", [["run", ".", "-o", "-", "--format", "json", "--jobs", "1"], ["rules"]]
)
def test_who_has_read_enough_ends_a_command_in_silence(
    tmp_path: Path, arguments: list[str]
) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("The mayor of the town spoke. " * 100)
    read, write = os.pipe()
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, text=True
    ) as printing:
        os.close(write)
        os.close(read)  # before a word is written
        assert printing.stderr is not None
        told = printing.stderr.read()
        code = printing.wait()

    assert (code, told) == (141, "")


def test_watching_says_by_its_exit_code_that_something_was_not_read(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="[watch] is not installed")
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "a.txt").write_text("The mayor spoke.")
    watch = [*COMMAND, "watch", str(desk), "-o", str(tmp_path / "out"), "--existing", "--once"]
    watch += ["--settle", "0.1", "--jobs", "0"]
    well = subprocess.run(watch, capture_output=True, check=False)
    (desk / "b.txt").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))
    badly = subprocess.run(watch, capture_output=True, check=False)

    assert (well.returncode, badly.returncode) == (0, 3)
    assert b"b.txt" in badly.stderr
