"""A check as Markdown: for a job's summary page or a comment on the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.checked import CheckedDocument, CheckedRun
from auditor.reporting.escaping import markdown, shorten
from auditor.rule import Rule
from auditor.scoring.phrasing import count

MAX_QUOTE_LENGTH = 80


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the summary: a table of the findings of each document that has any."""
    return "\n".join(_lines(run)) + "\n"


def _lines(run: CheckedRun) -> Iterator[str]:
    stopped = sum(run.stops(document) for document in run.documents)
    total = sum(len(document.reported) for document in run.documents)
    yield f"# Audit of {count(len(run.documents), 'document')}"
    yield ""
    yield f"{count(total, 'finding')}; {count(stopped, 'document')} stopped."
    for document in run.documents:
        if document.reported:
            yield from _section(document)
    if run.failures:
        yield from ("", "## Not audited", "")
        for failure in run.failures:
            yield f"- {markdown(failure.subject)}: {markdown(failure.message)}"
    if run.stale:
        yield from ("", "## No longer found, though in the baseline", "")
        yield from (f"- {markdown(entry)}" for entry in run.stale)


def _section(document: CheckedDocument) -> Iterator[str]:
    yield from ("", f"## {markdown(document.name)}", "")
    yield from ("| line | severity | rule | what | where |", "|---|---|---|---|---|")
    for finding in document.reported:
        quote = shorten(finding.place.quote, MAX_QUOTE_LENGTH) if finding.place else ""
        cells = (
            str(finding.place.line) if finding.place else "",
            finding.severity,
            finding.rule,
            markdown(finding.message),
            markdown(quote),
        )
        yield f"| {' | '.join(cells)} |"
