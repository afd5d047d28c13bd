"""What a recommendation follows from, as a value that settings may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from auditor.dimensions import Dimension
from auditor.finding import (
    RECOMMENDATIONS,
    SEVERITIES,
    Finding,
    Label,
    Recommendation,
    Score,
    Severity,
)

REVIEW_SEVERITIES: tuple[Severity | Literal["off"], ...] = ("off", *SEVERITIES)


class Terms(NamedTuple):
    """What one dimension has to show for its documents to be sent back, or to a person."""

    reject: tuple[Label, ...] = ("fail",)
    """Labels of the scorecard that reject."""
    review: tuple[Label, ...] = ("review",)
    """Labels that ask for review; one that rejects as well rejects."""
    severity: Severity | Literal["off"] = "error"
    """A finding at least this grave asks for review, whatever the label; ``off``: none does."""

    def recommendation(self, label: Label, severities: Iterable[Severity]) -> Recommendation:
        """Return what the dimension alone recommends."""
        if label in self.reject:
            return "reject"
        is_grave = self.severity != "off" and any(
            SEVERITIES.index(each) >= SEVERITIES.index(self.severity) for each in severities
        )
        return "review" if is_grave or label in self.review else "accept"


DEFAULT_TERMS = Terms()


@dataclass(frozen=True)
class Policy:
    """The terms of each dimension; the gravest of their recommendations is the document's."""

    general: Terms = DEFAULT_TERMS
    own: tuple[tuple[Dimension, Terms], ...] = ()
    """Dimensions with terms of their own."""
    unjudged: Recommendation = "unjudged"
    """What becomes of a document that nothing speaks against, but that could not be judged."""

    def terms_of(self, dimension: Dimension) -> Terms:
        """Return the terms that hold for a dimension."""
        return dict(self.own).get(dimension, self.general)


DEFAULT_POLICY = Policy()


def recommend(
    scorecard: Mapping[Dimension, Score],
    findings: Iterable[Finding],
    policy: Policy = DEFAULT_POLICY,
) -> Recommendation:
    """Return the gravest recommendation of any dimension.

    Where none asks for anything, ``accept``, or what the policy makes of unjudged documents.
    """
    severities: dict[Dimension, list[Severity]] = {dimension: [] for dimension in scorecard}
    for finding in findings:
        severities.setdefault(finding.dimension, []).append(finding.severity)
    asked = (
        policy.terms_of(dimension).recommendation(
            scorecard[dimension].label if dimension in scorecard else "abstain", found
        )
        for dimension, found in severities.items()
    )
    gravest: Recommendation = max(asked, key=RECOMMENDATIONS.index, default="accept")
    if gravest == "accept" and any(score.is_unjudged for score in scorecard.values()):
        return policy.unjudged
    return gravest
