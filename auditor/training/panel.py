"""A panel: documents that a person has judged as a whole, read and held against audits.

A row is a JSON object: ``id``; ``text``, or ``path`` of a file beside the panel; ``recommendation``
(accept, review, reject); for each dimension ``none``, ``some`` or ``severe``; and optionally
``faults``, a list of ``quote``, ``dimension`` and ``should_be``. A fault without a quote is one of
the document as a whole, such as a missing author.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.document import Document, Span
from auditor.engine.audit_documents import audit_all
from auditor.engine.registry import RuleSet
from auditor.errors import AuditorError, UsageError
from auditor.finding import Audit, Demand, Recommendation
from auditor.library import only_document
from auditor.reading.metadata import metadata_of_fields

Degree = Literal["none", "some", "severe"]
DEGREES: tuple[Degree, ...] = get_args(Degree)
VERDICTS: tuple[Recommendation, ...] = ("accept", *get_args(Demand))


class Fault(NamedTuple):
    """A place, or a lack, that the reader would have mended."""

    dimension: Dimension
    places: tuple[Span, ...]
    """Wherever the quote stands; empty where the document as a whole lacks something."""
    should_be: str


@dataclass(frozen=True)
class PanelRow:
    """A document and a reader's word on it."""

    document: Document
    recommendation: Recommendation
    degrees: Mapping[Dimension, Degree]
    faults: tuple[Fault, ...] = ()


class Panel(NamedTuple):
    """What could be read of a panel, and a sentence for each thing that could not."""

    rows: tuple[PanelRow, ...]
    complaints: tuple[str, ...]


class PanelAudit(NamedTuple):
    """A row beside what the auditor says of its document."""

    row: PanelRow
    audit: Audit


def read_panel(path: Path) -> Panel:
    """Read a panel; a row that cannot be used is named with its line, and the rest is read.

    Raises:
        UsageError: it is not UTF-8, or no row can be used.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: a panel is JSON lines in UTF-8: {error}") from error
    rows: dict[str, PanelRow] = {}
    complaints: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = _row(_object(line), path.parent, number)
            if row.document.id in rows:
                raise ValueError(f"the id {row.document.id!r} stands in an earlier line too")
        except (ValueError, AuditorError) as error:
            complaints.append(f"{where}: {error}; the row is left out")
            continue
        rows[row.document.id], missing = row
        complaints += [f"{where}: {each}; the fault is left out" for each in missing]
    if not rows:
        raise UsageError("\n".join([*complaints, f"{path}: no row of the panel can be used"]))
    return Panel(tuple(rows.values()), tuple(complaints))


def audits_of(rows: Iterable[PanelRow], rules: RuleSet) -> Iterator[PanelAudit]:
    """Audit every row's document."""
    rows = tuple(rows)
    audits = audit_all((row.document for row in rows), rules)
    yield from map(PanelAudit, rows, audits)


def _object(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deep to be read") from error
    if not isinstance(row, dict):
        raise ValueError("expected a JSON object")
    return row


class _Read(NamedTuple):
    row: PanelRow
    missing: tuple[str, ...]

    @property
    def document(self) -> Document:
        return self.row.document


def _row(row: Mapping[str, Any], folder: Path, number: int) -> _Read:
    document = _document(row, folder, number)
    faults, missing = [], []
    for fault in _faults(row):
        quote = fault.get("quote")
        places = () if quote is None else tuple(_places(document.text, str(quote)))
        if quote is not None and not places:
            missing.append(f"the quote {_shortened(quote)!r} is not in the text")
            continue
        dimension = cast(Dimension, _chosen(fault, "dimension", DIMENSIONS))
        faults.append(Fault(dimension, places, str(fault.get("should_be", ""))))
    return _Read(
        PanelRow(
            document,
            cast(Recommendation, _chosen(row, "recommendation", VERDICTS)),
            {name: cast(Degree, _chosen(row, name, DEGREES)) for name in DIMENSIONS},
            tuple(faults),
        ),
        tuple(missing),
    )


def _document(row: Mapping[str, Any], folder: Path, number: int) -> Document:
    name = str(row.get("id", number))
    text, path = row.get("text"), row.get("path")
    if isinstance(text, str) and text.strip():
        return Document(name, text, metadata_of_fields(row, "field"))
    if not isinstance(path, str):
        raise ValueError("the row has neither a text nor a path")
    read = only_document(folder / path)
    return Document(name, read.text, read.metadata, read.path)


def _faults(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    faults = row.get("faults", [])
    if not isinstance(faults, list) or not all(isinstance(each, dict) for each in faults):
        raise ValueError("faults are a list of objects with quote, dimension and should_be")
    return faults


def _chosen(row: Mapping[str, Any], name: str, choices: tuple[str, ...]) -> str:
    value = row.get(name)
    if value not in choices:
        raise ValueError(f"{name} is {value!r}, expected one of {', '.join(choices)}")
    return str(value)


def _places(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _shortened(quote: object) -> str:
    text = str(quote)
    return text if len(text) <= 60 else f"{text[:57]}…"
