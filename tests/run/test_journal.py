"""Runs that are killed go on where they stopped; shards together are the whole."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import UsageError
from auditor.cli.main import group
from auditor.reading import read_pieces
from auditor.run.audit_inputs import audit_inputs
from auditor.run.journal import open_journal
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan, shard_of
from auditor.run.request import parse_shard
from auditor.run.totals import Totals
from auditor.store import FILE_NAME, documents_in, open_store, runs

CORPUS = Path(__file__).parents[2] / "corpus"
PLAN = Plan(("json",), is_kept=True)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A file of 60 documents."""
    file = tmp_path / "records.jsonl"
    text = "The council met on Monday. It said “we will build” and went home, Ann Lee reported. "
    lines = [
        json.dumps({"id": f"d{number}", "text": text * (number % 9 + 1)}) for number in range(60)
    ]
    file.write_text("\n".join(lines))
    return file


def outcomes(records: Path, store: Path, most: int | None = None) -> list[Outcome]:
    """Audit the records into a store; stop after ``most`` as if killed."""
    found: list[Outcome] = []
    with open_journal(store, PLAN, is_resumed=True) as kept:
        inputs = kept.without_known(read_pieces([str(records)], PLAN.reading))
        for outcome in kept.keep(audit_inputs(inputs, PLAN, 0)):
            found.append(outcome)
            if len(found) == most:
                raise KeyboardInterrupt
    return found


def test_what_is_done_is_not_done_again(records: Path, tmp_path: Path) -> None:
    store = tmp_path / FILE_NAME
    with pytest.raises(KeyboardInterrupt):
        outcomes(records, store, most=25)

    found = outcomes(records, store)

    assert [bool(each.reports) for each in found] == [False] * 25 + [True] * 35
    whole = outcomes(records, tmp_path / "whole.sqlite")
    assert [each.summary for each in found] == [each.summary for each in whole]
    with closing(open_store(store)) as opened:
        (run,) = runs(opened)
        assert run.finished_at is not None
        assert [each.name for each in documents_in(opened, run.id)] == [
            f"d{number}" for number in range(60)
        ]
        assert opened.execute("SELECT count(*) FROM progress").fetchone()[0] == 0


def test_a_changed_document_is_audited_again(records: Path, tmp_path: Path) -> None:
    store = tmp_path / FILE_NAME
    with pytest.raises(KeyboardInterrupt):
        outcomes(records, store, most=25)
    records.write_text(records.read_text().replace("met on Monday", "met on Friday", 1))

    found = outcomes(records, store)

    assert [bool(each.reports) for each in found][:26] == [True] + [False] * 24 + [True]


def test_a_finished_run_is_not_gone_on_with(records: Path, tmp_path: Path) -> None:
    store = tmp_path / FILE_NAME
    outcomes(records, store)

    assert all(each.reports for each in outcomes(records, store))
    with closing(open_store(store)) as opened:
        assert len(runs(opened)) == 2


def test_near_duplicates_have_a_page(records: Path, tmp_path: Path) -> None:
    pytest.importorskip("rensa", reason="near-duplicates need rensa")
    options = ["--near-duplicates", "--format", "html", "--jobs", "0", "-q"]

    arguments = ["run", str(records), "-o", str(tmp_path / "out"), *options]
    done = CliRunner().invoke(group, arguments)

    assert done.exit_code == 0
    page = (tmp_path / "out" / "near-duplicates.html").read_text()
    assert "d8" in page
    assert "d17" in page


@pytest.mark.parametrize("count", [1, 2, 7])
def test_shards_together_are_the_whole(count: int) -> None:
    whole = list(read_pieces([str(CORPUS)], PLAN.reading))

    shards = [list(shard_of(whole, number, count)) for number in range(1, count + 1)]

    assert sorted(map(repr, whole)) == sorted(repr(each) for shard in shards for each in shard)


@pytest.mark.parametrize("given", ["0/3", "4/3", "a/b", "1", "-1/2", "1/0"])
def test_a_shard_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="expected I/N with I from 1 to N"):
        parse_shard(given)


def test_totals_keep_the_most_doubtful() -> None:
    found = list(audit_inputs(read_pieces([str(CORPUS)], PLAN.reading), Plan(()), 0))
    everything, few = Totals("review"), Totals("review", most_summaries=5)
    list(everything.gather(found))

    list(few.gather(found))

    assert few.documents == everything.documents == len(everything.summaries)
    assert len(few.summaries) == 5
    assert few.is_stopped == everything.is_stopped
    order = [each.id for each in everything.summaries]
    assert [order.index(each.id) for each in few.summaries] == sorted(
        order.index(each.id) for each in few.summaries
    )


def audit(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """Start the command line."""
    code = "from auditor.cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "run", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return a folder's reports by name."""
    return {
        file.name: file.read_bytes()
        for file in sorted(folder.iterdir())
        if file.suffix in (".json", ".html")
    }


def kill_and_resume(records: Path, folder: Path, number: signal.Signals, seconds: float) -> None:
    """Start a run, kill it after a while, let another go on; check that nothing is amiss."""
    options = ("-o", folder, "--format", "json", "--jobs", "2", "-q", "--resume")
    first = audit(records, *options)
    time.sleep(seconds)
    first.send_signal(number)
    first.wait()
    if (folder / FILE_NAME).exists():
        with closing(sqlite3.connect(folder / FILE_NAME)) as store:
            assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for report in folder.glob("*.json"):
        json.loads(report.read_bytes())
    second = audit(records, *options)
    assert second.wait() in (0, 3)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_killed_anywhere_goes_on(
    records: Path, tmp_path: Path, number: signal.Signals
) -> None:
    whole = tmp_path / "whole"
    audit(records, "-o", whole, "--format", "json", "-q").wait()
    chance = random.Random(number)
    for repeat in range(5):
        folder = tmp_path / f"{number}-{repeat}"
        kill_and_resume(records, folder, number, chance.uniform(0.2, 3))
        assert contents(folder) == contents(whole)
        with closing(open_store(folder / FILE_NAME)) as store:
            last = runs(store)[0]
            names = [each.name for each in documents_in(store, last.id)]
        assert names == [f"d{each}" for each in range(60)]
