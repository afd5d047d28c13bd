"""A check for people: by document, each finding with its line, what would mend it, its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from auditor.checked import OWN_RULES, CheckedDocument, CheckedRun, LocatedFinding, Place
from auditor.finding import SEVERITIES
from auditor.reporting.checks.concise import line_of
from auditor.reporting.escaping import shorten, single_line
from auditor.reporting.excerpt import excerpt_of
from auditor.rule import Rule
from auditor.scoring.phrasing import count, listed

MAX_QUOTE_LENGTH = 60


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the findings that count, grouped by document; a blank line ends each of them."""
    return "".join(
        line + "\n"
        for document in run.documents
        if document.reported
        for line in _document(document)
    )


def _document(document: CheckedDocument) -> Iterator[str]:
    yield f"{single_line(document.name)}: {_counted(document)}"
    explained = set(OWN_RULES)
    for finding in document.reported:
        yield line_of(document, finding)
        yield from _body(document, finding, has_page=finding.rule not in explained)
        explained.add(finding.rule)
        yield ""


def _counted(document: CheckedDocument) -> str:
    severities = Counter(each.severity for each in document.reported)
    return listed(
        [count(severities[each], each) for each in reversed(SEVERITIES) if severities[each]]
    )


def _body(document: CheckedDocument, finding: LocatedFinding, *, has_page: bool) -> Iterator[str]:
    line = str(finding.place.line) if finding.place else ""
    margin = " " * len(line)
    if finding.place is not None:
        for gutter, shown in _excerpt(document, finding.place):
            yield f"  {gutter or margin} | {shown}".rstrip()
    for note in _notes(finding, has_page=has_page):
        yield f"  {margin} = {note}"


def _excerpt(document: CheckedDocument, place: Place) -> Iterator[tuple[str, str]]:
    text = None if document.record is None else document.record["document"].get("text")
    if text is None or place.end == 0:  # an ignore comment stands in the file, not in the text
        return
    excerpt = excerpt_of(text, place.start, place.end)
    yield str(place.line), excerpt.line
    goes_on = f" to line {place.end_line}" if place.end_line > place.line else ""
    yield "", excerpt.mark + goes_on


def _notes(finding: LocatedFinding, *, has_page: bool) -> Iterator[str]:
    for place in finding.related:
        yield f"see {place.line}:{place.column}: “{_quoted(place.quote)}”"
    if finding.suggestion is not None:
        suggestion = _quoted(finding.suggestion)
        what = f"instead: “{suggestion}”" if suggestion else "take it out"
        yield f"{what} (--fix does)" if finding.is_safe else what
    if has_page:
        yield f"audit explain {finding.rule}"


def _quoted(text: str) -> str:
    return shorten(single_line(text), MAX_QUOTE_LENGTH)
