"""A user's own list of phrases."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import Document, UsageError, discover
from auditor.engine.audit_documents import findings_of
from auditor.testing import complaints
from auditor_rules.machine_translation.rules.listed_phrase import listed_phrase_rule, read_lexicon

FILES = {
    "list.csv": 'tortured,correct\n"Loss, total",total loss\nodd word,\n',
    "list.tsv": "# mine\nLoss, total\ttotal loss\nodd word\n",
    "list.toml": '[phrases]\n"Loss, total" = "total loss"\n"odd word" = ""\n',
}


@pytest.mark.parametrize("name", FILES)
def test_each_format_gives_the_same_phrases(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(FILES[name], "utf-8")

    assert read_lexicon(file) == {"loss, total": "total loss", "odd word": ""}


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("list.txt", b"a b", "a .csv, .tsv or .toml file"),
        ("list.csv", b"", "holds no phrase"),
        ("list.csv", b'"unclosed', "cannot be read"),
        ("list.tsv", b"\xff\xfe\xfa", "cannot be read"),
        ("list.toml", b"= nothing", "cannot be read"),
        ("list.toml", b'[words]\na = "b"', r"table \[phrases\]"),
        ("list.toml", b"[phrases]\na = 1", "expected text"),
    ],
)
def test_a_broken_list_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, complaint: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(UsageError, match=complaint) as error:
        read_lexicon(file)
    assert str(file) in str(error.value)


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        discover({"lexicon": str(tmp_path / "none.csv")})


def test_the_rule_is_there_only_with_a_list(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(FILES["list.csv"], "utf-8")
    name = "machine-translation/listed-phrase"

    assert name not in {rule.id for rule in discover().rules}
    assert list(complaints(discover({"lexicon": str(file)}).rule(name))) == []


def test_a_listed_phrase_is_found_with_its_usual_form_in_its_case() -> None:
    rule = listed_phrase_rule({"loss": "gain", "loss of face": "shame"}, "list.csv")
    text = "Loss of face is a loss."
    found = findings_of(rule, Document("", text))

    assert [(each.span.of(text), each.suggestion) for each in found if each.span] == [
        ("Loss of face", "Shame"),
        ("loss", "gain"),
    ]
    assert "not measured" in rule.evidence
