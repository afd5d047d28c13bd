"""Columns packed by hand are what Arrow itself would make of the values."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.run.columns import NumberColumn, TextColumn

pyarrow = pytest.importorskip("pyarrow", reason="needs the extra [parquet]")


@given(st.lists(st.none() | st.floats(allow_nan=False)))
@settings(max_examples=50, deadline=None)
def test_numbers_and_those_that_are_missing(values: list[float | None]) -> None:
    column = NumberColumn()
    for value in values:
        column.add(value)
    packed = column.packed(pyarrow)
    packed.validate(full=True)

    assert packed.to_pylist() == values


@given(st.lists(st.none() | st.text()))
@settings(max_examples=50, deadline=None)
def test_texts_and_those_that_are_missing(texts: list[str | None]) -> None:
    column = TextColumn()
    for text in texts:
        column.add(text)
    packed = column.packed(pyarrow)
    packed.validate(full=True)

    assert packed.to_pylist() == texts


def test_half_of_a_pair_is_spelled_out() -> None:
    column = TextColumn()
    column.add("a\ud800b")

    assert column.packed(pyarrow).to_pylist() == ["a\\ud800b"]


_ALONE = """
import sys, pyarrow
from auditor.run.columns import NumberColumn, TextColumn
for column, value in ((NumberColumn(), 1.5), (TextColumn(), "a")):
    column.add(value)
    column.packed(pyarrow)
sys.exit("pandas" in sys.modules)
"""


def test_pandas_stays_out_of_memory() -> None:
    pytest.importorskip("pandas", reason="needs the extra [pandas]")

    assert subprocess.run([sys.executable, "-c", _ALONE], check=False).returncode == 0
