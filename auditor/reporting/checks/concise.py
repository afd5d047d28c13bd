"""A check as lines: ``path:line:column: severity rule message``."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding
from auditor.reporting.escaping import single_line
from auditor.rule import Rule


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return one line per finding that counts."""
    return "".join(
        line_of(document, finding) + "\n"
        for document in run.documents
        for finding in document.reported
    )


def line_of(document: CheckedDocument, finding: LocatedFinding) -> str:
    """Return a finding's line; one about the whole document stands at 1:1."""
    line, column = (finding.place.line, finding.place.column) if finding.place else (1, 1)
    what = f"{finding.severity} {finding.rule} {single_line(finding.message)}"
    return f"{single_line(document.path)}:{line}:{column}: {what}"


def unique_digest(document: CheckedDocument, finding: LocatedFinding, seen: Counter[str]) -> str:
    """Return a digest that stays when lines move; equal findings of a file are numbered."""
    identity = f"{document.name}\0{finding.fingerprint}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(identity).hexdigest()[:16]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"
