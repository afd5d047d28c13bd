"""A check as SARIF 2.1.0 (OASIS, 2020, with errata 01), as code scanning reads it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from auditor.checked import OWN_RULES, CheckedDocument, CheckedRun, LocatedFinding, Place
from auditor.finding import Failure
from auditor.reporting.checks.concise import unique_digest
from auditor.reporting.escaping import json_safe, visible
from auditor.rule import Rule
from auditor.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the log, newline included; suppressed findings are in it, marked as such."""
    described = [*(_rule(rules[name]) for name in sorted(rules)), *map(_own_rule, OWN_RULES)]
    positions = {rule["id"]: index for index, rule in enumerate(described)}
    driver = {"name": "audit", "semanticVersion": __version__, "rules": described}
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run)],
                "results": list(_results(run, positions)),
            }
        ],
    }
    return json_safe(json.dumps(log, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    sections = {"": rule.what, "Why it matters": rule.why, "Known problems": rule.known_problems}
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": "\n\n".join(f"{title}\n{body}".strip() for title, body in sections.items()),
            "markdown": "\n\n".join(
                f"## {title}\n\n{body}" if title else body for title, body in sections.items()
            ),
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.dimension], "precision": _precision(rule.confidence)},
    }


def _precision(confidence: float) -> str:
    """Return the word that code scanning knows (docs.github.com, SARIF support, 2024)."""
    steps = ((0.95, "very-high"), (0.8, "high"), (0.5, "medium"))
    return next((word for least, word in steps if confidence >= least), "low")


def _own_rule(name: str) -> dict[str, Any]:
    text = {"text": OWN_RULES[name]}
    return {"id": name, "shortDescription": text, "help": text}


def _invocation(run: CheckedRun) -> dict[str, Any]:
    return {
        "executionSuccessful": not run.failures,
        "toolExecutionNotifications": [_notification(failure) for failure in run.failures],
    }


def _notification(failure: Failure) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": visible(f"{failure.subject}: {failure.stage}: {failure.message}")},
    }


def _results(run: CheckedRun, positions: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for document in run.documents:
        suppressed = (each for each in document.findings if each.suppression is not None)
        for finding in (*document.reported, *suppressed):
            yield _result(document, finding, positions, seen)


def _result(
    document: CheckedDocument,
    finding: LocatedFinding,
    positions: Mapping[str, int],
    seen: Counter[str],
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": visible(finding.message)},
        "locations": [_location(document, finding.place)],
        "partialFingerprints": {
            "auditFinding/v1": finding.fingerprint,
            "primaryLocationLineHash": unique_digest(document, finding, seen),
        },
        "properties": {"confidence": finding.confidence, "kind": finding.kind},
    }
    if finding.rule in positions:
        result["ruleIndex"] = positions[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(document, place), "message": {"text": visible(place.quote)}}
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.suppression is not None:
        kind, justification = finding.suppression
        result["suppressions"] = [
            {"kind": kind, "status": "accepted", "justification": visible(justification)}
        ]
    if finding.suggestion is not None and finding.place is not None and _is_verbatim(document):
        result["fixes"] = [_fix(document, finding.place, finding.suggestion)]
    return result


def _is_verbatim(document: CheckedDocument) -> bool:
    """Only where the text is the file may a tool put the suggestion into the file."""
    return document.record_id is None and PurePath(document.path).suffix in (".txt", ".md")


def _location(document: CheckedDocument, place: Place | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(document.path)}
    if place is not None:
        snippet = {"snippet": {"text": visible(place.quote)}} if place.quote else {}
        physical["region"] = {**_region(place), **snippet}
    location: dict[str, Any] = {"physicalLocation": physical}
    if document.record_id is not None:
        location["logicalLocations"] = [{"name": document.record_id, "kind": "object"}]
    return location


def _region(place: Place) -> dict[str, int]:
    is_reversed = (place.end_line, place.end_column) < (place.line, place.column)
    end_line, end_column = (
        (place.line, place.column) if is_reversed else (place.end_line, place.end_column)
    )
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _artifact(path: str) -> dict[str, str]:
    pure = PurePath(path)
    if pure.is_absolute():
        return {"uri": "file://" + quote(pure.as_posix(), errors="replace")}
    return {"uri": quote(pure.as_posix(), errors="replace"), "uriBaseId": _ROOT}


def _fix(document: CheckedDocument, place: Place, suggestion: str) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(place),
        "insertedContent": {"text": visible(suggestion)},
    }
    change = {"artifactLocation": _artifact(document.path), "replacements": [replacement]}
    return {"description": {"text": "Replace it"}, "artifactChanges": [change]}
