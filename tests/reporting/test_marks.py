"""Marks in the text: every finding is there, and the text is still the text."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.record.audit_record import record_of
from auditor.reporting.documents.marks import marked_text, paragraphs
from tests_shared.audits import TEXT, ordinary


def finding(start: int, end: int, dimension: str = "boilerplate", **more: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "dimension": dimension,
        "severity": "note",
        "suggestion": None,
        "related": [],
    }
    return {**base, "start": start, "end": end, **more}


def shown(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


def test_overlapping_findings_are_all_marked() -> None:
    html = marked_text("abcdef", [finding(0, 4), finding(2, 6, "contradiction")])

    assert str(html) == (
        '<p><a class="m bp note" href="#f0" data-f="0" id="m0" aria-describedby="f0">ab</a>'
        '<a class="m bp note" href="#f0" data-f="0 1" id="m1" aria-describedby="f1">'
        '<span class="co">cd</span></a>'
        '<a class="m co note" href="#f1" data-f="1" tabindex="-1">ef</a></p>\n'
    )


def test_a_suggestion_stands_where_its_span_ends() -> None:
    html = marked_text("a b", [finding(0, 1, suggestion='"x"')])

    assert 'data-s="&#34;x&#34;">a</a>' in html


def test_both_ends_of_a_contradiction_are_marked() -> None:
    html = marked_text(TEXT, record_of(ordinary())["findings"])

    assert re.findall(r'id="((?:m|r)1\S*)"', html) == ["m1", "r1-0"]


def test_a_paragraph_ends_at_a_blank_line_or_where_none_is_at_the_lines_end() -> None:
    assert [span.of("a\nb\n\nc") for span in paragraphs("a\nb\n\nc")] == ["a\nb", "c"]
    assert [span.of("a\nb") for span in paragraphs("a\nb")] == ["a", "b"]
    assert paragraphs(" \n ") == []


places = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@settings(max_examples=100)
@given(
    st.text(alphabet=st.sampled_from("ab<& \n"), max_size=30),
    st.lists(st.tuples(places, st.sampled_from(["boilerplate", "attribution"])), max_size=6),
)
def test_marking_changes_nothing_that_is_read(
    text: str, spans: list[tuple[list[int], str]]
) -> None:
    findings = [
        finding(start, end, dimension) for (start, end), dimension in spans if end <= len(text)
    ]
    html = str(marked_text(text, findings))

    assert shown(html).split() == text.split()
    assert html.count("<p>") == html.count("</p>")
    for index, each in enumerate(findings):
        if each["start"] < len(text):
            assert html.count(f'id="m{index}"') == 1


def test_what_stands_in_residue_is_cut_with_it() -> None:
    html = marked_text("abcd", [finding(0, 4, suggestion=""), finding(1, 2, "contradiction")])

    assert re.findall(r'class="([^"]*)"', html) == [
        "m bp note cut",
        "m co note cut",
        "bp",
        "m bp note cut",
    ]
    assert html.count("data-s") == 1
