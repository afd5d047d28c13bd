"""The flat tables of a run."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor import Audit
from auditor.record.audit_record import record_of
from auditor.reporting.flat import document_columns
from auditor.run.outcome import Outcome
from auditor.run.tables import write_tables
from tests_shared.audits import hostile, ordinary

MEASURES = ("residue_share", "undefined")


def write(folder: Path, form: str, *audits: Audit) -> None:
    outcomes = [Outcome(record=record_of(audit)) for audit in audits]
    for _ in write_tables(outcomes, folder, [form], MEASURES):
        pass


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_has_a_row_per_document_and_one_per_finding(tmp_path: Path) -> None:
    write(tmp_path, "csv", ordinary(), hostile())
    documents, findings = (rows_of(tmp_path / f"{name}.csv") for name in ("documents", "findings"))

    assert list(documents[0]) == document_columns(MEASURES)
    assert documents[0] == {
        **dict.fromkeys(document_columns(MEASURES), ""),
        "id": "bridge.txt",
        "title": "Council opens bridge",
        "language": "en",
        "words": "21",
        "recommendation": "review",
        "machine-translation_probability": "0.5",
        "machine-translation_label": "review",
        "boilerplate_probability": "0.004",
        "boilerplate_label": "clear",
        "attribution_probability": "0.25",
        "attribution_label": "clear",
        "contradiction_label": "abstain",
        "notes": "1",
        "warnings": "3",
        "errors": "1",
        "failures": "0",
        "residue_share": "0.123457",
    }
    assert [row["rule"] for row in findings] == [
        *(finding.rule for finding in ordinary().findings),
        "attribution/evil",
        "boilerplate/evil",
    ]
    assert findings[1]["related"] == "101-113"


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    audit = ordinary()
    write(tmp_path, "csv", replace(audit, document=replace(audit.document, id="=1+1", _views={})))

    assert rows_of(tmp_path / "documents.csv")[0]["id"] == "'=1+1"


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    write(tmp_path, "parquet", ordinary(), hostile())
    write(tmp_path, "csv", ordinary(), hostile())

    for name in ("documents", "findings"):
        table = parquet.read_table(tmp_path / f"{name}.parquet")
        rows = rows_of(tmp_path / f"{name}.csv")
        assert table.column_names == list(rows[0])
        assert table.num_rows == len(rows)
    assert table.column("confidence").to_pylist() == [0.5, 0.8, 0.9, 0.4, 0.95, 0.5, 0.5]


def test_a_run_that_fails_leaves_no_half_table(tmp_path: Path) -> None:
    def failing() -> Iterator[Outcome]:
        yield Outcome(record=record_of(ordinary()))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(write_tables(failing(), tmp_path, ["csv"], MEASURES))
    assert list(tmp_path.iterdir()) == []


def test_groups_of_rows_follow_on_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra [parquet]")
    monkeypatch.setattr("auditor.run.tables.GROUP_BYTES", 1)
    write(tmp_path, "parquet", ordinary(), ordinary())
    file = parquet.ParquetFile(tmp_path / "documents.parquet")

    assert file.num_row_groups == 2
    assert file.read().column("id").to_pylist() == ["bridge.txt", "bridge.txt"]
