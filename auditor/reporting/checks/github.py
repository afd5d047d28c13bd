"""A check as annotations of GitHub Actions (docs.github.com, workflow commands)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding
from auditor.finding import SEVERITIES, Failure, Severity
from auditor.reporting.checks.concise import line_of
from auditor.reporting.escaping import single_line
from auditor.rule import Rule
from auditor.scoring.phrasing import count

CAP = 10
"""Annotations of one kind that GitHub shows of a step; it drops the rest in silence."""
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_Placed = tuple[CheckedDocument, LocatedFinding]


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return workflow commands, the gravest first; what is above the cap stands in a group."""
    failures = [_failure(failure) for failure in run.failures]
    shown, rest = list(failures[:CAP]), list(failures[CAP:])
    for severity in reversed(SEVERITIES):
        found = _of_severity(run, severity)
        room = CAP - (min(len(failures), CAP) if severity == "error" else 0)
        shown += [_annotation(*each) for each in found[:room]]
        rest += [f"- {line_of(*each)}" for each in found[room:]]
    if rest:
        heading = f"::group::{count(len(rest), 'further finding')}, above GitHub's limit"
        shown += [heading, *map(_defused, rest), "::endgroup::"]
    return "".join(line + "\n" for line in shown)


def _of_severity(run: CheckedRun, severity: Severity) -> Sequence[_Placed]:
    placed = [
        (document, finding)
        for document in run.documents
        for finding in document.reported
        if finding.severity == severity
    ]
    return sorted(placed, key=lambda each: -each[1].confidence)


def _annotation(document: CheckedDocument, finding: LocatedFinding) -> str:
    place = finding.place
    properties = {"file": document.path, "title": finding.rule}
    if place is not None:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:  # GitHub refuses columns over several lines
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(single_line(finding.message))}"


def _failure(failure: Failure) -> str:
    message = f"{failure.subject}: {failure.message}"
    return f"::error title=not audited::{_data(single_line(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(single_line(text)).replace(":", "%3A").replace(",", "%2C")


def _defused(line: str) -> str:
    """Keep a stranger's text from being taken for a command of the older form ``##[...]``."""
    return line.replace("##[", "## [")
