"""One document through every rule: the pure heart of the auditor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import TypeVar

from auditor.document import Document, Span
from auditor.finding import Audit, Failure, Finding, Hit
from auditor.registry import RuleSet
from auditor.rule import Rule
from auditor.scoring.policy import recommend
from auditor.scoring.scorecard import score_document
from auditor.version import __version__
from auditor.views import language, quotations, words

T = TypeVar("T")


def audit_document(document: Document, rules: RuleSet) -> Audit:
    """Run every rule, annotator and measure over the document and weigh what they saw.

    What raises becomes a ``Failure``; the rest goes on.
    """
    failures: list[Failure] = []
    findings = tuple(sorted(_findings(document, rules, failures), key=_in_order_of_text))
    measures = _computed(((m.name, m.measure) for m in rules.measures), document, failures)
    annotations = _computed(((a.name, a.annotate) for a in rules.annotators), document, failures)
    spoken = language(document).code
    scorecard = score_document(findings, measures, rules.models, len(words(document)), spoken)
    return Audit(
        document=document,
        findings=findings,
        failures=tuple(failures),
        annotations=MappingProxyType(annotations),
        measures=MappingProxyType(measures),
        scorecard=MappingProxyType(scorecard),
        recommendation=recommend(scorecard, findings, rules.policy),
        language=spoken,
        versions=MappingProxyType({"auditor": __version__, **rules.versions}),
    )


def _in_order_of_text(finding: Finding) -> tuple[Span, str, str]:
    return (finding.span or Span(-1, -1), finding.rule, finding.message)


def _findings(document: Document, rules: RuleSet, failures: list[Failure]) -> Iterator[Finding]:
    spoken = language(document).code
    for rule in rules.rules:
        if rule.languages and spoken not in (*rule.languages, "und"):
            continue
        try:
            yield from findings_of(rule, document)
        except Exception as error:  # a rule is foreign code; its crash is a value
            failures.append(_failure(rule.id, document, error))


def findings_of(rule: Rule, document: Document) -> list[Finding]:
    """Run one rule over a document; raises whatever the rule raises."""
    return [
        _finding(rule, hit)
        for hit in rule.find(document)
        if not (rule.is_silent_in_quotations and is_quoted(document, hit.span))
    ]


def is_quoted(document: Document, span: Span | None) -> bool:
    """Tell whether the span lies within a quotation."""
    if span is None:
        return False
    return any(quotation.span.covers(span) for quotation in quotations(document))


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
    )


def _computed(
    named: Iterable[tuple[str, Callable[[Document], T]]],
    document: Document,
    failures: list[Failure],
) -> dict[str, T]:
    """Compute what packs bring beside rules, by name."""
    values: dict[str, T] = {}
    for name, compute in named:
        try:
            values[name] = compute(document)
        except Exception as error:  # foreign code, as above
            failures.append(_failure(name, document, error))
    return values


def _failure(stage: str, document: Document, error: Exception) -> Failure:
    return Failure(
        stage,
        document.id,
        f"{type(error).__name__}: {error}; the other rules went on. This is a defect of "
        f"{stage}: report it, or leave the rule out with --ignore",
    )


def audit_all(documents: Iterable[Document], rules: RuleSet) -> Iterator[Audit]:
    """Audit documents one after another, in order, in this process."""
    for document in documents:
        yield audit_document(document, rules)
