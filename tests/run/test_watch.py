"""Watching a folder: half a file is waited for, and a whole one gets its report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.stable_read import Signature
from auditor.run.watch import Arrivals, is_article
from tests_shared.checks import audit

A, B = Path("a.txt"), Path("b.txt")


class Disk:
    """Files whose looks a test sets."""

    def __init__(self) -> None:
        self.files: dict[Path, Signature] = {}

    def write(self, path: Path, size: int) -> None:
        self.files[path] = (size, size, 1)


def test_a_file_is_whole_when_it_stayed_as_it_is() -> None:
    disk = Disk()
    arrivals = Arrivals(1.0, disk.files.get)
    disk.write(A, 10)
    arrivals.notice([A], 0.0)

    seen = [arrivals.whole(0.5)]
    disk.write(A, 20)  # written on, and nobody told
    seen += [arrivals.whole(1.0), arrivals.whole(1.5), arrivals.whole(2.0), arrivals.whole(9.0)]

    assert seen == [[], [], [], [A], []]


def test_a_change_begins_the_wait_again_and_what_is_gone_is_forgotten() -> None:
    disk = Disk()
    arrivals = Arrivals(1.0, disk.files.get)
    disk.write(A, 1)
    disk.write(B, 1)
    arrivals.notice([B, A], 0.0)
    arrivals.notice([A], 0.9)
    del disk.files[B]

    assert (arrivals.whole(1.5), len(arrivals)) == ([], 1)
    assert (arrivals.whole(2.0), len(arrivals)) == ([A], 0)


@given(
    st.lists(st.tuples(st.sampled_from([A, B]), st.integers(0, 3), st.integers(0, 2)), max_size=30)
)
@settings(max_examples=100)
def test_what_was_last_written_is_whole_in_the_end_and_never_before_its_time(
    events: list[tuple[Path, int, int]],
) -> None:
    disk, now, given_out = Disk(), 0.0, set()
    arrivals = Arrivals(1.0, disk.files.get)
    written: dict[Path, float] = {}
    for path, size, pause in events:
        disk.write(path, size)
        arrivals.notice([path], now)
        written[path] = now
        given_out.discard(path)
        now += pause
        for ready in arrivals.whole(now):
            assert now - written[ready] >= 1.0
            given_out.add(ready)

    given_out.update(arrivals.whole(now + 1.0))

    assert given_out == set(disk.files)
    assert len(arrivals) == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", True),
        ("deep/a.html.gz", True),
        (".a.txt", False),
        (".git/a.txt", False),
        ("a.txt.part", False),
        ("reports/a.html", False),
    ],
)
def test_hidden_files_parts_and_our_own_reports_are_no_articles(name: str, expected: bool) -> None:
    folder = Path("/desk")

    assert is_article(folder / name, folder, folder / "reports") is expected


def test_a_missing_folder_is_refused() -> None:
    pytest.importorskip("watchfiles", reason="[watch] is not installed")
    done = audit("watch", "nowhere")

    assert (done.exit_code, "is no folder" in done.stderr) == (2, True)


def test_what_is_there_gets_its_reports_and_a_broken_file_stops_nothing(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="[watch] is not installed")
    desk = tmp_path / "desk"
    (desk / "deep").mkdir(parents=True)
    (desk / "deep" / "a.txt").write_text("The mayor opened the bridge on Monday, she said.")
    (desk / "b.txt").write_text("")
    (desk / "rows.jsonl").write_text('{"id": "one", "text": "A line."}\n')

    done = audit(
        *("watch", desk, "-o", tmp_path / "out", "--existing", "--once"),
        *("--settle", "0", "--jobs", "0"),
    )

    assert done.exit_code == 3, done.stderr
    assert {line.split(":")[0] for line in done.stdout.splitlines()} == {"deep/a.txt", "one"}
    assert "empty: there is nothing to audit" in done.stderr
    assert "deep/a.txt" in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.slow
def test_an_article_that_arrives_in_pieces_gets_one_report_of_the_whole(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="[watch] is not installed")
    desk, out = tmp_path / "desk", tmp_path / "out"
    desk.mkdir()
    command = (sys.executable, "-c", "from auditor.cli.main import main; main()")
    with subprocess.Popen(
        (*command, "watch", str(desk), "-o", str(out), "--settle", "1.5"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watching:
        try:
            assert watching.stderr is not None and watching.stdout is not None
            assert "watching" in watching.stderr.readline()
            time.sleep(1)
            with (desk / "new.txt").open("w") as stream:
                for part in ("The mayor opened ", "the bridge on Monday, ", "she said.\n"):
                    stream.write(part)
                    stream.flush()
                    os.fsync(stream.fileno())
                    time.sleep(0.4)
            told = watching.stdout.readline()
            reports = sorted(path.suffix for path in out.glob("new*"))
            text = next(out.glob("new*.md")).read_text()
        finally:
            watching.terminate()

    assert told.startswith("new.txt: ")
    assert reports == [".html", ".json", ".md"]
    assert "Monday" in next(out.glob("new*.json")).read_text()
    assert text


def test_what_is_put_into_the_folder_cannot_change_what_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("watchfiles", reason="[watch] is not installed")
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "a.txt").write_text("The mayor spoke.\nShare this article on Facebook\n")
    (desk / "auditor.toml").write_text('ignore = ["boilerplate"]\nexclude = ["*.txt"]\n')
    monkeypatch.chdir(tmp_path)

    done = audit(
        *("watch", desk, "-o", tmp_path / "out", "--existing", "--once"),
        *("--settle", "0", "--jobs", "0"),
    )

    assert done.exit_code == 0, done.stderr
    report = json.loads((tmp_path / "out" / "a.txt.json").read_text())
    assert "boilerplate/share-bar" in {each["rule"] for each in report["findings"]}
