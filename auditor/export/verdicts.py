"""Verdicts in the forms that other tools read."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from auditor.check.baseline import Accepted, Baseline, document_key
from auditor.check.baseline import render as render_baseline
from auditor.record.audit_record import FindingRecord, Record
from auditor.reporting.flat import harmless_cell
from auditor.store.connection import StoreError
from auditor.store.queue import fingerprints_in
from auditor.store.runs import DocumentRow, documents_in, record_in
from auditor.store.verdicts import Verdict, verdicts, verdicts_on

COLUMNS = (
    "made_at reviewer document dimension rule fingerprint decision note confidence digest"
).split()


def export(store: sqlite3.Connection, run: int, form: str) -> str:
    """Return the verdicts in force in one of ``FORMS``, with the run's documents where needed.

    Raises:
        StoreError: there is no such run or no such form.
    """
    if form not in FORMS:
        raise StoreError(f"verdicts cannot be written as {form!r}: {', '.join(FORMS)}")
    return FORMS[form](store, run)


def _rows(store: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for verdict in verdicts(store):
        if verdict.decision != "none":
            row = {**verdict._asdict(), **verdict.target._asdict()}
            yield {name: row[name] for name in COLUMNS}


def _jsonl(store: sqlite3.Connection, run: int) -> str:
    return _lines(_rows(store))


def _csv(store: sqlite3.Connection, run: int) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in _rows(store):
        writer.writerow({name: harmless_cell(value) for name, value in row.items()})
    return out.getvalue()


def _training(store: sqlite3.Connection, run: int) -> str:
    """What `audit train` reads: documents whose dimensions a majority of reviewers judged."""
    rows = []
    for document, known in _judged_documents(store, run):
        labels = _labels(known)
        if labels:
            text = record_in(store, document.id)["document"]["text"]
            group = document.outlet or document.name
            rows.append({"text": text, "labels": labels, "group": group})
    return _lines(rows)


def _labels(known: list[Verdict]) -> dict[str, bool]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for verdict in known:
        if verdict.target.dimension is not None and verdict.decision in ("confirm", "dismiss"):
            votes[verdict.target.dimension][verdict.decision] += 1
    return {
        dimension: count["confirm"] > count["dismiss"]
        for dimension, count in sorted(votes.items())
        if count["confirm"] != count["dismiss"]
    }


def _baseline(store: sqlite3.Connection, run: int) -> str:
    """The file of `audit check --baseline`: what reviewers dismissed and none confirmed."""
    findings = {}
    for document, known in _judged_documents(store, run):
        record = record_in(store, document.id)
        prints = fingerprints_in(store, document)
        dismissed = [
            Accepted(prints[number], record["findings"][number]["quote"] or "", _reason(by))
            for number, by in sorted(verdicts_on(prints, known).items())
            if {verdict.decision for verdict in by.values()} & {"confirm", "dismiss"} == {"dismiss"}
        ]
        if dismissed:
            findings[document_key(record["document"]["path"] or document.name, Path.cwd())] = tuple(
                dismissed
            )
    return render_baseline(Baseline(Path(), findings))


def _reason(by_reviewer: dict[str, Verdict]) -> str:
    told = [
        f"dismissed by {name}{f': {verdict.note}' if verdict.note else ''}"
        for name, verdict in sorted(by_reviewer.items())
        if verdict.decision == "dismiss"
    ]
    return "; ".join(told)


def _label_studio(store: sqlite3.Connection, run: int) -> str:
    """Tasks to import: findings as predictions, confirmed ones as annotations."""
    tasks = []
    for document, known in _judged_documents(store, run):
        record = record_in(store, document.id)
        text = record["document"]["text"]
        regions = [_region(text, each) for each in record["findings"]]
        annotations = [
            {"result": [regions[number] for number in chosen if regions[number] is not None]}
            for chosen in _confirmed(store, document, known).values()
        ]
        shown = [region for region in regions if region is not None]
        tasks.append(
            {
                "data": {"text": text, "document": document.name},
                "predictions": [{"model_version": _version(record), "result": shown}],
                "annotations": annotations,
            }
        )
    return json.dumps(tasks, indent=1) + "\n"


def _region(text: str, finding: FindingRecord) -> dict[str, Any] | None:
    """Label Studio counts UTF-16 units, as its browser does; we count code points."""
    if finding["start"] is None:
        return None
    units = [
        len(text[: finding[end]].encode("utf-16-le", "replace")) // 2 for end in ("start", "end")
    ]
    return {
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "score": finding["confidence"],
        "value": {
            "start": units[0],
            "end": units[1],
            "text": finding["quote"],
            "labels": [finding["rule"]],
        },
    }


def _argilla(store: sqlite3.Connection, run: int) -> str:
    """Records for Argilla 2 with a text field and a span question called ``findings``."""
    records = []
    for document, known in _judged_documents(store, run):
        record = record_in(store, document.id)
        spans = [_span(each) for each in record["findings"]]
        responses = [
            {
                "user_id": str(uuid5(NAMESPACE_URL, f"audit:{reviewer}")),
                "value": [spans[number] for number in chosen if spans[number] is not None],
            }
            for reviewer, chosen in _confirmed(store, document, known).items()
        ]
        value = [span for span in spans if span is not None]
        records.append(
            {
                "id": document.name,
                "fields": {"text": record["document"]["text"]},
                "metadata": {"recommendation": document.recommendation},
                "suggestions": {"findings": {"value": value, "agent": _version(record)}},
                "responses": {"findings": responses},
            }
        )
    return json.dumps(records, indent=1) + "\n"


def _span(finding: FindingRecord) -> dict[str, Any] | None:
    if finding["start"] is None:
        return None
    return {"label": finding["rule"], "start": finding["start"], "end": finding["end"]}


def _version(record: Record) -> str:
    return f"audit {record['versions'].get('auditor', '')}".strip()


def _confirmed(
    store: sqlite3.Connection, document: DocumentRow, known: list[Verdict]
) -> dict[str, list[int]]:
    """Map each reviewer to the findings that they confirmed, by position."""
    chosen: defaultdict[str, list[int]] = defaultdict(list)
    found = verdicts_on(fingerprints_in(store, document), known)
    for number, by_reviewer in sorted(found.items()):
        for reviewer, verdict in by_reviewer.items():
            if verdict.decision == "confirm":
                chosen[reviewer].append(number)
    return dict(sorted(chosen.items()))


def _judged_documents(
    store: sqlite3.Connection, run: int
) -> Iterator[tuple[DocumentRow, list[Verdict]]]:
    for document in documents_in(store, run):
        known = [each for each in verdicts(store, document) if each.decision != "none"]
        if known:
            yield document, verdicts(store, document)


def _lines(rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


FORMS: dict[str, Callable[[sqlite3.Connection, int], str]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "training": _training,
    "baseline": _baseline,
    "label-studio": _label_studio,
    "argilla": _argilla,
}
