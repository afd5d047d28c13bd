"""A file that changes while it is read is read again, or told of; never half old and half new."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any

import pytest

from auditor import Document, Failure
from auditor import reading as reading_module
from auditor.reading.meter import Meter
from auditor.reading.streams import opened

Read = Callable[..., tuple[list[Document], list[Failure]]]


def disturb(monkeypatch: pytest.MonkeyPatch, times: int, change: Callable[[Path], None]) -> None:
    """Have somebody change each file the first ``times`` times that it has been opened."""
    left = [times]

    @contextmanager
    def opened_and_disturbed(
        path: str, meter: Meter | None, **rest: Any
    ) -> Iterator[BufferedReader]:
        with opened(path, meter, **rest) as stream:
            yield stream
        if left[0] > 0:
            left[0] -= 1
            change(Path(path))

    monkeypatch.setattr(reading_module, "opened", opened_and_disturbed)


def append(path: Path) -> None:
    with path.open("a") as stream:
        stream.write(" More.")


def replace_by_another(path: Path) -> None:
    """Put a file of the same size and time in its place."""
    status = path.stat()
    other = path.with_suffix(".new")
    other.write_text("b" * status.st_size)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize(
    ("change", "expected"), [(append, "The mayor. More."), (replace_by_another, "bbbbbbbbbb")]
)
def test_a_file_that_changed_once_is_read_again(
    tmp_path: Path,
    read: Read,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    expected: str,
) -> None:
    (tmp_path / "a.txt").write_text("The mayor.")
    disturb(monkeypatch, 1, change)

    documents, failures = read(tmp_path / "a.txt")

    assert [document.text for document in documents] == [expected]
    assert failures == []


def test_a_file_that_keeps_changing_is_not_audited_and_stops_no_other(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The mayor.")
    disturb(monkeypatch, 2, append)

    documents, failures = read(tmp_path)

    assert [document.id for document in documents] == ["b.txt"]
    assert failures == [
        Failure(
            "reading",
            str(tmp_path / "a.txt"),
            "kept changing while it was read; audit it again when nobody writes to it any more",
        )
    ]


def test_records_that_were_read_stand_and_the_change_is_told(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "One."}\n{"text": "Two."}\n')
    disturb(monkeypatch, 1, append)

    documents, failures = read(rows)

    assert [document.text for document in documents] == ["One.", "Two."]
    assert [failure.message for failure in failures] == [
        "changed while its records were read; audit it again when nobody writes to it any more"
    ]


def test_what_disappears_while_it_is_read_is_told(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The mayor.")
    disturb(monkeypatch, 1, Path.unlink)

    documents, failures = read(tmp_path / "a.txt")

    assert documents == []
    assert "No such file" in failures[0].message
