"""Restoring: what is put in place, and that the diff does just that."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Finding, Span
from auditor.finding import Remedy
from auditor.rewriting.restoring import changes_of, diff_of, restored

TEXT = "He would quite than wait.\nThe navy assist came late.\n"


def finding(
    quote: str,
    suggestion: str | None,
    confidence: float = 0.5,
    remedy: Remedy | None = "restore",
) -> Finding:
    start = TEXT.index(quote)
    return Finding(
        rule="machine-translation/rule",
        dimension="machine-translation",
        severity="note",
        confidence=confidence,
        message="why",
        span=Span(start, start + len(quote)),
        suggestion=suggestion,
        remedy=remedy,
    )


def restore(*findings: Finding) -> str:
    return restored(TEXT, changes_of(Document("d", TEXT), findings))


def test_suggestions_are_put_in_place() -> None:
    mended = restore(finding("navy assist", "military aid"), finding("quite", "rather"))

    assert mended == "He would rather than wait.\nThe military aid came late.\n"


def test_of_two_that_overlap_the_surer_one_stays() -> None:
    mended = restore(finding("navy assist", "military aid", 0.5), finding("navy", "army", 0.9))

    assert mended == "He would quite than wait.\nThe army assist came late.\n"


def test_of_two_equally_sure_the_longer_one_stays() -> None:
    mended = restore(finding("navy", "army"), finding("navy assist", "military aid"))

    assert mended == "He would quite than wait.\nThe military aid came late.\n"


def test_other_dimensions_and_findings_without_a_suggestion_change_nothing() -> None:
    assert restore(finding("late", "", remedy="remove"), finding("quite", None)) == TEXT


def test_the_diff_is_empty_where_nothing_changes() -> None:
    assert diff_of(TEXT, TEXT, "a.txt") == ""


def test_the_diff_names_the_file_and_shows_the_line() -> None:
    assert diff_of("one\ntwo", "one\n2", "a.txt") == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n one\n"
        "-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("text", ["a\nb\nc", "a\nb\nc\n", "a\u2028b\nc\x0bd\n", "\n\na"])
def test_patch_makes_the_restored_text_of_the_file(text: str, tmp_path: Path) -> None:
    after = text.replace("a", "A").replace("c", "")
    (tmp_path / "f.txt").write_text(text, newline="")

    subprocess.run(
        ["patch", "-p1", "-s"],
        input=diff_of(text, after, "f.txt").encode(),
        cwd=tmp_path,
        check=True,
    )

    assert (tmp_path / "f.txt").read_bytes().decode() == after


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=8))
@settings(max_examples=100)
def test_changes_never_overlap_and_leave_the_rest_alone(places: list[tuple[int, int]]) -> None:
    document = Document("d", TEXT)
    findings = [
        Finding(
            "machine-translation/r", "machine-translation", "note", 0.5, "m", Span(s, s + n), "#"
        )
        for s, n in places
        if s + n <= len(TEXT)
    ]

    changes = changes_of(document, findings)

    assert all(a.span.end <= b.span.start for a, b in pairwise(changes))
    kept = len(TEXT) - sum(change.span.end - change.span.start for change in changes)
    assert len(restored(TEXT, changes)) == kept + len(changes)
