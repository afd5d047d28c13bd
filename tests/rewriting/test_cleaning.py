"""Cleaning: what goes, what stays, what is marked, and what is told of it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Annotation, Audit, Document, Finding, RuleSet, Span, audit_document
from auditor.rewriting.cleaning import Cleaned, as_diff, as_report, clean

FIRST = (
    "The mill on the river closed on Friday after ninety years of work there, its owner said on "
    "the steps of the town hall, and from now on the town buys its flour from"
)
LAST = (
    "Nobody came to see the wheel stand still, and it rained for the rest of the week. The owner "
    "hopes to sell the house to the school next door, which has long wanted a larger kitchen."
)
PAGE = (
    f"Mill closes after ninety years\n\n{FIRST} .\n\nShare this article\nFacebook\nTwitter\n\n"
    f"{LAST}\n\n{LAST.replace('Nobody', 'No one')}\nLeave a Reply\n"
)


def cleaned(text: str, rules: RuleSet) -> Cleaned:
    return clean(audit_document(Document("page", text), rules.select(["boilerplate"])))


def test_residue_goes_with_its_lines_and_a_hole_is_marked(rules: RuleSet) -> None:
    other = LAST.replace("Nobody", "No one")
    expected = f"Mill closes after ninety years\n\n{FIRST} […].\n\n{LAST}\n\n{other}\n"

    assert cleaned(PAGE, rules).text == expected


def test_the_report_names_every_change(rules: RuleSet) -> None:
    told = as_report(cleaned(PAGE, rules)).splitlines()

    assert [line.split(": ")[0] for line in told] == [f"page:{line}" for line in (3, 5, 6, 7, 12)]
    assert "share-bar: “Share this article”" in told[1]


def test_the_diff_takes_away_and_marks_only(rules: RuleSet) -> None:
    rows = as_diff(cleaned(PAGE, rules)).splitlines()[2:]
    added = [row for row in rows if row.startswith("+")]

    assert [row for row in added if "[…]" not in row] == []
    assert "-Leave a Reply" in rows


def test_a_text_without_residue_stays_as_it_is(rules: RuleSet) -> None:
    text = "The mill closed.\n\n\n\nNobody came to see it.\n"

    found = cleaned(text, rules)

    assert (found.text, found.changes, as_diff(found)) == (text, (), "")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="ab .\n", max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(1, 10)), max_size=5),
)
def test_what_is_kept_stood_in_the_text_in_that_order(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [Span(start, min(start + length, len(text))) for start, length in places]
    findings = tuple(
        Finding("boilerplate/x", "boilerplate", "note", 0.5, "x", span, "", remedy="remove")
        for span in spans
        if span.start < span.end
    )
    found = clean(Audit(Document("page", text), findings))
    letters = iter(text)

    assert all(letter in letters for letter in found.text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.changes))


def test_lines_are_taken_out_above_the_threshold_only() -> None:
    values = (("probability", 0.6), ("threshold", 0.7))
    document = Document("page", "Keep me\nOr me")
    audit = Audit(
        document, annotations={"residue": (Annotation(Span(8, 13), "menu", "residue", values),)}
    )

    assert clean(audit).text == "Keep me\nOr me"
    assert clean(audit, threshold=0.5).text == "Keep me"


def test_the_command_prints_and_leaves_the_input_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")

    done = run("--report", str(page))

    assert "Leave a Reply" not in done.stdout
    assert "[…]." in done.stdout
    assert "comment-form" in done.stderr
    assert page.read_text("utf-8") == PAGE


@pytest.mark.parametrize(("arguments", "code"), [((), 2), (("absent.txt",), 3)])
def test_the_command_refuses_what_it_cannot_read(arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments).returncode == code


def test_the_command_does_not_write_over_its_input(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")

    run("-o", str(tmp_path), str(page))

    assert page.read_text("utf-8") == PAGE
    assert "Leave a Reply" not in (tmp_path / "page.txt.txt").read_text("utf-8")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    start = "from auditor.cli.main import main; main()"
    command = [sys.executable, "-c", start, "clean", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
