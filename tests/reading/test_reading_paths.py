"""From what the user names to the files that are read."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import Document, Failure
from auditor.reading.formats import readable_suffixes
from auditor.reading.passed_by import is_passed_by

Read = Callable[..., tuple[list[Document], list[Failure]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with documents at two depths, and things that are none."""
    for name in ("b.txt", "a.txt", "deep/c.md", "deep/.hidden.txt", ".git/d.txt", "deep/code.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Text of {name}.")
    return tmp_path


def test_a_folder_is_read_in_order_without_its_hidden_files(folder: Path, read: Read) -> None:
    documents, failures = read(folder)

    assert [document.id for document in documents] == ["a.txt", "b.txt", "deep/c.md"]
    assert documents[2].path == str(folder / "deep/c.md")
    assert failures == [Failure("skipped", str(folder), "files left out: .py (1), hidden (2)")]


def test_a_pattern_is_expanded_in_order(folder: Path, read: Read) -> None:
    documents, failures = read(folder / "**" / "*.txt")

    assert [document.id for document in documents] == ["a.txt", "b.txt"]
    assert failures == []


def test_a_pattern_without_a_match_is_a_failure(folder: Path, read: Read) -> None:
    pattern = str(folder / "*.htm")

    assert read(pattern) == ([], [Failure("reading", pattern, "the pattern matches no file")])


def test_a_file_named_twice_is_audited_once(folder: Path, read: Read) -> None:
    documents, failures = read(folder / "a.txt", folder / "a.txt")

    assert [document.id for document in documents] == ["a.txt"]
    assert [failure.stage for failure in failures] == ["skipped"]


def test_files_of_one_name_in_two_folders_are_told_apart_by_their_paths(
    tmp_path: Path, read: Read
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Some text.")

    documents, failures = read(tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt")

    assert [document.id for document in documents] == ["a.txt", str(tmp_path / "two" / "a.txt")]
    assert failures == []


def test_records_without_ids_of_two_such_files_are_told_apart_too(
    tmp_path: Path, read: Read
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jsonl").write_text('{"text": "Some text."}\n' * 2)
    first, second = (tmp_path / name / "a.jsonl" for name in ("one", "two"))

    documents, failures = read(first, second)

    names = ["a.jsonl:1", "a.jsonl:2", f"{second}:1", f"{second}:2"]
    assert [document.id for document in documents] == names
    assert failures == []


def test_a_missing_path_takes_nothing_else_with_it(folder: Path, read: Read) -> None:
    documents, failures = read(folder / "none.txt", folder / "a.txt")

    assert [document.id for document in documents] == ["a.txt"]
    assert [(failure.stage, failure.subject) for failure in failures] == [
        ("reading", str(folder / "none.txt"))
    ]
    assert failures[0].message.startswith("no such file or folder")


def test_a_folder_without_documents_is_a_failure(tmp_path: Path, read: Read) -> None:
    documents, (failure,) = read(tmp_path)

    assert documents == []
    looked_for = ", ".join(readable_suffixes())
    assert failure.message == f"no document in this folder; looked for {looked_for}"


def test_a_loop_of_links_ends(folder: Path, read: Read) -> None:
    (folder / "deep" / "loop").symlink_to(folder)

    documents, failures = read(folder)

    assert [document.id for document in documents] == ["a.txt", "b.txt", "deep/c.md"]
    assert Failure("skipped", str(folder / "deep/loop"), "a link to a folder that is read already")
    assert [failure.stage for failure in failures] == ["skipped", "skipped"]


def test_a_link_to_nothing_is_a_failure(folder: Path, read: Read) -> None:
    (folder / "gone.txt").symlink_to(folder / "nothing")

    documents, failures = read(folder)

    assert len(documents) == 3
    assert (
        Failure(
            "reading",
            str(folder / "gone.txt"),
            "a symbolic link to something that is not there",
        )
        in failures
    )


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_without_permission_is_a_failure(folder: Path, read: Read) -> None:
    (folder / "a.txt").chmod(0)

    documents, failures = read(folder)

    assert [document.id for document in documents] == ["b.txt", "deep/c.md"]
    assert failures[0].subject == str(folder / "a.txt")
    assert failures[0].message == "no permission to read it; change its mode or leave it out"


def test_a_refused_file_is_a_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    """The same for those who run the tests as root."""
    open_path = Path.open

    def refuse(path: Path, *arguments: object, **named: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_path(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)

    documents, failures = read(folder)

    assert [document.id for document in documents] == ["b.txt", "deep/c.md"]
    assert failures[0].message == "no permission to read it; change its mode or leave it out"


def test_a_name_that_is_no_unicode_can_be_written_anywhere(tmp_path: Path, read: Read) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text("Some text.")

    (document,), failures = read(tmp_path)

    assert document.id == "caf\ufffd.txt"
    assert document.path == f"{tmp_path}/caf\ufffd.txt"
    assert failures == []


def test_a_readme_is_about_the_folder(folder: Path, read: Read) -> None:
    (folder / "README.md").write_text("About these files.")

    documents, _ = read(folder)

    assert "README.md" not in [document.id for document in documents]
    assert [document.id for document in read(folder / "README.md")[0]] == ["README.md"]


def test_a_table_in_a_folder_that_holds_no_text_is_left_out(tmp_path: Path, read: Read) -> None:
    (tmp_path / "labels.jsonl").write_text('{"doc": "a", "label": 1}\n{"doc": "b", "label": 0}\n')
    (tmp_path / "a.txt").write_text("Some text.")
    message = (
        "its records have no field known to hold a text; name the one that holds the text with "
        "--text-field (there: doc, label)"
    )
    labels = str(tmp_path / "labels.jsonl")

    documents, failures = read(tmp_path)

    assert [document.id for document in documents] == ["a.txt"]
    assert failures == [Failure("skipped", labels, message)]
    assert read(labels) == ([], [Failure("reading", labels, message)])


class _Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.mark.parametrize(
    ("content", "name", "ids"),
    [
        (b"Just text.", "stdin", ["stdin"]),
        (b'{"text": "one"}\n{"text": "two", "id": "b"}\n', "stdin", ["stdin:1", "b"]),
        (b'[{"text": "one"}]', "stdin", ["stdin:1"]),
        (b"text,id\nfirst,x\n", "rows.csv", ["x"]),
        (b"<!DOCTYPE html><p>A paragraph of a page.</p>", "stdin", ["stdin"]),
    ],
)
def test_standard_input_is_read_by_its_name_or_its_first_bytes(
    content: bytes, name: str, ids: list[str], monkeypatch: pytest.MonkeyPatch, read: Read
) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(content))

    documents, failures = read("-", stdin_name=name)

    assert [document.id for document in documents] == ids
    assert failures == []
    assert {document.path for document in documents} == {None}


def fill(folder: Path, *names: str) -> None:
    """Write a text under each name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Some text.")


def test_a_folder_passes_by_what_is_no_article(tmp_path: Path, read: Read) -> None:
    fill(tmp_path, "a.txt", "drafts/b.txt", "drafts/keep.txt", "c.bak.txt", "node_modules/d.md")
    fill(tmp_path, "build/e.html", "reports/audit.sqlite", "reports/f.html", ".hidden/g.txt")
    fill(tmp_path, "old/failures.jsonl", "old/index.html", "sub/h.txt", "sub/i.txt")
    (tmp_path / ".gitignore").write_text("drafts/*\n!drafts/keep.txt\n")
    (tmp_path / ".auditignore").write_text("*.bak.txt\n")
    (tmp_path / "sub" / ".auditignore").write_text("/h.txt\n")

    documents, failures = read(tmp_path)

    assert [each.id for each in documents] == ["a.txt", "drafts/keep.txt", "sub/i.txt"]
    assert failures == [
        Failure(
            "skipped",
            str(tmp_path),
            "files left out: built by programs (2), hidden (4), ignored (3), our own reports (2)",
        )
    ]


def test_patterns_above_hold_up_to_the_repository(tmp_path: Path, read: Read) -> None:
    fill(tmp_path, "repo/data/a.txt", "repo/data/b.txt")
    (tmp_path / "repo" / ".git").mkdir()
    (tmp_path / "repo" / ".gitignore").write_text("b.txt\n")
    (tmp_path / ".gitignore").write_text("a.txt\n")

    assert [each.id for each in read(tmp_path / "repo" / "data")[0]] == ["a.txt"]


def test_what_is_named_outright_is_read_whatever_ignores_it(tmp_path: Path, read: Read) -> None:
    fill(tmp_path, "data/a.txt", "b.txt", "build/c.txt")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("data/\nb.txt\n")

    assert [each.id for each in read(tmp_path / "data")[0]] == ["a.txt"]
    assert [each.id for each in read(tmp_path / "b.txt")[0]] == ["b.txt"]
    assert [each.id for each in read(tmp_path / "build")[0]] == ["c.txt"]


def test_a_watched_file_is_passed_by_as_in_a_folder(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "drafts/b.txt", "node_modules/d.md", "sub/h.txt")
    (tmp_path / ".gitignore").write_text("drafts/\n")
    (tmp_path / "sub" / ".auditignore").write_text("h.txt\n")

    names = ("a.txt", "drafts/b.txt", "node_modules/d.md", "sub/h.txt", ".c.txt")
    passed = [name for name in names if is_passed_by(tmp_path / name, tmp_path)]

    assert passed == ["drafts/b.txt", "node_modules/d.md", "sub/h.txt", ".c.txt"]
