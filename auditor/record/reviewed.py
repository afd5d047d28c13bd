"""What reviewers made of a document, as reports show it beside the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DECISION_WORDS = {"confirm": "right", "dismiss": "wrong", "unsure": "not sure"}


@dataclass(frozen=True)
class JudgedFinding:
    """What reviewers said of one finding."""

    decision: str | None
    """``confirm`` or ``dismiss`` where all who decided agree, else ``unsure``; ``None`` where there
    are only notes."""
    lines: tuple[str, ...]
    """What each said, signed and dated."""


@dataclass(frozen=True)
class Reviewed:
    """What reviewers said of a document and its findings."""

    whole: tuple[str, ...] = ()
    """What each said of the advice and of the dimensions, signed and dated."""
    findings: Mapping[int, JudgedFinding] = field(default_factory=dict)
    """By the finding's position in the audit, from 0."""

    @property
    def confirmed(self) -> int:
        """How many findings were found right."""
        return self._count("confirm")

    @property
    def dismissed(self) -> int:
        """How many findings were found wrong."""
        return self._count("dismiss")

    @property
    def judged(self) -> int:
        """How many findings somebody decided on."""
        return sum(each.decision is not None for each in self.findings.values())

    def _count(self, decision: str) -> int:
        return sum(each.decision == decision for each in self.findings.values())
