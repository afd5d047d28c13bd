"""Lines and paragraphs."""

from __future__ import annotations

import re

from auditor.document import Span

_LINE = re.compile(r"[^\n]+")


def split_lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, trimmed of it at both ends.

    In scraped text a line is a paragraph; use these as paragraphs too.
    """
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        trimmed = len(line.strip())
        if trimmed:
            start = match.start() + left
            spans.append(Span(start, start + trimmed))
    return tuple(spans)
