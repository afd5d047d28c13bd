"""A person's panel: read with all its faults, measured, and its findings judged on a sheet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from auditor.cli.main import group
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.document import Document, Span
from auditor.errors import UsageError
from auditor.finding import Audit, Finding, Recommendation, Score
from auditor.training.panel import Fault, PanelAudit, PanelRow, read_panel
from auditor.training.panel_figures import confusion, fault_figures, recommendation_figures
from auditor.training.sheet import RulePrecision, judgements_in, rule_precisions, sheet_of


def row(name: str, **values: Any) -> dict[str, Any]:
    given = {"id": name, "text": "The mayor spoke.", "recommendation": "accept"}
    return {**given, **dict.fromkeys(DIMENSIONS, "none"), **values}


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "panel.jsonl"
    lines = [each if isinstance(each, str) else json.dumps(each) for each in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_what_cannot_be_used_is_named_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A page beside the panel.", "utf-8")
    path = written(
        tmp_path,
        row("a", faults=[{"quote": "mayor", "dimension": "attribution", "should_be": "who?"}]),
        row("a"),
        row("b", text=""),
        row("c", recommendation="maybe"),
        row("d", boilerplate="much"),
        "no JSON",
        row("e", text=None, path="page.txt"),
        row("f", text=None, path="gone.txt"),
        row("g", faults=[{"quote": "not there", "dimension": "attribution"}]),
    )

    panel = read_panel(path)

    assert [each.document.id for each in panel.rows] == ["a", "e", "g"]
    assert panel.rows[0].faults == (("attribution", (Span(4, 9),), "who?"),)
    assert panel.rows[1].document.text == "A page beside the panel."
    assert panel.rows[2].faults == ()
    lines = [int(each.removeprefix(f"{path}:").partition(":")[0]) for each in panel.complaints]
    assert lines == [2, 3, 4, 5, 6, 8, 9]
    assert (
        "recommendation is 'maybe', expected one of accept, review, reject" in (panel.complaints[2])
    )


def test_a_panel_without_a_row_that_can_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither a text nor a path"):
        read_panel(written(tmp_path, row("a", text=None)))


def audited(
    label: Recommendation, said: Recommendation, *findings: Finding, faults: tuple[Fault, ...] = ()
) -> PanelAudit:
    document = Document(f"{label}-{said}", "Somebody said that the bridge is closed.")
    scorecard: dict[Dimension, Score] = dict.fromkeys(DIMENSIONS, Score("clear", 0.1))
    return PanelAudit(
        PanelRow(document, label, dict.fromkeys(DIMENSIONS, "none"), faults),
        Audit(document, findings, recommendation=said, scorecard=scorecard),
    )


PANEL = [
    audited("accept", "accept"),
    audited("accept", "unjudged"),
    audited("accept", "review"),
    audited("review", "review"),
    audited("reject", "accept"),
    audited("reject", "reject"),
]


def test_agreement_swaps_and_stops_are_shares_of_their_own_documents() -> None:
    figures = {each.name: (each.value, each.count) for each in recommendation_figures(PANEL)}

    assert figures["recommendation as the reader's"] == (0.5, 6)
    assert figures["… of the documents that were judged"] == (0.6, 5)
    assert figures["unjudged"] == (1 / 6, 6)
    assert figures["reader rejects, auditor accepts"] == (0.5, 2)
    assert figures["reader accepts, auditor rejects"] == (0.0, 3)
    assert figures["sound documents stopped"] == (1 / 3, 3)
    assert figures["faulty documents stopped"] == (2 / 3, 3)


def test_the_table_has_every_recommendation() -> None:
    assert list(confusion(PANEL)) == [
        "| the reader says | accept | unjudged | review | reject |",
        "|---|---|---|---|---|",
        "| **accept** | 1 | 1 | 1 | 0 |",
        "| **review** | 0 | 0 | 1 | 0 |",
        "| **reject** | 1 | 0 | 0 | 1 |",
    ]


def finding(span: Span | None, severity: Any = "warning", message: str = "who?") -> Finding:
    return Finding("attribution/toy", "attribution", severity, 0.5, message, span)


def test_a_fault_is_met_by_what_overlaps_it_and_a_lack_by_a_finding_without_place() -> None:
    place = Fault("attribution", (Span(0, 8),), "who?")
    whole = Fault("attribution", (), "no author")
    rows = [
        audited("review", "review", finding(Span(7, 13)), faults=(place, whole)),
        audited("review", "review", finding(None), faults=(place, whole)),
        audited("review", "review", finding(Span(8, 13)), faults=(place,)),
    ]

    (figure,) = (each for each in fault_figures(rows) if each.name.startswith("attribution"))

    assert (figure.value, figure.count) == (0.4, 5)


def test_a_sheet_lists_warnings_and_errors_and_keeps_what_was_judged(tmp_path: Path) -> None:
    document = Document("a,b", "=SUM(1) said that\nthe bridge is closed.")
    audit = Audit(
        document,
        (finding(Span(0, 7), message="=1+1"), finding(Span(1, 2), "note"), finding(None, "error")),
    )
    path = tmp_path / "sheet.csv"
    path.write_text(sheet_of([audit], {}), "utf-8")
    assert len(path.read_text("utf-8").splitlines()) == 3
    assert "'=1+1" in path.read_text("utf-8")

    judged = path.read_text("utf-8").replace("bridge is closed.,,", "bridge is closed.,Wrong,a sum")
    path.write_text(judged, "utf-8")
    again = sheet_of([audit], judgements_in(path))

    assert "closed.,wrong,a sum" in again
    assert rule_precisions(path) == [RulePrecision("attribution/toy", 0, 0, 1)]


def test_an_unknown_judgement_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("document,rule,severity,place,message,context,judged,note\n,,,,,,perhaps,\n")

    with pytest.raises(UsageError, match="judged is 'perhaps', expected one of right"):
        rule_precisions(path)


def test_the_command_measures_a_panel_writes_its_sheet_and_reads_it_back(tmp_path: Path) -> None:
    text = "The report of [insert name here] is due. Lorem ipsum dolor sit amet."
    panel = written(tmp_path, row("a", text=text, recommendation="review"), row("b", text=""))
    sheet = tmp_path / "sheet.csv"

    measured = CliRunner().invoke(group, ["evaluate", str(panel), "--sheet", str(sheet)])

    assert measured.exit_code == 0
    assert "| **review** |" in measured.output
    assert f"{panel}:2: the row has neither a text nor a path" in measured.output
    assert len(judgements_in(sheet)) == 0
    rows = sheet.read_text("utf-8").splitlines()
    sheet.write_text("\n".join([rows[0], *(f"{each[:-1]}right," for each in rows[1:])]), "utf-8")
    read = CliRunner().invoke(group, ["evaluate", str(sheet)])
    assert read.exit_code == 0, read.output
    assert f"| **all** | {len(rows) - 1} | 0 | 0 | 1.00 |" in read.output
