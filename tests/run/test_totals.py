"""What a run of any size holds in memory of what it came to."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import Failure
from auditor.cli.main import group
from auditor.reading import read_pieces
from auditor.reporting.summary import with_words_shared
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome, of_progress, to_progress
from auditor.run.plan import Plan
from auditor.run.totals import Totals

CORPUS = Path(__file__).parents[2] / "corpus"
BROKEN = 130
"""More failures than a screen shows."""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """What the corpus comes to."""
    plan = Plan((), with_lines=True)
    return list(audit_inputs(read_pieces([str(CORPUS)], plan.reading), plan, 0))


def test_failures_beyond_the_first_are_counted_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.run.totals.MAX_FAILURES", 3)
    left_out, broken = Failure("skipped", "a", "b"), Failure("reading", "a", "b")
    totals = Totals()

    list(totals.gather([Outcome((left_out, left_out)), Outcome((left_out, broken, broken))]))

    assert totals.failures == [left_out, left_out, left_out]
    assert totals.failure_count == 5
    assert not totals.is_complete


def test_what_is_remembered_of_an_outcome_is_the_outcome(outcomes: list[Outcome]) -> None:
    assert any(outcome.lines for outcome in outcomes)
    for outcome in outcomes:
        assert of_progress(to_progress(outcome)) == outcome


def test_summaries_of_other_processes_share_their_words(outcomes: list[Outcome]) -> None:
    rows = [outcome.summary for outcome in outcomes if outcome.summary is not None]

    copies = [with_words_shared(pickle.loads(pickle.dumps(row))) for row in rows]

    assert copies == rows
    assert len({id(name) for row in copies for name in row.labels}) == 4


def test_every_failure_is_in_a_file_and_the_first_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n" * BROKEN + '{"text": "Whole."}')
    command = ["run", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out"), "--jobs", "0"]

    done = CliRunner().invoke(group, command)

    listed = [
        json.loads(line) for line in (tmp_path / "out/failures.jsonl").read_text().splitlines()
    ]
    assert done.exit_code == 3
    assert [each["subject"].rsplit(":")[-1] for each in listed] == [
        str(number + 1) for number in range(BROKEN)
    ]
    assert done.stderr.count("reading") == 100
    assert f"and {BROKEN - 100} more: all are in {tmp_path}/out/failures.jsonl" in done.stderr


def test_failures_of_an_earlier_run_are_not_left_behind(tmp_path: Path) -> None:
    file, out = tmp_path / "a.jsonl", tmp_path / "out"
    for text in ("{broken", '{"text": "Whole."}'):
        file.write_text(text)
        CliRunner().invoke(group, ["run", str(file), "-o", str(out), "--jobs", "0", "-q"])
        assert (out / "failures.jsonl").exists() == (text == "{broken")
