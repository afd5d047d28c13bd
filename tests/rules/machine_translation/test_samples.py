"""Samples of one length, lightened texts and splices."""

from __future__ import annotations

from auditor_rules.machine_translation.learning.data import Sample, lightened, of_length, spliced

ORIGINAL = "The army moved the troops to the front because the war had become dangerous."
SPUN = "The navy moved the troopers to the entrance because the struggle had grown harmful."


def record(name: str, words: int) -> dict[str, str]:
    return {"pair_id": name, "text": " ".join(["word"] * words)}


def test_long_texts_are_cut_and_what_is_left_over_is_dropped() -> None:
    samples = of_length([record("a", 250)], "kind", 100)

    assert [(each.words, each.group) for each in samples] == [(100, "a"), (100, "a")]


def test_short_texts_are_joined_until_they_are_long_enough() -> None:
    samples = of_length([record(name, 40) for name in "abcdef"], "kind", 100)

    assert [each.words for each in samples] == [120, 120]
    assert frozenset("abcdef") == samples[0].pairs | samples[1].pairs


def test_nothing_changed_gives_the_original_and_everything_the_spun_text() -> None:
    assert lightened(ORIGINAL, SPUN, 0.0) == ORIGINAL
    assert lightened(ORIGINAL, SPUN, 1.0) == SPUN


def test_lightly_means_no_more_words_than_asked_for() -> None:
    text = lightened(ORIGINAL, SPUN, 0.17)

    changed = [a for a, b in zip(text.split(), ORIGINAL.split(), strict=True) if a != b]
    assert len(changed) == 2


def test_a_splice_says_where_the_passage_stands() -> None:
    host = Sample(" ".join(map(str, range(40))), "kind", "g", 40, frozenset())
    passage = Sample("put in here", "kind", "h", 3, frozenset())

    (found,) = spliced([host], [passage])

    assert found.text[found.start : found.end] == "put in here"
    assert found.text.replace("\nput in here\n", " ") == host.text
