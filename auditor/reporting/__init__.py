"""Audits to text: one file per format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.finding import Audit


@dataclass(frozen=True)
class DocumentFormat:
    """A way to write one document's audit; its module loads at first use."""

    name: str
    suffix: str
    summary: str
    render: Callable[..., str]
    """From an ``Audit`` to the report's text."""
    can_omit_text: bool = False
    """Whether ``render`` also takes ``with_text=False``."""


def _html(audit: Audit) -> str:
    from auditor.reporting import html

    return html.render(audit)


def _markdown(audit: Audit) -> str:
    from auditor.reporting import markdown

    return markdown.render(audit)


def _json(audit: Audit, *, with_text: bool = True) -> str:
    from auditor.reporting import json

    return json.render(audit, with_text=with_text)


def _jsonl(audit: Audit, *, with_text: bool = True) -> str:
    from auditor.reporting import jsonl

    return jsonl.render(audit, with_text=with_text)


DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    made.name: made
    for made in (
        DocumentFormat("html", ".html", "a page per document, and an index", _html),
        DocumentFormat("markdown", ".md", "a Markdown file per document", _markdown),
        DocumentFormat("json", ".json", "a JSON object per document", _json, True),
        DocumentFormat("jsonl", ".jsonl", "one line of JSON per document", _jsonl, True),
    )
}
