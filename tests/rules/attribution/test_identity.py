"""Headline, byline, date, dateline, outlet and address, each with what it rests on."""

from __future__ import annotations

import pytest

from auditor import Document, Metadata, Provided
from auditor_rules.attribution.evidence import Evidence
from auditor_rules.attribution.identity import evidence_of, identity
from auditor_rules.attribution.kind_of_text import kind_of_text

BODY = "The council closes the old bridge next month, and the buses will go by the ring road. " * 3


def _found(text: str, field: str) -> tuple[str, str] | None:
    evidence = evidence_of(Document("d", text), field)
    if evidence is None:
        return None
    assert evidence.span is not None
    assert evidence.span.of(text) == evidence.value
    return evidence.value, evidence.origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"By Maria Kowalska\n{BODY}", ("Maria Kowalska", "line that begins with By")),
        (f"By Dr. Ann Lee, editor\n{BODY}", ("Dr. Ann Lee", "line that begins with By")),
        (f"Maria Kowalska\n{BODY}\nMore.", ("Maria Kowalska", "a name on a line of its own")),
        (f"KYIV (Reuters) - {BODY}", ("Reuters", "agency in the dateline")),
        (
            f"{BODY}\n\n(Reporting by Ann Lee; editing by Bo Tan)",
            ("Ann Lee", "credit for reporting"),
        ),
        (f"A\nB\n{BODY}\n- Ann Lee", ("Ann Lee", "signature")),
        (f"Interview by Ann Lee, 2 May\n{BODY}", ("Ann Lee", "line that credits the work")),
        (f"- By Nora Pett\n{BODY}", ("Nora Pett", "line that begins with By")),
        (
            f"Port shut\nMonday May 2, 2022 10:05 am PDT by Nora Pett\n{BODY}",
            ("Nora Pett", "by after a stamp of day and time"),
        ),
        (f"TARROW (CBS) -- {BODY}", ("CBS", "agency in the dateline")),
        (f"TARROW (AP) _ {BODY}", ("AP", "agency in the dateline")),
        (f"TARROW, May 2. /TASS/. {BODY}", ("TASS", "agency in the dateline")),
        (
            f"Port shut for good\nNora PettCity reporter\n{BODY}",
            ("Nora Pett", "a name with an office on a line of its own"),
        ),
        (
            f"Port shut\n– A. Lee & B. Tan, Oxbow Institute\n{BODY}",
            ("A. Lee & B. Tan", "a name after a dash under the headline"),
        ),
        # The text is about her.
        (f"Nora Pett\nTarrow\n{BODY}\nPett sang. Pett taught. Pett died in May.", None),
        (f"Recent Posts\n{BODY}\nNo comments:", None),
        (f"{BODY}\nThe plan was written by Ann Lee in May.", None),
    ],
)
def test_a_byline_is_found_where_it_stands(text: str, expected: tuple[str, str] | None) -> None:
    assert _found(text, "byline") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"4 October 2024\n{BODY}", ("4 October 2024", "line that is a date")),
        (f"KYIV, Oct. 4 (AP) — {BODY}", ("Oct. 4", "dateline")),
        (f"KYIV, Friday, October 4, 2024 — {BODY}", ("October 4, 2024", "dateline")),
        (f"Friday, October 4, 2024 - 9:15 am\nHome\n{BODY}", None),
        (
            f"{BODY}\nOn 4 October 2024 the old bridge was closed and then it was opened again.",
            None,
        ),
    ],
)
def test_a_date_is_the_article_s_and_not_the_page_s(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert _found(text, "date") == expected


def test_metadata_comes_before_the_text_and_has_no_span() -> None:
    document = Document(
        "d",
        f"By Maria Kowalska\n{BODY}",
        Metadata(byline=Provided("Ann Lee", "meta author"), url=Provided("https://a.org/x", "url")),
    )

    assert evidence_of(document, "byline") == Evidence("byline", "Ann Lee", "meta author")
    assert evidence_of(document, "address") == Evidence("address", "https://a.org/x", "url")
    assert [each.value for each in identity(document) if each.field == "byline"] == [
        "Ann Lee",
        "Maria Kowalska",
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (BODY, "article"),
        ("PRESS RELEASE\n\n" + BODY, "press release"),
        ("Dear Ann,\n" + BODY, "letter"),
        ("\n".join(f"ANN: line {i} of the play." for i in range(9)), "transcript"),
        ("\n".join(f"{i}. A member shall pay." for i in range(9)), "rules"),
        ("\n".join(f"The gulls are over bay {i}" for i in range(9)), "lines"),
        (f"A short story by Ann Lee\n{BODY}", "fiction"),
        ("Serves 4\nIngredients\n2 tbsp oil\n" + BODY, "recipe"),
        ("", "article"),
    ],
)
def test_the_kind_of_writing_is_told(text: str, kind: str) -> None:
    assert kind_of_text(Document("d", text)) == kind


@pytest.mark.parametrize(
    "above",
    ["", "Skip to main content\n", "Home | Sport | Weather today | Login\n", "12 May 2025\n"],
)
def test_the_headline_is_the_short_line_at_the_top_that_is_no_navigation(above: str) -> None:
    found = _found(f"{above}# Old bridge closes next month\n\n{BODY}", "headline")

    assert found == ("Old bridge closes next month", "short line at the top")


@pytest.mark.parametrize(
    "headline",
    [
        "What became of the bridge? Council warns of longer ways",
        "Council raises Ph.D. stipends at the U.S. campus",
        "Old bridge closes next month",
    ],
)
def test_a_headline_may_ask_and_abbreviate(headline: str) -> None:
    assert _found(f"{headline}\n{BODY}", "headline") == (headline, "short line at the top")


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies on this page. Accept all Configure",
        "Is it closed? The council says that it is.",
        "by Ann Lee, a writer in Northfield",
    ],
)
def test_what_goes_on_or_credits_is_no_headline(line: str) -> None:
    assert _found(f"{line}\n{BODY}", "headline") is None


def test_what_stands_below_a_paragraph_is_no_headline() -> None:
    assert _found(f"{BODY}\nThe two towns paid for it together.\n{BODY}", "headline") is None
