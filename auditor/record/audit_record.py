"""An audit as one JSON object: the published, versioned form that programs read.

``audit.schema.json`` beside this file describes it; a test holds the two together.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, cast

from auditor.dimensions import Dimension
from auditor.document import Document, Provided, Span
from auditor.finding import (
    Annotation,
    Audit,
    Demand,
    Failure,
    Finding,
    Label,
    Recommendation,
    Score,
    Severity,
)
from auditor.record.identity import identity_of
from auditor.views import words

SCHEMA = 1


class PlaceRecord(TypedDict):
    """A place in the text; all ``None`` for the document as a whole."""

    start: int | None
    end: int | None
    line: int | None
    column: int | None
    quote: str | None


class FailureRecord(TypedDict):
    """Something that could not be done."""

    stage: str
    subject: str
    message: str


class FindingRecord(PlaceRecord):
    """One fault."""

    rule: str
    dimension: Dimension
    severity: Severity
    confidence: float
    message: str
    suggestion: str | None
    related: list[PlaceRecord]
    kind: str | None
    grade: str | None
    recommends: Demand | None


class ReasonRecord(TypedDict):
    """One reason for a probability; the log-odds are ``None`` where they are not finite."""

    feature: str
    wording: str
    log_odds: float | None


class ScoreRecord(TypedDict):
    """A dimension's score."""

    probability: float | None
    label: Label
    reasons: list[ReasonRecord]
    abstention: str | None
    decided_by: list[str]
    is_unjudged: bool
    review_from: float | None


class AnnotationRecord(TypedDict):
    """A place with a value; the quote is left out, since a pack may annotate every line."""

    start: int | None
    end: int | None
    line: int | None
    column: int | None
    kind: str
    label: str
    values: dict[str, str | float | int | None]


class _Text(TypedDict, total=False):
    text: str
    """Missing where it was not wanted; offsets still refer to it."""


class DocumentRecord(_Text):
    """The document itself."""

    id: str
    path: str | None
    title: str | None
    byline: str | None
    published: str | None
    modified: str | None
    site: str | None
    url: str | None
    language: str
    words: int
    origins: dict[str, str]
    """Where each of the fields above came from."""


class Record(TypedDict):
    """An audit as one JSON object."""

    schema: int
    document: DocumentRecord
    findings: list[FindingRecord]
    failures: list[FailureRecord]
    scorecard: dict[Dimension, ScoreRecord]
    recommendation: Recommendation
    annotations: dict[str, list[AnnotationRecord]]
    measures: dict[str, float | None]
    versions: dict[str, str]


def record_of(audit: Audit, *, with_text: bool = True) -> Record:
    """Return the object for an audit; without its text the offsets still refer to that text."""
    return {
        "schema": SCHEMA,
        "document": _document(audit, with_text),
        "findings": [_finding(audit.document, finding) for finding in audit.findings],
        "failures": [failure_record(failure) for failure in audit.failures],
        "scorecard": {dimension: _score(score) for dimension, score in audit.scorecard.items()},
        "recommendation": audit.recommendation,
        "annotations": {
            name: [_annotation(audit.document, each) for each in annotations]
            for name, annotations in audit.annotations.items()
        },
        "measures": {name: number(value) for name, value in audit.measures.items()},
        "versions": dict(audit.versions),
    }


def without_text(record: Record) -> Record:
    """Return an audit's object without the document's text; offsets still refer to it."""
    document = record["document"].copy()
    document.pop("text", None)
    return {**record, "document": document}


def failure_record(failure: Failure) -> FailureRecord:
    """Return the object for something that could not be done."""
    return {"stage": failure.stage, "subject": failure.subject, "message": failure.message}


def number(value: float) -> float | None:
    """Round to six significant digits, so that platforms agree; JSON has no NaN and no infinity."""
    if not value:
        return float(value)
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _document(audit: Audit, with_text: bool) -> DocumentRecord:
    document, identity = audit.document, identity_of(audit)
    values = {name: provided.value for name, provided in identity.items()}
    record: DocumentRecord = {
        "id": document.id,
        "path": document.path,
        "title": values.get("title"),
        "byline": values.get("byline"),
        "published": values.get("published"),
        "modified": values.get("modified"),
        "site": values.get("site"),
        "url": values.get("url"),
        "language": audit.language,
        "words": len(words(document)),
        "origins": _origins(document.metadata.language, identity),
    }
    if with_text:
        record["text"] = document.text
    return record


def _origins(language: Provided | None, identity: Mapping[str, Provided]) -> dict[str, str]:
    given = identity if language is None else {**identity, "language": language}
    return {name: provided.origin for name, provided in given.items()}


def _finding(document: Document, finding: Finding) -> FindingRecord:
    return {
        "rule": finding.rule,
        "dimension": finding.dimension,
        "severity": finding.severity,
        "confidence": cast(float, number(finding.confidence)),  # in (0, 1]
        "message": finding.message,
        **_place(document, finding.span),
        "suggestion": finding.suggestion,
        "related": [_place(document, span) for span in finding.related],
        "kind": finding.kind,
        "grade": finding.grade,
        "recommends": finding.recommends,
    }


def _place(document: Document, span: Span | None) -> PlaceRecord:
    if span is None:
        return {"start": None, "end": None, "line": None, "column": None, "quote": None}
    position = document.position(span.start)
    return {
        "start": span.start,
        "end": span.end,
        "line": position.line,
        "column": position.column,
        "quote": span.of(document.text),
    }


def _probability(value: float) -> float | None:
    """Round without making a certainty of what is none."""
    rounded = number(value)
    return 0.999999 if rounded == 1 and value < 1 else rounded


def _score(score: Score) -> ScoreRecord:
    return {
        "probability": None if score.probability is None else _probability(score.probability),
        "label": score.label,
        "reasons": [
            {"feature": each.feature, "wording": each.wording, "log_odds": number(each.log_odds)}
            for each in score.contributions
        ],
        "abstention": score.abstention,
        "decided_by": list(score.decided_by),
        "is_unjudged": score.is_unjudged,
        "review_from": None if score.review_from is None else number(score.review_from),
    }


def _annotation(document: Document, annotation: Annotation) -> AnnotationRecord:
    place = _place(document, annotation.span)
    return {
        "start": place["start"],
        "end": place["end"],
        "line": place["line"],
        "column": place["column"],
        "kind": annotation.kind,
        "label": annotation.label,
        "values": {
            name: number(value) if isinstance(value, float) else value
            for name, value in annotation.values
        },
    }


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the object."""
    path = Path(__file__).with_name("audit.schema.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
