"""The baseline file: what is written is what is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.check.baseline import Accepted, Baseline, baseline_of, document_key, load, render
from auditor.checked import CheckedDocument, LocatedFinding
from auditor.dimensions import DIMENSIONS

MARK = "attribution/hearsay:aaaaaaaa:bbbbbbbb:cccccccc"
FINDING = LocatedFinding("attribution/hearsay", "attribution", "warning", 0.9, "who?", None)


def document(path: str, *marks: str) -> CheckedDocument:
    findings = tuple(replace(FINDING, fingerprint=mark) for mark in marks)
    empty = dict.fromkeys(DIMENSIONS)
    labels = dict.fromkeys(DIMENSIONS, "clear")
    return CheckedDocument(path, None, None, findings, "review", empty, labels)  # type: ignore[arg-type]


texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)


@given(
    st.dictionaries(texts, st.lists(st.builds(Accepted, st.just(MARK), texts, texts)), max_size=4)
)
@settings(max_examples=60)
def test_what_is_written_is_what_is_read(entries: dict[str, list[Accepted]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.json"
        findings = {name: tuple(known) for name, known in entries.items()}
        recommendations = dict.fromkeys(findings, "review")
        made = Baseline(Path(folder), findings, recommendations)  # type: ignore[arg-type]
        path.write_text(render(made), encoding="utf-8")

        read = load(path)

    assert dict(read.findings) == findings
    assert dict(read.recommendations) == recommendations


def test_it_accepts_as_often_as_it_was_accepted(tmp_path: Path) -> None:
    made = baseline_of([document("a.txt", MARK, MARK)], Path.cwd(), "known")

    findings = document("a.txt", MARK, MARK, MARK).findings

    assert made.accepted_in("a.txt", findings) == {0: "known", 1: "known"}
    assert made.accepted_in("b.txt", findings) == {}


def test_a_graver_recommendation_than_the_accepted_one_is_new() -> None:
    made = baseline_of([document("a.txt", MARK)], Path.cwd())

    assert [
        made.accepts_recommendation("a.txt", each) for each in ("accept", "review", "reject")
    ] == [
        True,
        True,
        False,
    ]


def test_pruning_keeps_what_was_not_checked_and_forgets_documents_that_are_gone(
    tmp_path: Path,
) -> None:
    (tmp_path / "here.txt").write_text("x")
    (tmp_path / "other.txt").write_text("x")
    known = (Accepted(MARK, "x"),)
    made = Baseline(
        tmp_path, MappingProxyType(dict.fromkeys(("here.txt", "other.txt", "gone.txt"), known))
    )

    pruned = made.pruned(made.stale([document(str(tmp_path / "here.txt"))]))

    assert dict(pruned.findings) == {"other.txt": known}
    assert made.missing() == ("gone.txt",)


def test_names_are_relative_to_the_baseline_and_keep_the_record(tmp_path: Path) -> None:
    assert document_key(str(tmp_path / "a" / "b.jsonl") + "#7", tmp_path) == "a/b.jsonl#7"
    assert document_key("/elsewhere/b.txt", tmp_path) == "/elsewhere/b.txt"
