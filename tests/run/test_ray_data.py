"""A run through a real, local Ray gives what a run without it gives."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from auditor.reading import read_pieces
from auditor.run.audit_inputs import audit_inputs
from auditor.run.outcome import Outcome
from auditor.run.plan import Plan
from auditor.run.run_pages import failure_line
from auditor.run.worker import Limits

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # what Ray's own parts warn of
    pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: '.[ray]'"),
]
PLAN = Plan(("jsonl",))
TEXT = "The council of Ashby met on Monday, said Ann Lee. It will spend {n} million dollars. "


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Start Ray once, on this machine alone, and end it."""
    from auditor.run import ray_data

    with ray_data._cluster(2):
        yield


def records(folder: Path, count: int) -> Path:
    """Write records, one broken and one repeated id among them."""
    file = folder / "a.jsonl"
    lines = [json.dumps({"id": f"d{n % (count - 1)}", "text": TEXT.format(n=n) * (n % 5 + 1)})
             for n in range(count)]  # fmt: skip
    file.write_text("\n".join([*lines, "{broken"]))
    return file


def local(*paths: Path) -> list[Outcome]:
    pieces = read_pieces([str(path) for path in paths], PLAN.reading)
    return list(audit_inputs(pieces, PLAN, 0))


def without_path(line: str) -> dict[str, object]:
    """Return an audit without what depends on how its file was named."""
    record: dict[str, dict[str, object]] = json.loads(line)
    return {**record, "document": {**record["document"], "path": ""}}


@pytest.mark.usefixtures("cluster")
def test_json_lines_are_those_of_a_local_run_in_its_order(tmp_path: Path) -> None:
    from auditor.run.ray_data import run_on_ray

    file, out = records(tmp_path, 300), tmp_path / "out"
    out.mkdir()

    tally = run_on_ray([str(file)], PLAN, str(out), "jsonl", jobs=2)

    outcomes = local(file)
    parts = sorted(out.glob("part-*.jsonl"))
    assert "".join(part.read_text() for part in parts) == "".join(
        text for outcome in outcomes for _, text in outcome.reports
    )
    failures = [each for outcome in outcomes for each in outcome.failures]
    told = "".join(part.read_text() for part in sorted(out.glob("failures-*.jsonl")))
    assert told == "".join(map(failure_line, failures))
    assert tally.documents == 300
    assert tally.failures == tuple(failures)


@pytest.mark.usefixtures("cluster")
def test_parquet_in_and_out(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    from auditor.run.ray_data import run_on_ray

    rows = [{"id": f"d{n}", "text": TEXT.format(n=n)} for n in range(100)]
    for name in ("a", "b"):
        table = pyarrow.Table.from_pylist([{**row, "id": name + row["id"]} for row in rows])
        parquet.write_table(table, tmp_path / f"{name}.parquet", row_group_size=30)
    out = tmp_path / "out"
    out.mkdir()

    run_on_ray([str(tmp_path)], PLAN, str(out), "parquet", jobs=2)

    found = [row for part in sorted(out.glob("*.parquet"))
             for row in parquet.read_table(part).to_pylist()]  # fmt: skip
    expected = local(tmp_path / "a.parquet", tmp_path / "b.parquet")
    lines = [text for outcome in expected for _, text in outcome.reports]
    assert [without_path(row["audit"]) for row in found] == list(map(without_path, lines))


@pytest.mark.usefixtures("cluster")
def test_ids_are_unique_within_a_file_and_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from auditor.run.ray_data import run_on_ray

    files = [tmp_path / name / "a.jsonl" for name in ("one", "two")]
    for file in files:
        file.parent.mkdir()
        own, none = {"id": "same", "text": TEXT}, {"text": TEXT}
        file.write_text("".join(json.dumps(each) + "\n" for each in (own, none)))
    out = tmp_path / "out"
    out.mkdir()

    run_on_ray([str(file) for file in files], PLAN, str(out), "parquet", jobs=2)

    found = [(row["id"], row["path"]) for part in sorted(out.glob("*.parquet"))
             for row in parquet.read_table(part).to_pylist()]  # fmt: skip
    one, two = map(str, files)
    assert found == [("same", one), ("a.jsonl:2", one), ("same", two), (f"{two}:2", two)]


@pytest.mark.usefixtures("cluster")
def test_documents_that_take_their_process_down_are_rows(tmp_path: Path) -> None:
    from auditor.run.ray_data import run_on_ray

    file, out = records(tmp_path, 4), tmp_path / "out"
    out.mkdir()

    tally = run_on_ray([str(file)], PLAN, str(out), "jsonl", jobs=1, limits=Limits(1e-6))

    assert tally.documents == 0
    lost = [each.subject for each in tally.failures if "took longer than" in each.message]
    assert lost == [f"{file}:{number}" for number in (1, 2, 3, 4, 5)]
    assert not tally.is_complete


@pytest.mark.usefixtures("cluster")
def test_an_input_smaller_than_the_cluster_makes_ray_warn_of_nothing(tmp_path: Path) -> None:
    from auditor.run.ray_data import run_on_ray

    file = records(tmp_path, 4)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        run_on_ray([str(file)], PLAN, str(tmp_path), "jsonl", jobs=2)

    assert not [each for each in told if "concurrent actors" in str(each.message)]
