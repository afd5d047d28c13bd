"""What one input of a run came to, and how a killed run remembers it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from auditor.finding import Failure
from auditor.record.audit_record import Record
from auditor.reporting.summary import Summary
from auditor.store.runs import Row


@dataclass(frozen=True)
class Outcome:
    """What one input came to."""

    failures: tuple[Failure, ...] = ()
    """Of reading, or of single rules."""
    summary: Summary | None = None
    """``None`` when the input could not be read at all."""
    reports: tuple[tuple[str, str], ...] = ()
    """The rendered reports: format and text."""
    kept: Row | None = None
    """What the store keeps, where the plan wants it."""
    progress: str = ""
    """What stands in its place when a killed run goes on; empty where nothing is kept."""
    record: Record | None = None
    """The audit's object, where the plan wants it."""
    key: bytes = b""
    """Of the input; empty where nothing is kept."""
    signature: bytes = b""
    """What near-duplicates are told by, where the plan wants it; empty for a short document."""
    lines: tuple[str, ...] = ()
    """Its short lines, where the plan wants them."""
    refusal: tuple[int, str, str] | None = None
    """Why the reports could not be written: the system's number, its words, and the file."""


def to_progress(outcome: Outcome) -> str:
    """Return what is remembered of an outcome, without its reports, as JSON."""
    summary = outcome.summary
    row = None if summary is None else [getattr(summary, each.name) for each in fields(Summary)]
    failures = [[each.stage, each.subject, each.message] for each in outcome.failures]
    return json.dumps([row, failures, outcome.signature.hex(), outcome.lines])


def of_progress(written: str) -> Outcome:
    """Return the outcome that was remembered."""
    row, failures, signature, lines = json.loads(written)
    summary = None if row is None else Summary(*_frozen(row))
    told = tuple(Failure(*each) for each in failures)
    return Outcome(told, summary, signature=bytes.fromhex(signature), lines=tuple(lines))


def _frozen(row: Sequence[Any]) -> Sequence[Any]:
    """Return the values with tuples where JSON has lists."""
    return [tuple(map(tuple, value)) if isinstance(value, list) else value for value in row]
