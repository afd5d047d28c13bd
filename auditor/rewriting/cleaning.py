"""A document's text without the residue that an audit found: nothing is invented, all is told.

What is taken out comes from two places: findings whose rule's suggestions remove something, and the
annotation ``residue``, in which a pack weighs every line. Where the annotation ``holes`` says that
a word is missing, a mark is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from auditor.annotations import HOLES, RESIDUE
from auditor.document import Document, Position, Span
from auditor.finding import Annotation, Audit
from auditor.reporting.escaping import single_line

HOLE_MARK = "[…]"
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Change:
    """One place where the cleaned text differs from the document's."""

    span: Span
    replacement: str
    """What stands there instead; empty where the place is taken out."""
    kind: str
    reason: str


@dataclass(frozen=True)
class Cleaned:
    """The cleaned text, and how it came about."""

    document: Document
    text: str
    changes: tuple[Change, ...]
    """In the order of the text; none overlaps another."""


def clean(audit: Audit, threshold: float | None = None) -> Cleaned:
    """Return the audited document without its residue; its text is never changed in place.

    Args:
        audit: of a rule set that has a pack with these annotations; without one only findings
            speak.
        threshold: probability from which a line is taken out; where not given, the pack's own.
    """
    wanted = [*_of_findings(audit), *_of_lines(audit, threshold), *_of_holes(audit)]
    changes = tuple(_without_overlap(wanted))
    return Cleaned(audit.document, _applied(audit.document.text, changes), changes)


def _of_findings(audit: Audit) -> Iterator[Change]:
    for finding in audit.findings:
        has_suggestion = finding.span is not None and finding.suggestion is not None
        if finding.remedy == "remove" and has_suggestion:
            assert finding.span is not None and finding.suggestion is not None
            kind = finding.kind or finding.rule
            yield Change(finding.span, finding.suggestion, kind, finding.message)


def _of_lines(audit: Audit, threshold: float | None) -> Iterator[Change]:
    for line in audit.annotations.get(RESIDUE, ()):
        probability = _number(line, "probability")
        least = _number(line, "threshold") if threshold is None else threshold
        if line.span is not None and probability > least:
            reason = f"residue of the page by its place and shape (probability {probability:.2f})"
            yield Change(line.span, "", line.kind, reason)


def _number(annotation: Annotation, name: str) -> float:
    return float(dict(annotation.values).get(name) or 0.0)


def _of_holes(audit: Audit) -> Iterator[Change]:
    text = audit.document.text
    for hole in audit.annotations.get(HOLES, ()):
        if hole.span is not None:
            held = hole.span.of(text)
            before = "" if text[: hole.span.start].endswith((" ", "\n")) else " "
            after = " " if held.lstrip()[:1].isalnum() else ""
            put = f"{before}{HOLE_MARK}{after}{held.lstrip()}"
            yield Change(hole.span, put, hole.kind, "a word seems to be missing here")


def _without_overlap(changes: list[Change]) -> Iterator[Change]:
    """Yield the changes in order; of two that overlap the first, then the longer."""
    end = 0
    for change in sorted(changes, key=lambda each: (each.span.start, -each.span.end)):
        if change.span.start >= end:
            end = change.span.end
            yield change


def _applied(text: str, changes: tuple[Change, ...]) -> str:
    pieces, done = [], 0
    for change in changes:
        start, end = _with_its_line(text, change)
        pieces += [text[done : max(start, done)], change.replacement]
        done = max(end, done)
    kept = "".join([*pieces, text[done:]])
    if not changes:
        return kept
    return _EMPTY_LINES.sub("\n\n", kept).strip("\n") + ("\n" if text.endswith("\n") else "")


def _with_its_line(text: str, change: Change) -> Span:
    """Widen a removal over the whole of a line to its line break."""
    start = text.rfind("\n", 0, change.span.start) + 1
    end = text.find("\n", change.span.end)
    end = len(text) if end < 0 else end
    around = text[start : change.span.start] + text[change.span.end : end]
    if change.replacement or around.strip():
        return change.span
    return Span(start, min(end + 1, len(text)))


def as_diff(cleaned: Cleaned) -> str:
    """Return a unified diff from the document's text to the cleaned one; empty if they are one."""
    before, after = cleaned.document.text.splitlines(), cleaned.text.splitlines()
    name = cleaned.document.id
    rows = unified_diff(before, after, name, f"{name} (cleaned)", lineterm="")
    return "".join(f"{row}\n" for row in rows)


def as_report(cleaned: Cleaned) -> str:
    """Return one line per change: where, what kind, which words, why."""
    return "".join(f"{_reported(cleaned.document, change)}\n" for change in cleaned.changes)


def _reported(document: Document, change: Change) -> str:
    place: Position = document.position(change.span.start)
    words = " ".join(change.span.of(document.text).split())
    shown = words if len(words) <= 80 else words[:79] + "…"
    return single_line(f"{document.id}:{place.line}: {change.kind}: “{shown}” ({change.reason})")
