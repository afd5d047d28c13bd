"""What rules say of a document, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from auditor.dimensions import Dimension
from auditor.document import Document, Span

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

Label = Literal["clear", "review", "fail", "abstain"]
Recommendation = Literal["accept", "unjudged", "review", "reject"]
RECOMMENDATIONS: tuple[Recommendation, ...] = get_args(Recommendation)
"""From the mildest to the gravest. ``unjudged``: nothing speaks against the document, but what
matters could not be judged, and silence of a judge who did not look is no acceptance."""
Demand = Literal["review", "reject"]
"""What a single finding can be enough for."""
Remedy = Literal["remove", "restore"]
"""What a rule's suggestions are for: taking out what is no part of the article, or putting back the
words that it had."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's ``find`` yields; the engine adds the rule's name to make a finding of it."""

    span: Span | None
    """Where; ``None`` when the fault is that something is missing from the whole document."""
    message: str
    """One sentence for a person: what was seen, worded as evidence and never as a verdict."""
    suggestion: str | None = None
    """The text that would stand in the span instead; ``""`` means: take it out."""
    related: tuple[Span, ...] = ()
    """The other places that the message speaks of, such as a contradiction's second end."""
    severity: Severity | None = None
    """Set where it differs from the rule's own."""
    confidence: float | None = None
    """Set where it differs from the rule's own."""
    kind: str | None = None
    """The type of the fault within the rule, such as ``cookie-notice``."""
    grade: str | None = None
    """How two places disagree: ``conflict``, ``possible``, ``update``, ``sources-disagree``."""
    recommends: Demand | None = None
    """Set where it differs from the rule's own."""
    is_safe: bool | None = None
    """Set where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is, how sure we are and what would mend it."""

    rule: str
    dimension: Dimension
    severity: Severity
    confidence: float
    """In (0, 1]: the rule's precision as measured, lower 95 % bound; an estimate where the rule's
    ``evidence`` says that it was not measured."""
    message: str
    span: Span | None
    suggestion: str | None = None
    related: tuple[Span, ...] = ()
    kind: str | None = None
    grade: str | None = None
    recommends: Demand | None = None
    """What this finding alone is enough for, whatever the model says."""
    remedy: Remedy | None = None
    """What the suggestion is for; the rule's."""
    times_right: tuple[int, int] | None = None
    """How many of how many findings of the rule were right, where that was counted."""
    is_safe: bool = False
    """Whether the suggestion may be put in place without a person reading it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done, as a value: nothing is swallowed."""

    stage: str
    """A rule's id, ``reading``, or ``skipped`` for what was left out on purpose."""
    subject: str
    """The document or file concerned."""
    message: str
    """What happened and what to do next."""

    @property
    def is_harmless(self) -> bool:
        """Whether it is only for people to know and fails no run."""
        return self.stage == "skipped"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A named span with a value: an entry in the ledger of sources, a line's residue."""

    span: Span | None
    kind: str
    label: str
    values: tuple[tuple[str, str | float | int | None], ...] = ()
    """Further columns, in order; strings and numbers only, so that they can be written as JSON."""


class Contribution(NamedTuple):
    """One reason for a probability, in words, with its share of the log-odds."""

    feature: str
    wording: str
    log_odds: float


@dataclass(frozen=True, slots=True)
class Score:
    """How likely it is that the document has a dimension's fault."""

    label: Label
    probability: float | None = None
    """``None`` when the model abstains."""
    contributions: tuple[Contribution, ...] = ()
    """Sum to the log-odds of the probability; the first is the model's base rate."""
    abstention: str | None = None
    """Why there is no probability."""
    review_from: float | None = None
    """The probability from which a document of this length needs review."""
    decided_by: tuple[str, ...] = ()
    """Rules whose findings alone are enough for the label, where the model gave a milder one."""
    is_unjudged: bool = False
    """Whether the model abstains and nothing else can stand in for it."""


@dataclass(frozen=True)
class Audit:
    """Everything that is known of one document. No clock, no host name."""

    document: Document
    findings: tuple[Finding, ...] = ()
    """In the order of the text; those without a span come first."""
    failures: tuple[Failure, ...] = ()
    annotations: Mapping[str, tuple[Annotation, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    measures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    scorecard: Mapping[Dimension, Score] = field(default_factory=lambda: MappingProxyType({}))
    recommendation: Recommendation = "accept"
    language: str = "und"
    versions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __getstate__(self) -> dict[str, Any]:
        """Mapping proxies do not pickle; plain dictionaries do."""
        return {
            key: dict(value) if isinstance(value, MappingProxyType) else value
            for key, value in self.__dict__.items()
        }
