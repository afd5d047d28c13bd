"""Typed lines: what is claimed, for which kind, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Document, Finding, RuleSet, audit_document, lines
from auditor.reading import read_paths
from auditor_rules.boilerplate.line_kinds import claims
from auditor_rules.boilerplate.patterns import PATTERNS
from auditor_rules.boilerplate.phrases import KINDS
from auditor_rules.boilerplate.stamps import is_stamp

CORPUS = Path(__file__).parents[3] / "corpus"


def claimed(text: str) -> list[tuple[str, str]]:
    found = claims(Document("test", text))
    every = sorted((claim.span, kind) for kind, each in found.items() for claim in each)
    return [(span.of(text), kind) for span, kind in every]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prices rose.\nPost a Comment", [("Post a Comment", "comment-form")]),
        ("Prices rose.\nKommentare (12)", [("Kommentare (12)", "comment-counter")]),
        (
            "HomeLocal NewsStorm closes two harbours\nStorm closes two harbours at night",
            [("HomeLocal NewsStorm closes two harbours", "breadcrumb")],
        ),
        (
            "Prices rose.\nПодписаться на рассылку",
            [("Подписаться на рассылку", "subscription-plea")],
        ),
        (
            "Prices rose.\nLeggi anche: Chiudono due ponti",
            [("Leggi anche: Chiudono due ponti", "interlink")],
        ),
        ("Prices rose.\nSport", []),
        ("News\nPrices rose.", []),
        ("Watch: Storm closes two harbours\nThe storm came.", []),
    ],
)
def test_a_line_is_claimed_for_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert claimed(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Wednesday, 9 October 2024 - 4:50 pm", True),
        ("Stand: 03.04.2021, 10:15 Uhr", True),
        ("3 hours ago", True),
        ("17 января 2012, 08:58", True),
        ("12:30 Lunch", False),
        ("3 - 2", False),
        ("May", False),
        ("1984", False),
        ("Boeing 747", False),
    ],
)
def test_a_stamp_is_a_date_and_nothing_else(line: str, expected: bool) -> None:
    assert is_stamp(line) is expected


def test_a_bare_day_between_paragraphs_is_a_heading_of_a_chronicle() -> None:
    paragraph = "The storm came at night and closed both harbours for the better part of a week."
    text = f"{paragraph}\n4 March 2019\n{paragraph}\n5 March 2019\n{paragraph}"

    assert claimed(text) == []


def test_clean_documents_of_the_corpus_have_no_residue(rules: RuleSet) -> None:
    labels = {
        row["document"]: row["labels"]["boilerplate"]
        for row in map(json.loads, (CORPUS / "manifest.jsonl").read_text("utf-8").splitlines())
    }
    chosen = rules.select(["boilerplate"])
    accused = {
        document.id: [finding.message for finding in audit_document(document, chosen).findings]
        for document in read_paths([str(CORPUS)])
        if isinstance(document, Document) and labels.get(document.id) == "clean"
    }

    assert {name: found for name, found in accused.items() if found} == {}
    assert len(accused) > 20


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="aZé9 \n.,:»>©()|-@HomeTagsReply", max_size=200))
def test_claims_are_lines_of_the_text_and_each_is_claimed_once(text: str) -> None:
    document = Document("test", text)
    spans = [claim.span for each in claims(document).values() for claim in each]
    whole = {line.start: line.end for line in lines(document)}

    assert len(set(spans)) == len(spans)
    assert all(span.start < span.end <= whole[span.start] for span in spans)


def test_every_kind_has_a_rule(rules: RuleSet) -> None:
    known = {rule.id.split("/")[1] for rule in rules.rules if rule.dimension == "boilerplate"}

    assert {*KINDS, *(pattern.kind for pattern in PATTERNS)} <= known


@pytest.mark.data
def test_the_seeds_rows_are_found_and_the_clean_one_is_clean(
    seeds_folder: Path, rules: RuleSet
) -> None:
    chosen = rules.select(["boilerplate"])
    audits = {
        path.name: audit_document(Document(path.name, path.read_text("utf-8")), chosen)
        for path in sorted(seeds_folder.glob("*.txt"))
    }
    missed = [
        row["quote"]
        for row in map(json.loads, (seeds_folder / "expected.jsonl").read_text().splitlines())
        if row["dimension"] == "boilerplate"
        and not _is_found(
            audits[row["doc"]].document.text, row["quote"], audits[row["doc"]].findings
        )
    ]
    clean = next(audit for name, audit in audits.items() if name.startswith("002_"))

    assert missed == []
    assert clean.findings == ()


def _is_found(text: str, quote: str, findings: tuple[Finding, ...]) -> bool:
    start = text.index(quote)
    spans = [finding.span for finding in findings if finding.span is not None]
    return any(span.start < start + len(quote) and start < span.end for span in spans)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prices rose.\nTributes pour in for the mill's last own...\nChoir comes home with...",
            ["Tributes pour in for the mill's last own...", "Choir comes home with..."],
        ),
        ("Prices rose.\nHe waited for the answer, and waited...\nIt never came.", []),
    ],
)
def test_teasers_are_cut_off_in_company(text: str, expected: list[str]) -> None:
    assert [line for line, kind in claimed(text) if kind == "related-list"] == expected
