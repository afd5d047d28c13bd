"""An audit as one JSON object: the published, versioned form that programs read.

``audit.schema.json`` beside this file describes it; a test holds the two together.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from auditor.document import Document, Provided, Span
from auditor.finding import Annotation, Audit, Failure, Finding, Score
from auditor.record.identity import FIELDS, identity_of
from auditor.views import words

SCHEMA = 1
Record = dict[str, Any]


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
    document = {name: value for name, value in record["document"].items() if name != "text"}
    return {**record, "document": document}


def failure_record(failure: Failure) -> Record:
    """Return the object for something that could not be done."""
    return {"stage": failure.stage, "subject": failure.subject, "message": failure.message}


def number(value: float) -> float | None:
    """Round to six significant digits, so that platforms agree; JSON has no NaN and no infinity."""
    if not value:
        return float(value)
    return float(f"{value:.6g}") if math.isfinite(value) else None


def _document(audit: Audit, with_text: bool) -> Record:
    document, identity = audit.document, identity_of(audit)
    record = {
        "id": document.id,
        "path": document.path,
        **{name: identity[name].value if name in identity else None for name in FIELDS},
        "language": audit.language,
        "words": len(words(document)),
        "origins": _origins(document.metadata.language, identity),
    }
    return {**record, "text": document.text} if with_text else record


def _origins(language: Provided | None, identity: Mapping[str, Provided]) -> Record:
    given = identity if language is None else {**identity, "language": language}
    return {name: provided.origin for name, provided in given.items()}


def _finding(document: Document, finding: Finding) -> Record:
    return {
        "rule": finding.rule,
        "dimension": finding.dimension,
        "severity": finding.severity,
        "confidence": number(finding.confidence),
        "message": finding.message,
        **_place(document, finding.span),
        "suggestion": finding.suggestion,
        "related": [_place(document, span) for span in finding.related],
        "kind": finding.kind,
        "grade": finding.grade,
        "recommends": finding.recommends,
    }


def _place(document: Document, span: Span | None) -> Record:
    if span is None:
        return dict.fromkeys(("start", "end", "line", "column", "quote"))
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


def _score(score: Score) -> Record:
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


def _annotation(document: Document, annotation: Annotation) -> Record:
    place = _place(document, annotation.span)
    del place["quote"]  # a pack may annotate every line: the text would stand there twice
    return {
        **place,
        "kind": annotation.kind,
        "label": annotation.label,
        "values": {
            name: number(value) if isinstance(value, float) else value
            for name, value in annotation.values
        },
    }


@lru_cache(maxsize=1)
def schema() -> Record:
    """Return the JSON Schema (draft 2020-12) of the object."""
    path = Path(__file__).with_name("audit.schema.json")
    found: Record = json.loads(path.read_text(encoding="utf-8"))
    return found
