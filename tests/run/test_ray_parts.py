"""The parts that many machines leave are together what one machine gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import UsageError
from auditor.cli.main import group
from auditor.reading import read_pieces
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.run.ray_parts import Row, Tally, prepare_parts, row_of, write_part
from auditor.run.request import RunRequest

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What some documents come to, one broken among them."""
    broken = tmp_path_factory.mktemp("broken") / "b.jsonl"
    broken.write_text('{"text": "Whole."}\n{broken\n')
    plan = Plan(("jsonl",))
    paths = [str(CORPUS / "crane-returns-to-vellmouth.txt"), str(broken)]
    return list(audit_inputs(read_pieces(paths, plan.reading), plan, 0))


def rows(outcomes: list[Outcome]) -> list[Row]:
    """Return the rows as they come from another machine."""
    return [Row(*json.loads(json.dumps(row_of(each, "review")))) for each in outcomes]


def test_lines_are_those_of_a_run_on_one_machine(outcomes: list[Outcome], tmp_path: Path) -> None:
    first = write_part(rows(outcomes[:1]), str(tmp_path), 0, "jsonl")
    second = write_part(rows(outcomes[1:]), str(tmp_path), 1, "jsonl")

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "failures-00001.jsonl", "part-00000.jsonl", "part-00001.jsonl"
    ]  # fmt: skip
    lines = (tmp_path / "part-00000.jsonl").read_text() + (
        tmp_path / "part-00001.jsonl"
    ).read_text()
    assert lines == "".join(text for each in outcomes for _, text in each.reports)
    (failure,) = (each for outcome in outcomes for each in outcome.failures)
    told = json.loads((tmp_path / "failures-00001.jsonl").read_text())
    assert told == {"stage": "reading", "subject": failure.subject, "message": failure.message}
    tally = first.with_part(second)
    assert (tally.documents, tally.failures, tally.is_complete) == (2, (failure,), False)


def test_parquet_has_a_row_for_what_failed(outcomes: list[Outcome], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")

    tally = write_part(rows(outcomes), str(tmp_path), 7, "parquet")

    table = parquet.read_table(tmp_path / "part-00007.parquet").to_pylist()
    assert [row["id"] for row in table] == ["crane-returns-to-vellmouth.txt", "b.jsonl:1", None]
    assert [row["audit"] for row in table[:2]] == [each.reports[0][1] for each in outcomes[:2]]
    record = json.loads(table[0]["audit"])
    assert table[0]["boilerplate"] == pytest.approx(
        record["scorecard"]["boilerplate"]["probability"], abs=1e-6
    )
    assert [len(row["failures"]) for row in table] == [0, 0, 1]
    assert tally.documents == 2


def test_a_tally_is_the_same_however_the_rows_are_parted(outcomes: list[Outcome]) -> None:
    whole, halves = Tally(), (Tally(), Tally())
    for number, row in enumerate(rows(outcomes) * 3):
        whole = whole.with_row(row)
        half = number >= 5
        halves = (
            (halves[0], halves[1].with_row(row)) if half else (halves[0].with_row(row), halves[1])
        )

    assert halves[0].with_part(halves[1]) == whole
    assert whole.failure_count == 3


def test_parts_of_two_runs_are_not_mixed(tmp_path: Path) -> None:
    prepare_parts(str(tmp_path / "out"))
    (tmp_path / "out" / "part-00000.jsonl").write_text("")

    with pytest.raises(UsageError, match="holds parts of another run"):
        prepare_parts(str(tmp_path / "out"))


def test_the_form_is_json_lines_unless_asked_for() -> None:
    assert RunRequest(("a",), engine="ray").form_of_parts == "jsonl"
    assert RunRequest(("a",), formats=("parquet",), engine="ray").form_of_parts == "parquet"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--format", "html"), "writes one --format of jsonl and parquet"),
        (("--resume",), "need one machine"),
        (("--near-duplicates",), "need one machine"),
        (("-o", "-"), "not -"),
    ],
)
def test_what_needs_one_machine_is_refused(option: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(group, ["run", str(CORPUS), "--engine", "ray", *option])

    assert done.exit_code == 2
    assert said in done.stderr
