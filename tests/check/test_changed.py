"""Which lines git says differ: of files with odd names, moved, new, binary or seen from afar."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.check.apply_settings import on_lines
from auditor.check.changed import ChangedLines, changed_since
from auditor.checked import LocatedFinding, Place
from auditor.errors import UsageError


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(("git", *identity, *arguments), check=True, capture_output=True, cwd=folder)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-qb", "main")
    (tmp_path / "a.txt").write_text("1\n2\n3\n4\n5\n")
    (tmp_path / "page.bin").write_bytes(b"\0\1\2")
    commit(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")


def ranges(revision: str = "HEAD") -> dict[str, list[tuple[int, int]] | None]:
    """Return the first and last lines that differ, by the file's name."""
    files = changed_since(revision, ["."]).files
    return {
        path.name: None if lines is None else [(each.start, each.stop - 1) for each in lines.ranges]
        for path, lines in files.items()
    }


def test_edited_and_added_lines_differ_and_a_removed_one_leaves_none(repository: Path) -> None:
    (repository / "a.txt").write_text("1\n2 x\n3\n5\n6\n7\n")

    assert ranges() == {"a.txt": [(2, 2), (5, 6)]}


def test_lines_that_look_like_headers_are_lines(repository: Path) -> None:
    (repository / "a.txt").write_text("1\n2\n++ b/other.txt\n@@ -1 +9 @@\n5\n")

    assert ranges() == {"a.txt": [(3, 4)]}


def test_new_and_binary_files_differ_as_a_whole(repository: Path) -> None:
    (repository / "new.txt").write_text("1\n")
    (repository / "page.bin").write_bytes(b"\0\1\3")
    (repository / "added.txt").write_text("1\n")
    git(repository, "add", "added.txt")

    assert ranges() == {"new.txt": None, "page.bin": None, "added.txt": None}


def test_of_a_renamed_file_only_edits_differ(repository: Path) -> None:
    git(repository, "mv", "a.txt", "b.txt")
    git(repository, "mv", "page.bin", "page2.bin")
    assert ranges() == {"b.txt": [], "page2.bin": None}

    (repository / "b.txt").write_text("1\n2\n3\n4\n5\n6\n")

    assert ranges() == {"b.txt": [(6, 6)], "page2.bin": None}


@pytest.mark.parametrize(
    "name", ["a b.txt", 'q"uote.txt', "tab\t.txt", "ünder.txt", "line\nend.txt"]
)
def test_odd_names_are_understood(repository: Path, name: str) -> None:
    (repository / name).write_text("1\n2\n")
    commit(repository)
    (repository / name).write_text("1\nx\n")

    assert ranges() == {name: [(2, 2)]}


def test_a_name_that_is_no_utf8_is_understood(repository: Path) -> None:
    path = repository / b"\xff.txt".decode("utf-8", "surrogateescape")
    path.write_text("1\n2\n")
    commit(repository)
    path.write_text("1\nx\n")

    assert ranges() == {path.name: [(2, 2)]}


def test_a_users_own_settings_of_git_change_nothing(repository: Path) -> None:
    for key, value in (("diff.noprefix", "true"), ("color.diff", "always"), ("diff.context", "9")):
        git(repository, "config", key, value)
    (repository / "a.txt").write_text("1\n2\nx\n4\n5\n")

    assert ranges() == {"a.txt": [(3, 3)]}


def test_what_the_other_side_did_meanwhile_does_not_differ(repository: Path) -> None:
    git(repository, "switch", "-qc", "work")
    (repository / "a.txt").write_text("1\n2\n3\n4\nmine\n")
    commit(repository)
    git(repository, "switch", "-q", "main")
    (repository / "a.txt").write_text("theirs\n2\n3\n4\n5\n")
    commit(repository)
    git(repository, "switch", "-q", "work")

    assert ranges("main") == {"a.txt": [(5, 5)]}


def test_a_shallow_clone_is_named_where_the_revision_is_missing(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_before = subprocess.run(
        ("git", "rev-parse", "HEAD"), check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository / "a.txt").write_text("x\n")
    commit(repository)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", f"file://{repository}", ".")
    monkeypatch.chdir(clone)

    with pytest.raises(UsageError, match="this clone is shallow: fetch its history"):
        changed_since(commit_before, ["."])


def test_a_finding_with_two_ends_stands_at_the_one_that_changed() -> None:
    old, new = Place(1, 1, 1, 4, 0, 3, "one"), Place(9, 1, 9, 4, 80, 83, "two")
    given = LocatedFinding(
        "contradiction/x", "contradiction", "warning", 0.9, "m", old, None, (new,)
    )

    (found,) = on_lines([given], ChangedLines((range(9, 10),)))

    assert (found.place, found.related, found.suppression) == (new, (old,), None)


@given(st.sets(st.integers(1, 30)), st.integers(1, 30), st.integers(0, 5))
def test_a_range_touches_what_it_shares_a_line_with(
    changed: set[int], first: int, more: int
) -> None:
    lines = ChangedLines(tuple(range(each, each + 1) for each in sorted(changed)))

    assert lines.touch(first, first + more) == bool(changed & set(range(first, first + more + 1)))
