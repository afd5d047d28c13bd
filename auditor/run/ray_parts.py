"""The files that a run over many machines leaves: numbered parts, which together are the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from auditor.dimensions import DIMENSIONS
from auditor.errors import UsageError
from auditor.finding import Failure
from auditor.gate import Gate, exit_code, is_document_stopped
from auditor.reading.remote import is_remote, system_of
from auditor.run.outcome import Outcome
from auditor.run.run_pages import failure_line
from auditor.run.totals import MAX_FAILURES
from auditor.writing import opened_into, prepare_folder

ROWS_AT_A_TIME = 1000


class Row(NamedTuple):
    """What one input came to, as it stands in a Parquet part."""

    id: str | None
    """Of the document; ``None`` where there is none."""
    path: str | None
    """Of its file: an id is unique among those of one file."""
    recommendation: str | None
    probabilities: tuple[float | None, ...]
    """In the order of ``DIMENSIONS``."""
    audit: str | None
    """The audit's line of JSON."""
    failures: tuple[str, ...]
    """Each a line of JSON: stage, subject, message."""
    is_complete: bool
    """Whether the input could be read and every rule judged it."""
    is_stopped: bool
    """Whether the document does not pass the gate."""


def row_of(outcome: Outcome, gate: Gate) -> Row:
    """Return an outcome, whose only report is a line of JSON, as a row."""
    summary = outcome.summary
    failures = tuple(failure_line(each) for each in outcome.failures)
    is_complete = all(each.is_harmless for each in outcome.failures)
    if summary is None:
        return Row(None, None, None, (None,) * len(DIMENSIONS), None, failures, is_complete, False)
    graves = (severity for severity, count in summary.severities.items() if count)
    return Row(
        summary.id.encode("utf-8", "backslashreplace").decode(),
        summary.path,
        summary.recommendation,
        tuple(summary.probabilities.get(name) for name in DIMENSIONS),
        outcome.reports[0][1],
        failures,
        is_complete,
        is_document_stopped(gate, graves, summary.recommendation),
    )


@dataclass(frozen=True)
class Tally:
    """What parts hold."""

    documents: int = 0
    failure_count: int = 0
    failures: tuple[Failure, ...] = ()
    """The first of them."""
    is_complete: bool = True
    is_stopped: bool = False

    @property
    def exit_code(self) -> int:
        """What the program ends with."""
        return exit_code(is_stopped=self.is_stopped, is_complete=self.is_complete)

    def with_row(self, row: Row) -> Tally:
        """Return the tally with a row more."""
        room = MAX_FAILURES - len(self.failures)
        return Tally(
            self.documents + (row.audit is not None),
            self.failure_count + len(row.failures),
            (*self.failures, *(Failure(**json.loads(each)) for each in row.failures[:room]))
            if row.failures
            else self.failures,
            self.is_complete and row.is_complete,
            self.is_stopped or row.is_stopped,
        )

    def with_part(self, other: Tally) -> Tally:
        """Return the sum of two."""
        return replace(
            self,
            documents=self.documents + other.documents,
            failure_count=self.failure_count + other.failure_count,
            failures=(*self.failures, *other.failures)[:MAX_FAILURES],
            is_complete=self.is_complete and other.is_complete,
            is_stopped=self.is_stopped or other.is_stopped,
        )


def prepare_parts(folder: str) -> None:
    """Make the folder for the parts.

    Raises:
        UsageError: it cannot be made, or holds parts already: those of two runs would be mixed.
    """
    prepare_folder(folder)
    if is_remote(folder):
        system, root = system_of(folder)
        there = bool(system.glob(f"{root.rstrip('/')}/part-*"))
    else:
        there = any(Path(folder).glob("part-*"))
    if there:
        raise UsageError(f"-o {folder} holds parts of another run: remove them or name another")


def write_part(rows: Iterable[Row], folder: str, number: int, form: str) -> Tally:
    """Write one part, and the failures in it beside it as lines of JSON.

    Args:
        rows: what it holds, taken as they are written.
        folder: a path or an address.
        number: of the part, from 0.
        form: one of ``PART_FORMATS``.

    Raises:
        OSError: it cannot be written.
    """
    write = {"jsonl": _write_lines, "parquet": _write_parquet}[form]
    tally = Tally()
    listed: list[str] = []

    def counted() -> Iterator[Row]:
        nonlocal tally
        for row in rows:
            tally = tally.with_row(row)
            listed.extend(row.failures)
            yield row

    with opened_into(folder, f"part-{number:05}.{form}") as stream:
        write(counted(), stream)
    if listed:
        with opened_into(folder, f"failures-{number:05}.jsonl") as stream:
            stream.writelines(each.encode() for each in listed)
    return tally


def _write_lines(rows: Iterable[Row], stream: IO[bytes]) -> None:
    stream.writelines(row.audit.encode() for row in rows if row.audit is not None)


def _write_parquet(rows: Iterable[Row], stream: IO[bytes]) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = part_schema(pyarrow)
    rows = iter(rows)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while some := list(islice(rows, ROWS_AT_A_TIME)):
            table = [_values(row) for row in some]
            writer.write_batch(pyarrow.RecordBatch.from_pylist(table, schema))


_FINDING_TEXTS = (
    *("rule", "dimension", "severity", "message", "quote", "suggestion", "kind", "grade"),
    "recommends",
)
_FINDING_NUMBERS = ("start", "end", "line", "column")
_ABOUT = ("title", "byline", "published", "site", "url", "language")


def part_schema(arrow: Any) -> Any:
    """Return the schema of every Parquet part, whatever is in it and wherever it was written."""
    text, number = arrow.string(), arrow.int64()
    finding = [(name, text) for name in _FINDING_TEXTS]
    finding += [("confidence", arrow.float64()), *((name, number) for name in _FINDING_NUMBERS)]
    failure = arrow.struct([(name, text) for name in ("stage", "subject", "message")])
    return arrow.schema(
        [
            ("id", arrow.large_string()),
            ("path", arrow.large_string()),
            *((name, text) for name in _ABOUT),
            ("words", number),
            ("recommendation", text),
            *((name, arrow.float64()) for name in DIMENSIONS),
            ("labels", arrow.struct([(name, text) for name in DIMENSIONS])),
            ("findings", arrow.list_(arrow.struct(finding))),
            ("failures", arrow.list_(failure)),
            ("is_complete", arrow.bool_()),
            ("is_stopped", arrow.bool_()),
            ("audit", arrow.large_string()),
        ]
    )


def _values(row: Row) -> dict[str, Any]:
    record = None if row.audit is None else json.loads(row.audit)
    values: dict[str, Any] = {
        "id": row.id,
        "path": row.path,
        "recommendation": row.recommendation,
        **dict(zip(DIMENSIONS, row.probabilities, strict=True)),
        "findings": [] if record is None else record["findings"],
        "failures": [json.loads(each) for each in row.failures],
        "is_complete": row.is_complete,
        "is_stopped": row.is_stopped,
    }
    if record is not None:
        document = record["document"]
        values |= {name: document[name] for name in (*_ABOUT, "words")}
        values["labels"] = {name: each["label"] for name, each in record["scorecard"].items()}
    return {**_writable(values), "audit": row.audit}


def _writable(value: Any) -> Any:
    """Spell out what is no Unicode, such as half of a pair: no column of texts can hold it."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_writable(each) for each in value]
    if isinstance(value, dict):
        return {name: _writable(each) for name, each in value.items()}
    return value
