"""What settings make of an audit: other severities, thresholds and terms, without training anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Finding, Label, Score
from auditor.scoring.policy import recommend
from auditor.scoring.scorecard import score_document
from auditor.settings.values import Settings, Thresholds
from auditor.views import words

VERSION_NAME = "settings"
"""Under this name an audit's versions say what settings changed of it."""


def judged(audit: Audit, settings: Settings, rules: RuleSet) -> Audit:
    """Return the audit as settings want it, with a word on what they changed of it.

    Args:
        audit: as the rules and models made it.
        settings: those that hold; overrides are looked up by the document's path, else its id.
        rules: to weigh the findings again where some do not count.
    """
    path = audit.document.path or audit.document.id
    findings = tuple(_settled(audit, settings, path))
    scores = audit.scorecard
    if findings != audit.findings:
        count = len(words(audit.document))
        scores = score_document(findings, audit.measures, rules.models, count, audit.language)
    thresholds, policy = settings.thresholds_at(path), settings.policy_at(path)
    scores = {
        name: relabelled(score, thresholds.get(name, Thresholds()))
        for name, score in scores.items()
    }
    changes = settings.changes_at(path)
    versions = {**audit.versions, VERSION_NAME: changes} if changes else audit.versions
    return replace(
        audit,
        findings=findings,
        scorecard=MappingProxyType(scores),
        recommendation=recommend(scores, findings, policy),
        versions=MappingProxyType(dict(versions)),
    )


def _settled(audit: Audit, settings: Settings, path: str) -> Iterator[Finding]:
    for finding in audit.findings:
        level = settings.level_for(finding.rule, finding.dimension, path)
        if level == "off" or finding.confidence < settings.minimum_confidence:
            continue
        if settings.override_ignoring(finding.rule, finding.dimension, path) is not None:
            continue
        if level is None or level == finding.severity:
            yield finding
        else:  # a rule that settings make milder no longer decides alone
            yield replace(finding, severity=level, recommends=None)


def relabelled(score: Score, limits: Thresholds) -> Score:
    """Return a score with the label that thresholds of the user's own give its probability."""
    if limits == Thresholds() or score.probability is None:
        return score
    label: Label = "clear"
    if limits.review is not None and score.probability >= limits.review:
        label = "review"
    if limits.fail is not None and score.probability >= limits.fail:
        label = "fail"
    line = score.review_from if limits.review is None else limits.review
    return replace(score, label=label, review_from=line)
