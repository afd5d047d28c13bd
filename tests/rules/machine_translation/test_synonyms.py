"""The thesaurus: what a synset says of each form of its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import PackError
from auditor_rules.english.counts import counts
from auditor_rules.machine_translation.learning.distil_synonyms import PARTS, Lemma, forms, main
from auditor_rules.machine_translation.synonyms import COMMONEST, Synonyms, synonyms, synonyms_bytes

LICENCE = "  1 This software and database is being provided to you, the LICENSEE, by\n"
DATA = {
    "noun": "00000001 03 n 02 car 0 auto 0 000 | wheels\n"
    "00000002 03 n 02 London 0 city 0 000 | river\n",
    "verb": "00000003 29 v 03 buy 0 purchase 0 take_over 0 000 01 + 02 00 | get\n",
    "adj": "00000004 00 a 02 big(p) 0 large 1 000 | much\n",
    "adv": "",
}


@pytest.fixture
def distilled(tmp_path: Path) -> Synonyms:
    for part in PARTS:
        (tmp_path / f"data.{part}").write_text(LICENCE + DATA[part], "ascii")
    main([str(tmp_path), "-o", str(tmp_path / "synonyms.bin")])
    return Synonyms((tmp_path / "synonyms.bin").read_bytes())


def named(table: Synonyms, word: str) -> set[str]:
    return {counts().names[rank] for rank in table.of(counts().ids[word])}


def test_a_listed_form_stands_for_every_form_and_another_for_its_like(distilled: Synonyms) -> None:
    assert named(distilled, "purchase") == {"buy", "buys", "bought", "buying"}
    assert named(distilled, "purchased") == {"bought"}
    assert named(distilled, "purchasing") == {"buying"}
    assert named(distilled, "cars") == {"autos"}


def test_names_and_phrases_are_no_synonyms(distilled: Synonyms) -> None:
    assert named(distilled, "city") == set()
    assert named(distilled, "buy") == {"purchase", "purchases", "purchased", "purchasing"}


def test_where_an_adjective_stands_is_no_part_of_it(distilled: Synonyms) -> None:
    assert named(distilled, "large") == {"big"}


def test_the_commonest_synonym_comes_first(distilled: Synonyms) -> None:
    ranks = distilled.of(counts().ids["purchase"])

    assert ranks == sorted(ranks)


def test_a_last_consonant_doubles_where_that_is_the_usual_spelling() -> None:
    assert forms(Lemma("occur", "verb"))[2] == ("occurred",)
    assert forms(Lemma("offer", "verb"))[4] == ("offering",)
    assert forms(Lemma("be", "verb"))[1] == ("is", "are", "am")


def test_synonyms_come_back_as_they_went_in() -> None:
    table = Synonyms(synonyms_bytes([[3, 2], [], [2, 65_000]]))

    assert [table.of(word) for word in (0, 1, 2)] == [[3, 2], [], [2, 65_000]]


@given(st.lists(st.lists(st.integers(0, 65_534), max_size=9), min_size=1, max_size=9))
@settings(max_examples=50)
def test_the_commonest_of_each_word_are_the_first_of_its_row(rows: list[list[int]]) -> None:
    row, found = Synonyms(synonyms_bytes(rows)).commonest(np.arange(len(rows)))

    assert [
        found[row == number].tolist() for number in range(len(rows))
    ] == [each[:COMMONEST] for each in rows]  # fmt: skip


@pytest.mark.parametrize("damage", [b"AUDNEI01" + bytes(8), b"AUD", synonyms_bytes([[1, 2]])[:-1]])
def test_a_damaged_table_is_refused(damage: bytes) -> None:
    with pytest.raises(PackError, match="table of synonyms"):
        Synonyms(damage)


def test_the_table_that_ships_covers_the_words_that_are_counted() -> None:
    assert len(synonyms().sizes) == len(counts().names)
    assert {"year", "years"} <= named(synonyms(), "twelvemonth")
