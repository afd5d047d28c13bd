"""Claims without a source: what is marked, how gravely, and what keeps the rule silent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document
from auditor.engine.audit_documents import findings_of
from auditor_rules.attribution.rules.unsourced_claim import RULE

HEAD = "The harbour is old. The cranes were painted in May. "


def _found(text: str) -> list[tuple[str | None, str, str]]:
    return [
        (each.kind, each.severity, each.span.of(text) if each.span else "")
        for each in findings_of(RULE, Document("d", text))
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 40 civilians were killed there.", ("casualties", "warning")),
        ("Seven in ten residents are against it.", ("figure", "note")),
        ("Ann Lee embezzled the money for it.", ("accusation", "warning")),
        ("It is the deadliest port in human history.", ("superlative", "note")),
    ],
)
def test_each_kind_is_found_and_graded(sentence: str, expected: tuple[str, str]) -> None:
    assert [each[:2] for each in _found(HEAD + sentence)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "Seven in ten residents are against it, Mayor Bo Tan said.",
        HEAD + "“Seven in ten residents are against it.”",
        HEAD + "A survey was made. Seven in ten residents are against it.",
        HEAD + "Seven in ten residents are against it (Harbour Board).",
        HEAD + "Perhaps seven in ten residents are against it.",
        HEAD + "At least 40 civilians were killed there.\n\nThe police came at noon.",
        HEAD + "In 1944 at least 40 civilians were killed there.",
        HEAD + "Ann Lee was murdered there.",
        HEAD + "Ann Lee stole the ball.",
        HEAD + "See “The Biggest Ports in World History” there.",
        "Seven in ten residents are against it.",
    ],
)
def test_a_source_near_by_or_no_assertion_keeps_it_silent(text: str) -> None:
    assert _found(text) == []


def test_a_document_in_which_somebody_speaks_gets_a_note_and_no_warning() -> None:
    speech = "“The port is shut,” Ann Lee said.\n\n"
    text = speech + HEAD * 3 + "\n\n" + HEAD + "At least 40 civilians were killed there."

    assert _found(text) == [("casualties", "note", "40 civilians were killed")]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "seven in ten adults ",
                "Ann Lee ",
                "stole the vote",
                "40 people were killed",
                "the largest bridge in history",
                ". ",
                "\n",
                "“",
                "”",
                "police ",
                "said ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_spans_are_inside_the_text_and_in_order(text: str) -> None:
    spans = [each.span for each in RULE.find(Document("d", text)) if each.span]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
