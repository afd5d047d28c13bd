"""Writing a run's flat tables as CSV or Parquet, a batch at a time."""

from __future__ import annotations

import csv
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Any

from auditor.atomic_file import AtomicFile
from auditor.errors import UsageError
from auditor.record.audit_record import Record
from auditor.reporting.flat import (
    FINDING_COLUMNS,
    TEXT_COLUMNS,
    Row,
    document_columns,
    document_row,
    finding_rows,
    harmless_cell,
)
from auditor.run.columns import NumberColumn, TextColumn
from auditor.run.outcome import Outcome

GROUP_BYTES = 4_000_000
"""What a Parquet file's group of rows takes in memory as columns."""


class CsvTable:
    """A CSV file in UTF-8 whose cells no spreadsheet takes for formulas."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.unfinished = AtomicFile(path)
        self.stream = self.unfinished.temporary.open(
            "w", encoding="utf-8", errors="backslashreplace", newline=""
        )
        self.writer = csv.DictWriter(
            self.stream, columns, lineterminator="\n", extrasaction="ignore"
        )
        self.writer.writeheader()

    def add(self, row: Row) -> None:
        """Add a row."""
        self.writer.writerow({name: harmless_cell(value) for name, value in row.items()})

    def close(self) -> None:
        """Put the file in its place."""
        self.stream.close()
        self.unfinished.finish()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self.stream.close()
        self.unfinished.abandon()


class ParquetTable:
    """A Parquet file; texts are strings, all else is float64."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise UsageError(
                "--format parquet needs pyarrow: pip install 'audit-articles[parquet]'"
            ) from error
        self.unfinished = AtomicFile(path)
        self.arrow: Any = pyarrow
        types = [
            (name, pyarrow.string() if name in TEXT_COLUMNS else pyarrow.float64())
            for name in columns
        ]
        self.schema = pyarrow.schema(types)
        # Arrow's own allocator keeps 10 MB more than it is asked for.
        pyarrow.set_memory_pool(pyarrow.system_memory_pool())
        self.writer = parquet.ParquetWriter(self.unfinished.temporary, self.schema)
        self.columns, self.rows = self._empty(), 0

    def _empty(self) -> dict[str, Any]:
        return {
            name: TextColumn() if name in TEXT_COLUMNS else NumberColumn()
            for name in self.schema.names
        }

    def add(self, row: Row) -> None:
        """Add a row."""
        for name, column in self.columns.items():
            column.add(row.get(name))
        self.rows += 1
        if sum(column.nbytes for column in self.columns.values()) >= GROUP_BYTES:
            self._write()

    def _write(self) -> None:
        packed = [column.packed(self.arrow) for column in self.columns.values()]
        self.writer.write_batch(self.arrow.RecordBatch.from_arrays(packed, schema=self.schema))
        self.columns, self.rows = self._empty(), 0

    def close(self) -> None:
        """Put the file in its place."""
        if self.rows:
            self._write()
        self.writer.close()
        self.unfinished.finish()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self.writer.close()
        self.unfinished.abandon()


TABLES: dict[str, type[CsvTable] | type[ParquetTable]] = {"csv": CsvTable, "parquet": ParquetTable}
"""By the name of the format."""


def write_tables(
    outcomes: Iterable[Outcome],
    folder: Path,
    forms: Sequence[str],
    measures: Sequence[str],
    share: str = "",
) -> Generator[Outcome]:
    """Write ``documents`` and ``findings`` in each form as the outcomes, with records, pass by.

    Args:
        outcomes: of the run.
        folder: where the tables go.
        forms: of ``TABLES``.
        measures: names of the packs' measures, which are columns.
        share: ends the files' names, so that those of several shares stand side by side.

    Raises:
        UsageError: a form needs a library that is not installed.
    """
    columns = {"documents": document_columns(measures), "findings": FINDING_COLUMNS}
    tables = {
        (form, name): TABLES[form](folder / f"{name}{share}.{form}", columns[name])
        for form in forms
        for name in columns
    }
    try:
        for outcome in outcomes:
            if outcome.record is not None:
                for (_, name), table in tables.items():
                    for row in _rows(name, outcome.record):
                        table.add(row)
            yield outcome
    except BaseException:
        for table in tables.values():
            table.abandon()
        raise
    for table in tables.values():
        table.close()


def _rows(name: str, record: Record) -> Iterable[Row]:
    return [document_row(record)] if name == "documents" else finding_rows(record)
