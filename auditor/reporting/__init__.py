"""Audits to text: one file per format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.finding import Audit
from auditor.reporting.record import Record, record_of


@dataclass(frozen=True)
class DocumentFormat:
    """A way to write one document's audit; its module loads at first use."""

    name: str
    suffix: str
    summary: str
    render_record: Callable[[Record], str]
    """From an audit's object to the report's text."""
    can_omit_text: bool = False
    """Whether the object may lack the document's text."""

    def render(self, audit: Audit, *, with_text: bool = True) -> str:
        """Return the report's text for an audit."""
        return self.render_record(record_of(audit, with_text=with_text))


def _html(record: Record) -> str:
    from auditor.reporting import html

    return html.render_record(record)


def _markdown(record: Record) -> str:
    from auditor.reporting import markdown

    return markdown.render_record(record)


def _json(record: Record) -> str:
    from auditor.reporting import json

    return json.render_record(record)


def _jsonl(record: Record) -> str:
    from auditor.reporting import jsonl

    return jsonl.render_record(record)


DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    made.name: made
    for made in (
        DocumentFormat("html", ".html", "a page per document, and an index", _html),
        DocumentFormat("markdown", ".md", "a Markdown file per document", _markdown),
        DocumentFormat("json", ".json", "a JSON object per document", _json, True),
        DocumentFormat("jsonl", ".jsonl", "one line of JSON per document", _jsonl, True),
    )
}
