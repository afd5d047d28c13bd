"""A check as GitLab's code quality report (docs.gitlab.com, code quality report format)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding
from auditor.finding import Severity
from auditor.reporting.checks.concise import unique_digest
from auditor.reporting.escaping import json_safe, single_line
from auditor.rule import Rule

SEVERITY_NAMES: dict[Severity, str] = {"note": "info", "warning": "minor", "error": "major"}


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return a JSON array with one object per finding that counts."""
    seen: Counter[str] = Counter()
    issues = [
        _issue(document, finding, seen)
        for document in run.documents
        for finding in document.reported
    ]
    return json_safe(json.dumps(issues, ensure_ascii=False, indent=1)) + "\n"


def _issue(
    document: CheckedDocument, finding: LocatedFinding, seen: Counter[str]
) -> dict[str, Any]:
    lines = {"begin": finding.place.line if finding.place else 1}
    if finding.place and finding.place.end_line >= finding.place.line:
        lines["end"] = finding.place.end_line
    return {
        "description": single_line(finding.message),
        "check_name": finding.rule,
        "fingerprint": unique_digest(document, finding, seen),
        "severity": SEVERITY_NAMES[finding.severity],
        "location": {"path": PurePath(document.path).as_posix(), "lines": lines},
    }
