"""How messages quote the text."""

from __future__ import annotations

from auditor import Document, Span


def quoted(document: Document, span: Span) -> str:
    """Return what the span covers, in quotation marks and on one line."""
    return f"“{' '.join(span.of(document.text).split())}”"
