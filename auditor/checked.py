"""What a check says of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from auditor.dimensions import Dimension
from auditor.finding import Demand, Failure, Label, Recommendation, Severity
from auditor.gate import Gate, is_document_stopped
from auditor.scoring.verdict import verdict

OWN_RULES: dict[str, str] = {
    "audit/recommendation": "The document as a whole should be read before use, or not used.",
    "audit/unused-ignore": "An ignore comment takes nothing back.",
    "audit/void-ignore": "An ignore comment has no reason, and the settings want one.",
    "audit/malformed-ignore": "An ignore comment cannot be understood.",
}
"""What the check itself finds fault with, with a line on each."""
SEVERITY_OF: dict[Recommendation, Severity] = {
    "accept": "note",
    "unjudged": "note",
    "review": "warning",
    "reject": "error",
}
"""How grave a recommendation is where it stands among the findings."""


class Place(NamedTuple):
    """A range in a source file: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    """Code points into the document's text."""
    quote: str


class Suppression(NamedTuple):
    """Why a finding does not count."""

    kind: Literal["inSource", "external"]
    """As SARIF says: by a comment in the file, or by settings or a baseline."""
    justification: str


@dataclass(frozen=True)
class LocatedFinding:
    """A finding as a gate needs it: with its place in the file and its fingerprint."""

    rule: str
    dimension: Dimension | None
    """``None`` for what the check itself finds fault with."""
    severity: Severity
    confidence: float
    message: str
    place: Place | None
    suggestion: str | None = None
    related: tuple[Place, ...] = ()
    kind: str | None = None
    grade: str | None = None
    recommends: Demand | None = None
    fingerprint: str = ""
    suppression: Suppression | None = None
    is_safe: bool = False
    """Whether the suggestion may be put in place without a person reading it."""


@dataclass(frozen=True)
class CheckedDocument:
    """One document after settings, ignores and baseline."""

    path: str
    """The file, as the user would name it."""
    record_id: str | None
    """The record's id where the file holds several documents."""
    title: str | None
    findings: tuple[LocatedFinding, ...]
    """In the order of the text, the suppressed ones among them."""
    recommendation: Recommendation
    """As the findings that count make it."""
    probabilities: Mapping[str, float | None]
    labels: Mapping[Dimension, Label]
    is_accepted: bool = False
    """Whether a baseline accepts the recommendation."""
    most_shown: int | None = None
    """Findings that are shown; all for ``None``. It changes nothing of what counts."""
    record: Mapping[str, Any] | None = None
    """The audit's JSON object; ``None`` where nobody needs it."""

    @property
    def name(self) -> str:
        """The path, and the record's id after ``#``."""
        return self.path if self.record_id is None else f"{self.path}#{self.record_id}"

    @property
    def counted(self) -> tuple[LocatedFinding, ...]:
        """The findings that count."""
        return tuple(each for each in self.findings if each.suppression is None)

    @property
    def shown(self) -> tuple[LocatedFinding, ...]:
        """The first of the findings that count, as many as are to be shown."""
        return self.counted[: self.most_shown]

    @property
    def reported(self) -> tuple[LocatedFinding, ...]:
        """The findings that are shown, and before them one that states the recommendation."""
        if self.recommendation == "accept" or self.is_accepted:
            return self.shown
        severity = SEVERITY_OF[self.recommendation]
        rule = "audit/recommendation"
        severities = [each.severity for each in self.counted]
        message = verdict(self.recommendation, self.labels, severities)
        stated = LocatedFinding(rule, None, severity, 1.0, message, None, fingerprint=f"{rule}:::")
        return (stated, *self.shown)

    def is_stopped(self, gates: Iterable[Gate]) -> bool:
        """Tell whether the document does not pass one of the gates."""
        severities = [each.severity for each in self.counted]
        recommendation: Recommendation = "accept" if self.is_accepted else self.recommendation
        return any(is_document_stopped(gate, severities, recommendation) for gate in gates)


@dataclass(frozen=True)
class CheckedRun:
    """Everything that a check came to."""

    documents: tuple[CheckedDocument, ...]
    failures: tuple[Failure, ...] = ()
    stale: tuple[str, ...] = ()
    """Entries of the baseline that nothing corresponds to any more, in words."""
    gates: tuple[Gate, ...] = ()
    """What makes a document stop the change."""
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def stops(self, document: CheckedDocument) -> bool:
        """Tell whether a document stops the change."""
        return document.is_stopped(self.gates)

    def is_grave(self, finding: LocatedFinding, document: CheckedDocument) -> bool:
        """Tell whether a reported finding by itself stops the change."""
        if finding.rule == "audit/recommendation":
            return any(
                is_document_stopped(gate, (), document.recommendation) for gate in self.gates
            )
        return any(is_document_stopped(gate, (finding.severity,), "accept") for gate in self.gates)
