"""Putting the words back that a document probably had: suggestions in place, as a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import unified_diff
from typing import NamedTuple

from auditor.document import Document, Span
from auditor.finding import Finding

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class Change(NamedTuple):
    """One suggestion that can be put in place."""

    span: Span
    written: str
    """What stands there."""
    suggestion: str
    rule: str
    message: str


def changes_of(document: Document, findings: Iterable[Finding]) -> tuple[Change, ...]:
    """Return the suggested originals, in order of the text, none overlapping another.

    Of two that overlap, the one of higher confidence stays, then the longer, then the earlier.
    """
    able = [each for each in findings if each.remedy == "restore" and each.suggestion is not None]
    chosen: list[Change] = []
    for finding in sorted(able, key=_strongest_first):
        change = _change(document, finding)
        if change is not None and not any(change.span.overlaps(each.span) for each in chosen):
            chosen.append(change)
    return tuple(sorted(chosen))


def _strongest_first(finding: Finding) -> tuple[float, int, Span, str]:
    span = finding.span or Span(0, 0)
    return (-finding.confidence, span.start - span.end, span, finding.rule)


def _change(document: Document, finding: Finding) -> Change | None:
    if finding.span is None or finding.suggestion is None:
        return None
    written = finding.span.of(document.text)
    if not written or written == finding.suggestion:
        return None
    return Change(finding.span, written, finding.suggestion, finding.rule, finding.message)


def restored(text: str, changes: Iterable[Change]) -> str:
    """Return the text with the suggestions in place; changes are in order and do not overlap."""
    parts = []
    end = 0
    for change in changes:
        parts += [text[end : change.span.start], change.suggestion]
        end = change.span.end
    return "".join((*parts, text[end:]))


def diff_of(before: str, after: str, name: str) -> str:
    """Return the unified diff that makes ``after`` of ``before``; empty when they are equal.

    ``patch -p1`` applies it to a file that holds ``before``; ``name`` is that file's.
    """
    lines = unified_diff(
        _LINE.findall(before), _LINE.findall(after), f"a/{name}", f"b/{name}", lineterm="\n"
    )
    return "".join(map(_ended, lines))


def _ended(line: str) -> str:
    """End a line of a diff as ``patch`` expects where the file's last line has no end."""
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
