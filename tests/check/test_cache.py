"""The cache: a name for everything that an answer depends on, and no trust in what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.check.cache import Cache
from auditor.errors import UsageError
from auditor.reading import ReadingOptions
from auditor.reading.piece import Origin, Piece
from auditor.run.rules_digest import digest_of, rules_digest

PIECE = Piece("text", Origin("a.txt", "a.txt"), b"words", id="a.txt")
READING = ReadingOptions()


def test_what_was_put_is_got_by_another_cache_over_the_same_folder(tmp_path: Path) -> None:
    key = Cache(tmp_path, "rules").key(PIECE, READING)
    Cache(tmp_path, "rules").put(key, [{"text": "é\ud800"}])

    known = Cache(tmp_path, "rules").get(key)

    assert known is not None
    assert known.result == [{"text": "é\ud800"}]
    assert (tmp_path / ".gitignore").read_text() == "*\n"


def test_the_name_changes_with_all_that_the_answer_depends_on(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "rules")
    others = [
        cache.key(Piece("markdown", PIECE.origin, b"words", id="a.txt"), READING),
        cache.key(Piece("text", Origin("b.txt", "b.txt"), b"words", id="a.txt"), READING),
        cache.key(Piece("text", PIECE.origin, b"wordS", id="a.txt"), READING),
        cache.key(Piece("text", PIECE.origin, b"words", 2, 1, "a.txt"), READING),
        cache.key(Piece("text", PIECE.origin, b"words", id="b.txt"), READING),
        cache.key(PIECE, ReadingOptions(text_field="body")),
        Cache(tmp_path, "other rules").key(PIECE, READING),
    ]

    assert len({cache.key(PIECE, READING), *others}) == len(others) + 1
    assert cache.key(PIECE, READING) == Cache(tmp_path, "rules").key(PIECE, READING)


@pytest.mark.parametrize("content", [b"", b"[]", b"0" * 64 + b"[]", b"\xff" * 80])
def test_a_foreign_or_damaged_entry_is_a_miss(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path, "rules")
    key = cache.key(PIECE, READING)
    cache.put(key, [1])
    (entry,) = tmp_path.glob("??/*")
    entry.write_bytes(content)

    assert cache.get(key) is None
    assert cache.get("0" * 64) is None


def test_a_disk_that_takes_nothing_only_makes_it_slower(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "rules")
    key = cache.key(PIECE, READING)
    (tmp_path / key[:2]).write_text("in the way")

    cache.put(key, [1])

    assert cache.get(key) is None


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="cannot be used"):
        Cache(tmp_path / "file" / "below", "rules")


def test_an_edited_list_or_another_choice_of_rules_is_another_rule_set(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("odd\tusual\n")
    before = rules_digest([("lexicon", str(words))])

    assert rules_digest([("lexicon", str(words))]) == before
    assert rules_digest([("lexicon", str(words))], ["-attribution"]) != before
    assert rules_digest([("lexicon", str(tmp_path / "missing.tsv"))]) != before
    words.write_text("odd\tother\n")
    assert rules_digest([("lexicon", str(words))]) != before


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
@settings(max_examples=100)
def test_different_parts_have_different_digests(some: list[str], others: list[str]) -> None:
    assert (digest_of(some) == digest_of(others)) == (some == others)
