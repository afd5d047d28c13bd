"""What holds for every text and every file, however hostile."""

from __future__ import annotations

import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib import import_module
from math import isfinite
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import auditor
from auditor import (
    DIMENSIONS,
    Audit,
    AuditorError,
    Document,
    Metadata,
    RuleSet,
    Span,
    audit_document,
    view,
)
from auditor.check.apply_settings import apply_settings
from auditor.check.entries import entries_of
from auditor.checked import CheckedRun
from auditor.reading import Piece, ReadingOptions
from auditor.reading.piece import Origin
from auditor.record.audit_record import Record, record_of
from auditor.reporting.formats import CHECK_FORMATS, DOCUMENT_FORMATS
from auditor.reporting.pages import run_pages
from auditor.reporting.summary import summarise
from auditor.reporting.terminal import summary_table
from auditor.rewriting.cleaning import as_diff, as_report, clean
from auditor.rewriting.restoring import changes_of, diff_of, restored
from auditor.settings import Settings


class LawError(AssertionError):
    """A law that does not hold for an input."""


def require(claim: bool, law: str) -> None:
    """Raise where the claim is false.

    Raises:
        LawError: it is.
    """
    if not claim:
        raise LawError(law)


def hold_audit(document: Document, rules: RuleSet) -> None:
    """Audit the document and compare with what must be.

    Raises:
        LawError: something is not as it must be.
    """
    audit = audit_document(document, rules)
    require(not audit.failures, f"nothing fails: {audit.failures}")
    _hold_findings(audit)
    _hold_numbers(audit)


def hold_reports(document: Document, rules: RuleSet) -> None:
    """Audit the document, write it in every form, and compare with what must be.

    Raises:
        LawError: something is not as it must be.
    """
    audit = audit_document(document, rules)
    _hold_reports(audit, rules)
    _hold_changes(audit)


def hold_views(document: Document) -> None:
    """Compute every view there is; each place in its value lies in the text.

    Raises:
        LawError: one does not.
    """
    for name, read in views():
        value = read(document)
        for span in spans_in(value):
            inside = 0 <= span.start <= span.end <= len(document.text)
            require(inside, f"{name}: {span} lies in {len(document.text)} characters")


@lru_cache(maxsize=1)
def views() -> tuple[tuple[str, Callable[[Document], Any]], ...]:
    """Return every view of the auditor and of its rules, by its full name."""
    import auditor_rules

    maker = view(lambda document: None).__code__
    found = {}
    for module in (*_modules(auditor), *_modules(auditor_rules)):
        for name, member in inspect.getmembers(module, inspect.isfunction):
            if member.__code__ is maker and member.__module__ == module.__name__:
                found[f"{module.__name__}.{name}"] = member
    return tuple(sorted(found.items()))


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not info.name.endswith("__main__"):
            try:
                yield import_module(info.name)
            except (ImportError, AuditorError):  # an extra is not installed
                continue


def spans_in(value: object) -> Iterator[Span]:
    """Yield the spans in a value made of tuples, mappings and frozen values."""
    if isinstance(value, str | int | float | None):
        return
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from spans_in(each)
    elif isinstance(value, dict):
        yield from spans_in([*value.keys(), *value.values()])
    elif is_dataclass(value) and not isinstance(value, type | Document):
        for one in fields(value):
            yield from spans_in(getattr(value, one.name))


def _hold_findings(audit: Audit) -> None:
    text = audit.document.text
    for span in spans_in([audit.findings, tuple(audit.annotations.values())]):
        require(0 <= span.start <= span.end <= len(text), f"{span} lies in the text")
    for finding in audit.findings:
        require(0 < finding.confidence <= 1, f"{finding.rule}: {finding.confidence} in (0, 1]")
        require(bool(finding.message.strip()), f"{finding.rule} says something")
        require(finding.span is None or finding.span.start < finding.span.end, "a fault has words")
    starts = [-1 if each.span is None else each.span.start for each in audit.findings]
    require(starts == sorted(starts), "findings are in the order of the text")


def _hold_numbers(audit: Audit) -> None:
    require(set(audit.scorecard) == set(DIMENSIONS), "every dimension is scored")
    for name, score in audit.scorecard.items():
        is_possible = score.probability is None or 0 < score.probability < 1
        require(is_possible, f"{name}: {score.probability} is no probability")
        require((score.probability is None) == (score.abstention is not None), "one of the two")
    for measure, value in audit.measures.items():
        require(isfinite(value), f"measure {measure} is {value}")


def _hold_reports(audit: Audit, rules: RuleSet) -> None:
    record = record_of(audit)
    require(json.loads(DOCUMENT_FORMATS["json"].render(audit)) == record, "JSON reads back")
    line = DOCUMENT_FORMATS["jsonl"].render(audit)
    require(json.loads(line) == record, "a line of JSON reads back")
    require("\n" not in line.rstrip("\n"), "a line of JSON is one line")
    for name in ("html", "markdown"):
        DOCUMENT_FORMATS[name].render(audit).encode()
    summary = summarise(audit)
    for page in run_pages([summary], audit.failures).values():
        page.encode()
    summary_table([summary])
    _hold_checks(record, audit.document, rules)


def _hold_checks(record: Record, document: Document, rules: RuleSet) -> None:
    """Audit the text once more, `audit check`'s way, and read what other tools read of it."""
    fields = {"text": document.text}
    piece = Piece("parquet", Origin("a.parquet", "a.parquet"), fields, 1, 1, "a")
    (entries,) = entries_of([piece], ReadingOptions(), rules)
    again = [each["record"] for each in entries if each["record"] is not None]
    for other in again if document.metadata == Metadata() else ():
        for name in ("scorecard", "measures", "recommendation"):
            same = dict(other)[name] == dict(record)[name]
            require(same, f"the same document gives the same {name}")
    checked = tuple(
        apply_settings(each, ("a.parquet", "a"), Settings(), (), rules)
        for each in entries
        if each["record"] is not None
    )
    run = CheckedRun(checked, (), (), ("review",))
    found = {finding.rule for document in checked for finding in document.findings}
    known = {rule.id: rule for rule in rules.rules if rule.id in found}
    written = {name: form.render(run, known) for name, form in CHECK_FORMATS.items()}
    for name in ("json", "sarif", "gitlab"):
        json.loads(written[name].encode())
    ET.fromstring(written["junit"].encode())
    for name in ("text", "github", "markdown", "jsonl"):
        written[name].encode()


def _hold_changes(audit: Audit) -> None:
    cleaned = clean(audit)
    as_report(cleaned).encode()
    require(bool(as_diff(cleaned)) <= bool(cleaned.changes), "a diff has its changes")
    text = audit.document.text
    changes = changes_of(audit.document, audit.findings)
    after = restored(text, changes)
    require((after == text) == (not changes), "a change changes the text")
    require(bool(diff_of(text, after, "a")) == bool(changes), "a diff tells every change")
