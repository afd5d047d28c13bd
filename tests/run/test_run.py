"""A run over many inputs: in order, whole, and the same for any number of workers."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from auditor import Failure
from auditor.reading import read_pieces
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.run.totals import Totals
from auditor.run.worker import Limits

CORPUS = Path(__file__).parents[2] / "corpus"

HOSTILE_PACK = """
import ctypes, time
from auditor import Example, Pack, Rule

def find(document):
    if "crash" in document.text:
        ctypes.string_at(0)
    if "hang" in document.text:
        ctypes.PyDLL(None).usleep(3_600_000_000)
    if "raise" in document.text:
        raise ValueError("no good")
    if "eat" in document.text:
        bytearray(8_000_000_000)
    return []

EXAMPLES = (Example("a"),)
RULE = Rule("boilerplate/hostile", "s", "note", find, "w", "w", "k", EXAMPLES, EXAMPLES)
PACK = Pack("hostile", "1", (RULE,))
"""


@pytest.fixture
def hostile_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs a pack whose rule does whatever the document says."""
    folder = tmp_path / "packages"
    (folder / "hostile-1.dist-info").mkdir(parents=True)
    (folder / "hostile_rules.py").write_text(HOSTILE_PACK)
    (folder / "hostile-1.dist-info" / "METADATA").write_text("Name: hostile\nVersion: 1\n")
    (folder / "hostile-1.dist-info" / "entry_points.txt").write_text(
        "[auditor.rules]\nhostile = hostile_rules:PACK\n"
    )
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "hostile_rules", raising=False)


def run(plan: Plan, jobs: int, *paths: Path, seconds: float = 30) -> list[Outcome]:
    """Audit paths; return the outcomes."""
    pieces = read_pieces([str(path) for path in paths], plan.reading)
    return list(audit_inputs(pieces, plan, jobs, Limits(seconds, 3_000_000_000)))


def records(folder: Path, texts: list[str]) -> Path:
    """Write texts as records; return the file."""
    file = folder / "r.jsonl"
    file.write_text("".join(json.dumps({"id": text, "text": text}) + "\n" for text in texts))
    return file


def test_any_number_of_workers_gives_the_same() -> None:
    plan = Plan(("json", "markdown"))
    alone = run(plan, 0, CORPUS)

    assert len(alone) > 30
    assert run(plan, 1, CORPUS) == alone
    assert run(plan, 2, CORPUS) == alone


@pytest.mark.skipif(os.name != "posix", reason="limits and signals are POSIX's")
@pytest.mark.usefixtures("hostile_pack")
def test_a_rule_takes_down_its_document_only(tmp_path: Path) -> None:
    texts = ["one", "crash it", "two", "hang it", "three", "raise it", "eat it", "four"]
    plan = Plan(("json",), select=("boilerplate/hostile",))

    outcomes = run(plan, 2, records(tmp_path, texts), seconds=5)

    where = str(tmp_path / "r.jsonl")
    assert [each.summary and each.summary.id for each in outcomes] == [
        "one", None, "two", None, "three", "raise it", "eat it", "four"
    ]  # fmt: skip
    failures = [failure for each in outcomes for failure in each.failures]
    assert failures[:2] == [
        Failure(
            "engine",
            f"{where}:2",
            "not audited: the process that audited it was killed by SIGSEGV, twice; the rest went "
            "on",
        ),
        Failure(
            "engine",
            f"{where}:4",
            "not audited: it took longer than 5 seconds; the rest went on",
        ),
    ]
    assert [(each.stage, each.message[:12]) for each in failures[2:]] == [
        ("boilerplate/hostile", "ValueError: "),
        ("boilerplate/hostile", "MemoryError:"),
    ]


def test_what_is_odd_about_the_bytes_is_part_of_the_audit(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Un été à Besançon.".encode() + b"\xff")

    (outcome,) = run(Plan(("json",)), 0, file)

    (failure,) = json.loads(outcome.reports[0][1])["failures"]
    assert failure["stage"] == "reading"
    assert failure["message"].startswith("1 bad byte sequence in utf-8")


def test_a_run_is_complete_when_nothing_failed_but_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some text.")
    (tmp_path / "b.py").write_text("pass")
    totals = Totals()
    list(totals.gather(run(Plan(("json",)), 0, tmp_path)))

    assert [each.stage for each in totals.failures] == ["skipped"]
    assert totals.is_complete
    list(totals.gather(run(Plan(("json",)), 0, tmp_path / "none")))
    assert not totals.is_complete
