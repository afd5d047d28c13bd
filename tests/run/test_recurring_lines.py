"""Lines that recur over a run's documents."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document
from auditor.run.recurring_lines import Recurrence, RecurringLine


def counted(texts: list[str], width: int = 1000) -> Recurrence:
    recurrence = Recurrence(width)
    recurrence.add_all(Document(f"{index}", text) for index, text in enumerate(texts))
    return recurrence


def test_a_line_counts_once_for_each_document_with_numbers_alike() -> None:
    texts = [
        "One\nShare this\nShare this\n12 views",
        "Two\nshare  this\n7 views",
        "Three\n901 views",
    ]

    assert counted(texts).found(least=2) == (
        RecurringLine("12 views", 3, "0"),
        RecurringLine("Share this", 2, "0"),
    )


def test_both_thresholds_must_be_reached() -> None:
    texts = ["Share this"] * 3 + ["other"] * 1 + ["more"] * 2

    assert [line.text for line in counted(texts).found(least=3, share=0.5)] == ["Share this"]
    assert counted(texts).found(least=3, share=0.6) == ()


def test_memory_is_bounded_and_what_is_frequent_is_kept() -> None:
    recurrence = counted(
        [f"line {'x' * (index % 290)}{chr(97 + index % 26)}\nMENU" for index in range(2000)], 50
    )

    assert recurrence.found(least=1000)[0].text == "MENU"
    assert len(recurrence._entries) < 400


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["aaa", "bbb", "ccc", "ddd"]), max_size=4), max_size=12))
def test_counts_are_never_too_high_and_short_by_at_most_one_a_period(
    texts: list[list[str]],
) -> None:
    width = 5
    truth = Counter(line for text in texts for line in set(text))
    seen = sum(len(set(text)) for text in texts)
    found = {
        line.text: line.documents for line in counted(["\n".join(t) for t in texts], width).found(1)
    }

    assert all(found[line] <= truth[line] for line in found)
    assert all(truth[line] - found.get(line, 0) <= seen // width + 1 for line in truth)
