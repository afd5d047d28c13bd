"""Every format of a report, a table and a check: the one registry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from auditor.checked import CheckedRun
from auditor.finding import Audit
from auditor.record.audit_record import Record, record_of
from auditor.rule import Rule

Rules = Mapping[str, Rule]


def _lazily(module: str, function: str) -> Callable[..., str]:
    """Return a function of a module below this package; the module loads at the first call."""

    def render(*arguments: Any) -> str:
        found: str = getattr(import_module(f"auditor.reporting.{module}"), function)(*arguments)
        return found

    return render


@dataclass(frozen=True)
class DocumentFormat:
    """A way to write one document's audit."""

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


DOCUMENT_FORMATS: dict[str, DocumentFormat] = {
    made.name: made
    for made in (
        DocumentFormat(
            "html",
            ".html",
            "a page per document, and an index",
            _lazily("documents.html", "render_record"),
        ),
        DocumentFormat(
            "markdown",
            ".md",
            "a Markdown file per document",
            _lazily("documents.markdown", "render_record"),
        ),
        DocumentFormat(
            "json",
            ".json",
            "a JSON object per document",
            _lazily("documents.json", "render_record"),
            can_omit_text=True,
        ),
        DocumentFormat(
            "jsonl",
            ".jsonl",
            "one line of JSON per document",
            _lazily("documents.json", "render_line"),
            can_omit_text=True,
        ),
    )
}
DEFAULT_FORMATS = ("html", "json", "markdown")
TABLE_FORMATS = ("csv", "parquet")
"""Two tables over a whole run, of its documents and of its findings; see ``auditor.run.tables``."""
SUFFIXES = frozenset(
    (*(form.suffix for form in DOCUMENT_FORMATS.values()), *(f".{name}" for name in TABLE_FORMATS))
)
"""Of the files that a run writes."""


@dataclass(frozen=True)
class CheckFormat:
    """A way to write a whole check."""

    name: str
    summary: str
    render: Callable[[CheckedRun, Rules], str]
    is_streamed: bool = False
    """Whether a run's text is the texts of its documents in a row, so that none need be held."""
    has_records: bool = False
    """Whether the audits' own objects are in it."""


CHECK_FORMATS: dict[str, CheckFormat] = {
    made.name: made
    for made in (
        CheckFormat(
            "text",
            "each finding with its line, by document",
            _lazily("checks.text", "render"),
            is_streamed=True,
            has_records=True,
        ),
        CheckFormat(
            "concise", "one line per finding", _lazily("checks.concise", "render"), is_streamed=True
        ),
        CheckFormat("json", "one JSON object", _lazily("checks.json", "render"), has_records=True),
        CheckFormat(
            "jsonl",
            "one line of JSON per document",
            _lazily("checks.json", "render_lines"),
            is_streamed=True,
            has_records=True,
        ),
        CheckFormat("sarif", "SARIF 2.1.0, for code scanning", _lazily("checks.sarif", "render")),
        CheckFormat("junit", "JUnit XML, for test reports", _lazily("checks.junit", "render")),
        CheckFormat("github", "annotations of GitHub Actions", _lazily("checks.github", "render")),
        CheckFormat("gitlab", "GitLab's code quality report", _lazily("checks.gitlab", "render")),
        CheckFormat("markdown", "a summary for a job's page", _lazily("checks.markdown", "render")),
    )
}
