"""Marked documents, the figures over them, and the floors under the figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor import Document, Example, Hit, Pack, Rule, RuleSet, Span, UsageError, rule_set
from auditor.evaluation import Figure
from auditor.training.evaluate import as_markdown, evaluate
from auditor.training.floors import breaches, pin
from auditor.training.marked import compare, read_marked
from auditor.training.quality import dimension_figures, rule_counts

CLEAN = {"machine-translation": "clean", "attribution": "clean", "contradiction": "clean"}


def _find(document: Document) -> Iterator[Hit]:
    for place in (document.text.find("menu"), document.text.find("share")):
        if place >= 0:
            yield Hit(Span(place, place + 4), "signs of a page")


RULE = Rule(
    "boilerplate/page", "page", "warning", _find, "", "", "none", (Example("⟦menu⟧"),), ()
)  # fmt: skip


@pytest.fixture
def toy_rules() -> RuleSet:
    """A pack that finds "menu" and "share"."""
    return rule_set([Pack("toy", "1", (RULE,))])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents: one with two faults of which one is found, one clean with a false alarm."""
    fault = {"dimension": "boilerplate", "kind": "x"}
    rows = [
        {
            "document": "a.txt",
            "kind": "k",
            "language": "en",
            "labels": {**CLEAN, "boilerplate": "faulty"},
            "spans": [
                {**fault, "quote": "menu", "occurrence": 1},
                {**fault, "quote": "login"},
                {**fault, "quote": "not in the text"},
            ],
        },
        {
            "document": "b.txt",
            "kind": "k",
            "language": "en",
            "labels": {**CLEAN, "boilerplate": "clean"},
            "spans": [],
        },
    ]
    (tmp_path / "a.txt").write_text("The menu here and the login there.", "utf-8")
    (tmp_path / "b.txt").write_text("They share a dinner.", "utf-8")
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "manifest.jsonl").write_text(lines, "utf-8")
    return tmp_path


def _figures(folder: Path, rules: RuleSet) -> dict[str, Figure]:
    comparisons = [compare(marked, rules) for marked in read_marked(folder)]
    return {figure.name: figure for figure in dimension_figures(comparisons)}


def test_recall_counts_marks_and_precision_counts_findings(
    folder: Path, toy_rules: RuleSet
) -> None:
    figures = _figures(folder, toy_rules)

    recall = figures["boilerplate: marked faults found"]
    precision = figures["boilerplate: findings that meet a mark"]
    alarms = figures["boilerplate: findings in documents clean of it"]
    assert (recall.value, recall.count) == (0.5, 2)  # what the reader dropped is no miss
    assert (precision.value, precision.count) == (0.5, 2)
    assert alarms.value == 1000 / 4


def test_each_rule_is_counted(folder: Path, toy_rules: RuleSet) -> None:
    comparisons = [compare(marked, toy_rules) for marked in read_marked(folder)]

    assert rule_counts(comparisons) == [("boilerplate/page", 2, 1, 1)]


def test_the_table_shows_every_figure(folder: Path, toy_rules: RuleSet) -> None:
    text = "\n".join(
        line for section in evaluate(folder, toy_rules) for line in as_markdown(section)
    )

    assert "| boilerplate: marked faults found | 0.500 |" in text
    assert "| boilerplate/page | 2 | 1 | 0.500 | 0.095 – 0.905 | 1 |" in text


def test_pinned_figures_do_not_breach_their_floors(folder: Path, toy_rules: RuleSet) -> None:
    figures = list(_figures(folder, toy_rules).values())
    (folder / "floors.json").write_text(pin(folder, figures, "first"), "utf-8")

    assert list(breaches(folder, figures)) == []


def test_a_figure_that_falls_is_named_and_so_are_changed_documents(
    folder: Path, toy_rules: RuleSet
) -> None:
    figures = list(_figures(folder, toy_rules).values())
    (folder / "floors.json").write_text(pin(folder, figures, "first"), "utf-8")
    (folder / "b.txt").write_text("They share a menu.", "utf-8")

    worse = list(_figures(folder, toy_rules).values())
    complaints = "\n".join(breaches(folder, worse))

    assert "the documents changed" in complaints
    assert "boilerplate: findings in documents clean of it fell to 500" in complaints


def test_a_folder_without_marks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither manifest"):
        read_marked(tmp_path)
