"""The table of word and pair counts: what goes in comes out, within the stated bounds."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import PackError
from auditor_rules.english.counts import (
    COUNT_AT,
    COUNTS_FILE,
    Counts,
    counts,
    frequency,
    open_counts,
)
from auditor_rules.english.distil_counts import SCALE, distil, level_of, table_bytes

UNIGRAMS = [("the", 900), ("navy", 60), ("war", 40), ("gulf", 1)]
BIGRAMS = [("the", "war", 7), ("the", "navy", 1200), ("war", "the", 3), ("gulf", "war", 5)]


@pytest.fixture
def small() -> Counts:
    return Counts(table_bytes(UNIGRAMS, BIGRAMS))


def test_frequencies_are_kept_exactly(small: Counts) -> None:
    assert [small.frequency(word) for word in ("the", "navy", "war", "gulf", "sea")] == [
        900,
        60,
        40,
        1,
        0,
    ]


def test_the_total_counts_every_token(small: Counts) -> None:
    assert small.total == 1001


def test_small_pair_counts_are_kept_exactly(small: Counts) -> None:
    the, war, gulf = (small.ids[word] for word in ("the", "war", "gulf"))

    assert small.pair(the, war) == 7
    assert small.pair(gulf, war) == 5


def test_pairs_counted_under_four_times_are_left_out(small: Counts) -> None:
    assert small.pair(small.ids["war"], small.ids["the"]) == 0


def test_a_row_holds_every_word_to_the_right(small: Counts) -> None:
    row = small.row(small.ids["the"])

    assert set(row) == {small.ids["war"], small.ids["navy"]}


def test_the_expected_count_is_that_of_words_drawn_at_random(small: Counts) -> None:
    assert small.expected(small.ids["navy"], small.ids["war"]) == pytest.approx(60 * 40 / 1001)


@given(st.integers(1, 2_000_000))
@settings(max_examples=100)
def test_a_count_is_kept_within_six_and_a_half_percent(count: int) -> None:
    assert COUNT_AT[level_of(count)] == pytest.approx(count, rel=0.065)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")),
        st.integers(4, 500_000),
    )
)
@settings(max_examples=50)
def test_every_pair_put_in_is_found_and_no_other(pairs: dict[tuple[str, str], int]) -> None:
    table = Counts(
        table_bytes(
            [(letter, 100) for letter in "abcdefgh"],
            [(left, right, count) for (left, right), count in pairs.items()],
        )
    )

    for left in "abcdefgh":
        for right in "abcdefgh":
            kept = table.pair(table.ids[left], table.ids[right])
            assert kept == pytest.approx(pairs.get((left, right), 0), rel=0.065)


def test_the_order_of_the_pairs_does_not_change_the_bytes() -> None:
    assert table_bytes(UNIGRAMS, BIGRAMS) == table_bytes(UNIGRAMS, reversed(BIGRAMS))


def test_a_folder_of_compressed_tables_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, rows in (("unigrams", UNIGRAMS), ("bigrams", BIGRAMS)):
        lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
        (tmp_path / f"{name}.tsv.xz").write_bytes(lzma.compress(lines.encode()))

    assert distil(tmp_path) == table_bytes(UNIGRAMS, BIGRAMS, SCALE)


def test_something_else_than_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"PK" + b"\0" * 40)

    with pytest.raises(PackError, match="expected b'AUDCNT01'"):
        open_counts(tmp_path / "other.bin")


@pytest.mark.parametrize("size", [3, 30, 60, 80])
def test_a_truncated_table_is_refused(size: int) -> None:
    with pytest.raises(PackError, match="truncated"):
        Counts(table_bytes(UNIGRAMS, BIGRAMS)[:size])


def test_the_shipped_table_knows_common_words() -> None:
    assert frequency("the") == 8_154_818
    assert frequency("qwxzv") == 0
    assert len(counts().ids) == 65_535


@pytest.mark.slow
@pytest.mark.data
def test_the_shipped_table_is_what_the_counts_give(data_folder: Path) -> None:
    assert distil(data_folder / "counts-contemporary") == COUNTS_FILE.read_bytes()
