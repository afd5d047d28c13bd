"""A check as one JSON object: its documents, its failures, and what stops the change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding, Place
from auditor.record.audit_record import failure_record
from auditor.reporting.escaping import json_safe
from auditor.rule import Rule

SCHEMA = 1


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the object, newline included."""
    content = {
        "schema": SCHEMA,
        "documents": [document_record(run, document) for document in run.documents],
        "failures": [failure_record(failure) for failure in run.failures],
        "stale": list(run.stale),
        "versions": dict(run.versions),
    }
    return json_safe(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def render_lines(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return one line of JSON per document, in input order; failures are told on stderr alone."""
    records = (document_record(run, document) for document in run.documents)
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in records)
    return "".join(json_safe(line) + "\n" for line in lines)


def document_record(run: CheckedRun, document: CheckedDocument) -> dict[str, Any]:
    """Return the audit's object with the findings that count, and those that don't beside them."""
    assert document.record is not None
    suppressed = [each for each in document.findings if each.suppression is not None]
    scores = {
        name: {**score, "label": document.labels[name], "probability": document.probabilities[name]}
        for name, score in document.record["scorecard"].items()
    }
    return {
        **document.record,
        "findings": [_finding(each) for each in document.shown],
        "suppressed": [_finding(each) for each in suppressed],
        "scorecard": scores,
        "recommendation": document.recommendation,
        "stops": run.stops(document),
    }


def _finding(finding: LocatedFinding) -> dict[str, Any]:
    record = {
        name: getattr(finding, name)
        for name in ("rule", "dimension", "severity", "confidence", "message")
    }
    record |= _place(finding.place)
    record["suggestion"] = finding.suggestion
    record["related"] = [_place(place) for place in finding.related]
    record |= {name: getattr(finding, name) for name in ("kind", "grade", "fingerprint")}
    if finding.suppression is not None:
        record["suppression"] = finding.suppression._asdict()
    return record


def _place(place: Place | None) -> dict[str, Any]:
    return dict.fromkeys(Place._fields) if place is None else place._asdict()
