"""What a report leaves out, and which texts are not asked."""

from __future__ import annotations

import pytest

from auditor import Document, Metadata, Provided
from auditor_rules.attribution.absence import (
    is_anonymous_report,
    is_unsourced_analysis,
    nameless,
    share_of_figures_sourced,
)
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.attribution.rules.nobody_named import NAMELESS

ANALYSIS = (
    "The army moved its troops to the border of the country in spring. The government of the "
    "nation wants the treaty to hold, and the alliance wants the war to end. Weapons and missiles "
    "cross the territory by night. The economy pays for the conflict, and the regime hides it. "
) * 15


def _document(text: str, **metadata: Provided) -> Document:
    return Document("d", text, Metadata(**metadata))


def test_a_report_without_author_date_and_names_is_anonymous() -> None:
    assert is_anonymous_report(_document(NAMELESS))


def test_an_analysis_of_public_affairs_without_a_source_is_unsourced() -> None:
    assert is_unsourced_analysis(_document(ANALYSIS))


@pytest.mark.parametrize(
    "text",
    [
        f"By Ann Lee\n{NAMELESS}",
        f"4 October 2024\n{NAMELESS}",
        f"TARROW (Coast News) -- {NAMELESS}",
        NAMELESS.replace("The report states", "The report (2019) states"),
        "\n".join(f"{number}. The board must {number} say so." for number in range(1, 9))
        + NAMELESS,
        f"I was there, and we heard it. {NAMELESS} My house, our road, my noise, you know.",
        f"Dear neighbours,\n{NAMELESS}",
    ],
)
def test_who_signs_dates_refers_or_tells_of_himself_is_not_asked(text: str) -> None:
    assert not is_anonymous_report(_document(text))


def test_what_the_input_gives_counts() -> None:
    assert not is_anonymous_report(_document(NAMELESS, byline=Provided("Ann Lee", "field author")))


def test_an_office_with_a_bearer_has_a_name() -> None:
    text = "Mayor Ann Lee opened it. The mayor smiled. The clerk left."

    found = [each.span.of(text) for each in nameless(_document(text))]

    assert found == ["The clerk"]


def test_figures_rest_on_who_gives_them() -> None:
    text = "Ann Lee said 40 percent of it burned. About 30 percent was saved."

    assert share_of_figures_sourced(_document(text)) == 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n".join(["- The port will close in May, and nobody was told of it."] * 9), "article"),
        ("\n".join(f"{n}. The member shall pay {n} coins." for n in range(1, 9)), "rules"),
        ("\n".join(f"Reason {n}: It saves a great deal of time for all." for n in "abcdefgh"),
         "article"),
        ("\n".join(["Ann Lee: Why?", "Bo Tan: It rained all day."] * 4), "transcript"),
    ],
)  # fmt: skip
def test_bullets_and_headings_make_no_rules_and_no_transcript(text: str, expected: str) -> None:
    assert kind_of_text(_document(text)) == expected
