"""Rules' marked examples as tests: for the built-in pack and for anyone's own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.document import Document, Span
from auditor.engine.audit_documents import findings_of
from auditor.finding import Finding
from auditor.rule import Example, Rule


def example_document(example: Example) -> Document:
    """Return the document that an example stands for."""
    return Document("example", example.text, example.metadata)


def complaints(rule: Rule) -> Iterator[str]:
    """Yield a sentence for every example that the rule does not live up to.

    An invalid example must be found exactly where it is marked, with its suggestion; the text with
    that suggestion in place must no longer be found. A valid one must not be found at all.
    """
    if not rule.invalid or not rule.valid:
        yield f"{rule.id}: needs at least one invalid and one valid example"
    for example in rule.invalid:
        yield from _complaints_of_invalid(rule, example)
    for example in rule.valid:
        for finding in findings_of(rule, example_document(example)):
            yield f"{rule.id}: fires on the valid {example.text!r}: {finding.message}"


def _complaints_of_invalid(rule: Rule, example: Example) -> Iterator[str]:
    document = example_document(example)
    findings = sorted(findings_of(rule, document), key=lambda each: each.span or Span(-1, -1))
    expected: list[Span | None] = list(example.faults) or [None]
    found = [finding.span for finding in findings]
    if found != expected:
        texts = [span and span.of(example.text) for span in found]
        yield f"{rule.id}: in {example.marked!r} found {texts}"
        return
    related = tuple(sorted({span for finding in findings for span in finding.related}))
    if example.related and related != example.related:
        yield f"{rule.id}: in {example.marked!r} related {[s.of(example.text) for s in related]}"
    if example.suggestion is not None:
        yield from _complaints_of_suggestion(rule, example, findings[0])


def _complaints_of_suggestion(rule: Rule, example: Example, finding: Finding) -> Iterator[str]:
    if finding.suggestion != example.suggestion:
        yield f"{rule.id}: in {example.marked!r} suggested {finding.suggestion!r}"
    elif finding.suggestion is not None and finding.span is not None:
        before, after = example.text[: finding.span.start], example.text[finding.span.end :]
        mended = before + finding.suggestion + after
        if findings_of(rule, Document("example", mended, example.metadata)):
            yield f"{rule.id}: the mended text is still found fault with: {mended!r}"
