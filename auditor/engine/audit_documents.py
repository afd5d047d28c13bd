"""One document through every rule: the pure heart of the auditor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any, TypeVar

from auditor.document import Document, Span
from auditor.engine.registry import RuleSet
from auditor.finding import Audit, Failure, Finding, Hit
from auditor.rule import Rule
from auditor.scoring.policy import recommend
from auditor.scoring.scorecard import score_document
from auditor.version import __version__
from auditor.views import language, quoted, words

T = TypeVar("T")

BATCH_SIZE = 16
"""Documents to audit together: more are no faster, and with one that crashes all are done again."""


def audit_document(document: Document, rules: RuleSet) -> Audit:
    """Run every rule, annotator and measure over the document and weigh what they saw.

    What raises becomes a ``Failure``; the rest goes on.
    """
    return audit_together((document,), rules)[0]


def audit_together(documents: Sequence[Document], rules: RuleSet) -> list[Audit]:
    """Audit each document as if it were alone, and so faster than one after another.

    Every rule reads all of them before the next one does: all rules' code and tables are too large
    for a processor's caches, those of one are not.
    """
    audits = [_PartialAudit(document) for document in documents]
    for rule in rules.rules:
        for audit in audits:
            audit.apply(rule)
    for measure in rules.measures:
        for audit in audits:
            audit.compute(measure.name, measure.measure, audit.measures)
    for annotator in rules.annotators:
        for audit in audits:
            audit.compute(annotator.name, annotator.annotate, audit.annotations)
    return [audit.weighed(rules) for audit in audits]


class _PartialAudit:
    """What was seen of a document so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = language(document).code
        self.findings: list[Finding] = []
        self.failures: list[Failure] = []
        self.measures: dict[str, float] = {}
        self.annotations: dict[str, Any] = {}

    def apply(self, rule: Rule) -> None:
        """Run a rule, where it is for the document's language."""
        if rule.languages and self.language not in (*rule.languages, "und"):
            return
        try:
            self.findings += findings_of(rule, self.document)
        except Exception as error:  # a rule is foreign code; its crash is a value
            self.failures.append(_failure(rule.id, self.document, error))

    def compute(self, name: str, what: Callable[[Document], T], values: dict[str, T]) -> None:
        """Compute what packs bring beside rules, and keep it under its name."""
        try:
            values[name] = what(self.document)
        except Exception as error:  # foreign code, as above
            self.failures.append(_failure(name, self.document, error))

    def weighed(self, rules: RuleSet) -> Audit:
        """Return the audit: what was seen, and what follows from it."""
        findings = tuple(sorted(self.findings, key=_in_order_of_text))
        scorecard = score_document(
            findings, self.measures, rules.models, len(words(self.document)), self.language
        )
        return Audit(
            document=self.document,
            findings=findings,
            failures=tuple(self.failures),
            annotations=MappingProxyType(self.annotations),
            measures=MappingProxyType(self.measures),
            scorecard=MappingProxyType(scorecard),
            recommendation=recommend(scorecard, findings, rules.policy),
            language=self.language,
            versions=MappingProxyType({"auditor": __version__, **rules.versions}),
        )


def _in_order_of_text(finding: Finding) -> tuple[Span, str, str]:
    return (finding.span or Span(-1, -1), finding.rule, finding.message)


def findings_of(rule: Rule, document: Document) -> list[Finding]:
    """Run one rule over a document; raises whatever the rule raises."""
    return [
        _finding(rule, hit)
        for hit in rule.find(document)
        if not (rule.is_silent_in_quotations and is_quoted(document, hit.span))
    ]


def is_quoted(document: Document, span: Span | None) -> bool:
    """Tell whether the span lies within a quotation."""
    return span is not None and quoted(document).cover(span)


def _finding(rule: Rule, hit: Hit) -> Finding:
    return Finding(
        rule=rule.id,
        dimension=rule.dimension,
        severity=hit.severity or rule.severity,
        confidence=rule.confidence if hit.confidence is None else hit.confidence,
        message=hit.message,
        span=hit.span,
        suggestion=hit.suggestion,
        related=hit.related,
        kind=hit.kind,
        grade=hit.grade,
        recommends=hit.recommends or rule.recommends,
        remedy=rule.remedy,
        times_right=rule.times_right if hit.confidence is None else None,
        is_safe=rule.is_safe if hit.is_safe is None else hit.is_safe,
    )


def _failure(stage: str, document: Document, error: Exception) -> Failure:
    return Failure(
        stage,
        document.id,
        f"{type(error).__name__}: {error}; the other rules went on. This is a defect of "
        f"{stage}: report it, or leave the rule out with --ignore",
    )


def audit_all(documents: Iterable[Document], rules: RuleSet) -> Iterator[Audit]:
    """Audit documents in order, in this process; they are taken a few at a time."""
    for batch in in_batches(documents, BATCH_SIZE):
        yield from audit_together(batch, rules)


def in_batches(values: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield the values in order, that many at a time."""
    left = iter(values)
    while batch := list(islice(left, most)):
        yield batch
