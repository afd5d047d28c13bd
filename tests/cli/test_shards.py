"""The shares of several machines are together what one machine gives."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.cli.main import group

COUNT = 3
TEXT = "The council of Ashby met on Monday, said Ann Lee. It will spend {} million dollars.\n"
TEXT += "Share this article on Facebook\n"
OPTIONS = ("--format", "json", "--format", "csv", "--no-store", "--jobs", "0", "-q")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Make a folder with a record that is broken and one whose id repeats."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"id": f"d{n % 9}", "text": TEXT.format(n)}) for n in range(10)]
    (folder / "a.jsonl").write_text("\n".join([*lines, "{broken", "{more"]))
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(TEXT.format(name))
    return folder


def audit(*arguments: str | Path) -> str:
    """Run the command; return what it printed."""
    done = CliRunner().invoke(group, ["run", *map(str, arguments)])
    assert done.exit_code in (0, 3)  # a share may have no failure
    return done.stdout


def shares(articles: Path, *folders: Path) -> None:
    for number, folder in enumerate(folders, 1):
        audit(articles, "-o", folder, *OPTIONS, "--shard", f"{number}/{COUNT}")


def reports(folder: Path) -> dict[str, str]:
    found = {path.name: path.read_text() for path in folder.glob("*.json")}
    assert len(found) == 12
    return found


def lines(folder: Path, names: str) -> list[str]:
    """Return the lines of the files of such names, heads of tables left out."""
    found = [file.read_text().splitlines() for file in sorted(folder.glob(names))]
    return sorted(line for each in found for line in each[names.endswith(".csv") :])


def assert_same(joined: Path, whole: Path) -> None:
    assert reports(joined) == reports(whole)
    for kind in ("failures", "documents", "findings"):
        suffix = "jsonl" if kind == "failures" else "csv"
        assert lines(joined, f"{kind}-*.{suffix}") == lines(whole, f"{kind}.{suffix}") != []


def test_shares_in_one_folder(articles: Path, tmp_path: Path) -> None:
    audit(articles, "-o", tmp_path / "whole", *OPTIONS)
    shares(articles, *[tmp_path / "joined"] * COUNT)

    assert_same(tmp_path / "joined", tmp_path / "whole")


def test_folders_of_shares_are_joined_by_copying(articles: Path, tmp_path: Path) -> None:
    audit(articles, "-o", tmp_path / "whole", *OPTIONS)
    folders = [tmp_path / f"share-{number}" for number in range(COUNT)]
    shares(articles, *folders)
    names = [file.name for folder in folders for file in folder.iterdir()]
    for folder in folders:
        shutil.copytree(folder, tmp_path / "joined", dirs_exist_ok=True)

    assert len(names) == len(set(names))
    assert_same(tmp_path / "joined", tmp_path / "whole")


def test_printed_shares_are_the_whole_in_turns(articles: Path) -> None:
    printed = ("-o", "-", "--format", "jsonl", "--jobs", "0")
    (articles / "a.jsonl").write_text("{broken\n" + json.dumps({"id": "a", "text": TEXT}))
    whole = audit(articles, *printed).splitlines()
    first, second = (
        audit(articles, *printed, "--shard", f"{number}/2").splitlines() for number in (1, 2)
    )

    assert whole == [second[0], first[0], second[1]]
