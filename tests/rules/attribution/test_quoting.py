"""How attribution messages quote the text."""

from __future__ import annotations

from auditor import Document, Span
from auditor_rules.attribution.quoting import quoted


def test_a_quote_stands_on_one_line_and_keeps_its_apostrophes() -> None:
    text = "the\nminister’s 'aides' say"
    assert quoted(Document("d", text), Span(0, len(text))) == "“the minister’s 'aides' say”"
