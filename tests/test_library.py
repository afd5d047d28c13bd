"""`from auditor import audit`."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import Document, Failure, ReadingError, UsageError, audit, audit_paths, rule_set
from tests_shared.checks import PACK

RULES = rule_set([PACK])
TEXT = "He allegedly fled."
EXPECTED = [("attribution/hearsay", (3, 12))]


def found(given: object) -> list[tuple[str, tuple[int, int]]]:
    findings = audit(given, RULES).findings  # type: ignore[arg-type]
    return [(each.rule, (each.span.start, each.span.end)) for each in findings if each.span]


def test_a_text_a_record_a_document_and_a_file_are_audited_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    for given in (TEXT, {"text": TEXT, "title": "Flight"}, Document("d", TEXT), path):
        assert found(given) == EXPECTED


def test_a_record_brings_its_metadata() -> None:
    document = audit({"text": TEXT, "title": "Flight"}, RULES).document

    assert document.metadata.title is not None
    assert document.metadata.title.value == "Flight"


def test_an_empty_text_is_audited_too() -> None:
    assert audit("", RULES).findings == ()


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        ("", ReadingError, "empty: it holds no record"),
        ('{"text": "a"}\n{"text": "b"}\n', UsageError, "several documents"),
        (None, ReadingError, "no such file"),
    ],
)
def test_what_is_not_one_document_is_refused(
    tmp_path: Path, content: str | None, error: type[Exception], message: str
) -> None:
    path = tmp_path / "rows.jsonl"
    if content is not None:
        path.write_text(content)

    with pytest.raises(error, match=message):
        audit(path, RULES)


def test_a_record_without_text_is_refused() -> None:
    with pytest.raises(ReadingError, match="no field known to hold a text"):
        audit({"words": TEXT}, RULES)


def test_folders_give_audits_and_failures_in_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")

    first, second = audit_paths([tmp_path], RULES)

    assert not isinstance(first, Failure)
    assert first.document.id == "a.txt"
    assert isinstance(second, Failure)


def test_an_audit_becomes_the_published_object() -> None:
    made = audit(TEXT, RULES)

    record = made.to_dict()
    assert [each["rule"] for each in record["findings"]] == ["attribution/hearsay"]
    assert record["document"]["text"] == TEXT
    assert "text" not in made.to_dict(with_text=False)["document"]


def test_a_notebook_shows_what_was_found_and_obeys_nothing() -> None:
    shown = audit("He allegedly fled. <script>alert(1)</script>", RULES)._repr_html_()

    assert "attribution/hearsay" in shown
    assert "<td>allegedly</td>" in shown
    assert "<script" not in audit("<script>allegedly</script>", RULES)._repr_html_()
