"""How far a run has come: by the bytes of the files, as the documents pass by."""

from __future__ import annotations

import gzip
import json
from hashlib import blake2b
from pathlib import Path

import pytest

from auditor.reading import ReadingOptions, read_pieces
from auditor.reading.meter import Meter
from auditor.reading.paths import total_bytes
from auditor.reading.unique import _Numbers

OPTIONS = ReadingOptions()


def lines(count: int) -> bytes:
    return b"".join(
        json.dumps({"text": f"Text {n}: {blake2b(bytes(n)).hexdigest()}. "}).encode() + b"\n"
        for n in range(count)
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_when_all_has_passed_by_all_was_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("parquet"):
        arrow = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow")
        rows = [json.loads(line) for line in lines(9000).splitlines()]
        parquet.write_table(arrow.Table.from_pylist(rows), path)
    else:
        path.write_bytes(gzip.compress(lines(9000)) if name.endswith("gz") else lines(9000))
    meter = Meter(total_bytes([str(path)], OPTIONS))
    seen = []

    for _ in meter.marked(read_pieces([str(path)], OPTIONS, meter)):
        meter.pass_by()
        seen.append(meter.passed)

    assert len(seen) == 9000
    assert meter.total == path.stat().st_size
    assert seen == sorted(seen)
    assert abs(seen[-1] - path.stat().st_size) <= 0.05 * path.stat().st_size + 100


def test_passing_goes_by_results_and_not_by_what_is_read_ahead(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(2000))
    meter = Meter()
    pieces = list(meter.marked(read_pieces([str(tmp_path / "a.jsonl")], OPTIONS, meter)))

    meter.pass_by()

    assert len(pieces) == 2000
    assert meter.passed == 1 << 16  # what is read at a time


def test_nobody_knows_the_length_of_standard_input() -> None:
    assert total_bytes(["-"], OPTIONS) is None
    assert total_bytes(["s3://bucket/key"], OPTIONS) is None


def test_numbers_are_new_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.reading.unique._MIN_PLACES", 4)
    numbers = _Numbers()
    many = [number * 0x9E3779B97F4A7C15 % (1 << 64) for number in range(500)]

    assert all(numbers.add(number) for number in many)
    assert not any(numbers.add(number) for number in many)
