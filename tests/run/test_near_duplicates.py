"""Near-duplicates: groups of documents that say the same in the same words."""

from __future__ import annotations

import random

import pytest

from auditor import Document
from auditor.run.near_duplicates import (
    BANDS,
    HASHES,
    NearDuplicates,
    _FirstOfBand,
    signature,
    similarity,
)

pytest.importorskip("rensa", reason="near-duplicates need rensa")


def text(seed: int, length: int = 300) -> list[str]:
    """Return words that no other seed gives in that order."""
    chance = random.Random(seed)
    return [f"word{chance.randrange(3000)}" for _ in range(length)]


def groups(texts: dict[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the groups among the texts."""
    found = NearDuplicates()
    for name, words in texts.items():
        found.add(name, signature(Document(name, " ".join(words))))
    return found.groups()


def test_copies_with_few_changes_are_a_group() -> None:
    changed, cut = text(1), text(2)[:-15]
    changed[100] = "another"
    changed[200] = "another"

    assert groups({"a": text(1), "b": text(2), "c": changed, "d": cut, "e": text(3)}) == (
        ("a", "c"),
        ("b", "d"),
    )


def test_case_and_line_breaks_are_no_difference() -> None:
    document = Document("a", " ".join(text(1)))

    assert signature(document) == signature(Document("b", "\n".join(text(1)).upper()))


def test_half_the_same_is_no_duplicate() -> None:
    assert groups({"a": text(1), "b": text(1)[:150] + text(2)[150:]}) == ()


def test_short_documents_are_not_compared() -> None:
    assert groups({"a": ["word"] * 19, "b": ["word"] * 19}) == ()


@pytest.mark.parametrize("changed", [0, 6, 15, 40])
def test_similarity_estimates_the_share_of_common_sequences(changed: int) -> None:
    one, other = text(1, 2000), text(1, 2000)
    for at in random.Random(changed).sample(range(2000), changed):
        other[at] = "changed"
    shingles = [{tuple(each[at : at + 5]) for at in range(1996)} for each in (one, other)]
    true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])

    estimate = similarity(*(signature(Document("a", " ".join(each))) for each in (one, other)))

    assert abs(estimate - true) < 4 * (0.25 / HASHES) ** 0.5


def test_groups_are_those_of_comparing_every_band(monkeypatch: pytest.MonkeyPatch) -> None:
    """The compact table finds what a dictionary of bands would, also when it has to grow."""
    monkeypatch.setattr("auditor.run.near_duplicates._MIN_PLACES", 4)
    chance = random.Random(5)
    signed = [chance.randbytes(2 * HASHES) for _ in range(300)]
    for number in range(0, 300, 3):  # two in three signatures; a copy with a sixteenth changed
        signed[number + 1] = chance.randbytes(16) + signed[number][16:]
    found = NearDuplicates()
    for number, each in enumerate(signed):
        found.add(f"é{number}", each)

    assert found.groups() == tuple((f"é{n}", f"é{n + 1}") for n in range(0, 300, 3))


def test_a_thousand_copies_are_one_group() -> None:
    found = NearDuplicates()
    signed = signature(Document("a", " ".join(text(1))))
    for number in range(1000):
        found.add(str(number), signed)

    (group,) = found.groups()

    assert group == tuple(map(str, range(1000)))


def test_a_template_that_all_share_makes_no_long_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def counted(band: _FirstOfBand, number: int) -> bytes:
        nonlocal looked_at
        looked_at += 1
        return value(band, number)

    value = _FirstOfBand._value
    monkeypatch.setattr(_FirstOfBand, "_value", counted)
    template = text(0, 60)
    groups({f"d{n}": template + text(n, 60) for n in range(1, 500)})

    assert looked_at < 499 * BANDS * 4
