"""A file appears whole or not at all; what the system refuses is told and takes nothing with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli.main import group
from auditor.store import FILE_NAME, documents_in, open_store, runs
from auditor.writing import write_whole

CORPUS = Path(__file__).parent.parent / "corpus"
AUDIT = [sys.executable, "-c", "from auditor.cli.main import main; main()"]


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield "new"
        raise ValueError("half-way")

    path = tmp_path / "a.txt"
    path.write_text("old")

    with pytest.raises(ValueError, match="half-way"):
        write_whole(path, parts())
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.txt", "old")]


def test_what_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "a.txt"

    with pytest.raises(FileNotFoundError) as caught:
        write_whole(path, "text")
    assert caught.value.filename == str(path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there are no devices here")
def test_a_device_keeps_its_place() -> None:
    write_whole(Path("/dev/null"), "text")
    with pytest.raises(OSError, match="No space left"):
        write_whole(Path("/dev/full"), "text")
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()


def test_a_link_in_the_folder_leads_no_report_out_of_it(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside.txt", tmp_path / "inside.txt"
    outside.write_text("mine")
    inside.symlink_to(outside)

    write_whole(inside, "theirs")

    assert (outside.read_text(), inside.read_text()) == ("mine", "theirs")
    assert not inside.is_symlink()


def _on_small_disk(folder: Path, size: str, *options: str) -> tuple[int, str, Path]:
    """Audit the corpus onto a disk of that size; return exit code, complaint and what is on it."""
    disk, copy = folder / "disk", folder / "copy"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size="$1" none "$2" || exit 99; disk="$2"; copy="$3"; shift 3;'
        ' "$@" -o "$disk/out"; code=$?; cp -a "$disk/out" "$copy"; exit $code'
    )
    command = [*AUDIT, "run", str(CORPUS), "-q", "--jobs", "1", *options]
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script, "sh", size, str(disk), str(copy), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or "unshare:" in done.stderr:
        pytest.skip("no disk of a given size can be made here")
    return done.returncode, done.stderr.splitlines()[-1], copy


needs_unshare = pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is Linux's")


@needs_unshare
def test_a_disk_that_fills_up_is_told_and_what_is_on_it_is_whole(tmp_path: Path) -> None:
    code, complaint, copy = _on_small_disk(tmp_path, "300k", "--no-store", "--format", "json")

    assert code == 2
    assert complaint.endswith(
        ".json: No space left on device; what was written before is whole: make room, and try "
        "again, where --resume goes on"
    )
    written = [json.loads(each.read_bytes()) for each in copy.glob("*.json")]
    assert len(written) >= 5
    assert [each.name for each in copy.iterdir() if each.suffix != ".json"] == ["failures.jsonl"]


@needs_unshare
def test_a_store_whose_disk_fills_up_is_told_and_opens(tmp_path: Path) -> None:
    code, complaint, copy = _on_small_disk(tmp_path, "400k", "--format", "json")

    assert code == 2
    assert "No space left on device" in complaint or "the disk is full" in complaint
    with closing(open_store(copy / FILE_NAME, must_exist=True)) as store:
        (run,) = runs(store)
        kept = [each.name for each in documents_in(store, run.id)]
    assert run.finished_at is None
    assert len(kept) == len(set(kept))
    assert {f"{name}.json" for name in kept} <= {each.name for each in copy.iterdir()}


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open folder cannot be removed")
def test_a_folder_that_goes_away_is_told(tmp_path: Path) -> None:
    records = tmp_path / "r.jsonl"
    text = "The council met on Monday, the mayor said. " * 20
    records.write_text("".join(f'{{"id": "d{each}", "text": "{text}"}}\n' for each in range(900)))
    out = tmp_path / "out"
    run = subprocess.Popen(
        [*AUDIT, "run", str(records), "-q", "--jobs", "1", "-o", str(out)],
        stderr=subprocess.PIPE,
        text=True,
    )
    while run.poll() is None and not (out / "d3.html").exists():
        time.sleep(0.01)
    out.rename(tmp_path / "elsewhere")

    _, complaint = run.communicate()

    assert run.returncode == 2
    assert f"{out}/d" in complaint
    assert "No such file or directory; what was written before is whole" in complaint
    assert "Traceback" not in complaint


def test_standard_output_that_is_full_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("w") as full:
        command = [*AUDIT, "run", str(CORPUS), "-o", "-", "--format", "jsonl", "--jobs", "0"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 2
    assert "output: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    done = CliRunner().invoke(group, ["init", str(tmp_path)])

    assert done.exit_code == 2
    assert f"{tmp_path}/auditor.toml: No space left on device" in done.output
    assert list(tmp_path.iterdir()) == []
