"""Quotations: what somebody said, between marks."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.document import Span


class Quotation(NamedTuple):
    """A stretch of quoted text."""

    span: Span
    """From the opening mark to the closing mark, both included."""
    inner: Span
    """What stands between the marks."""
    is_closed: bool
    """False when no closing mark was found before the paragraph's (or the text's) end."""
    is_continued: bool = False
    """True when the next paragraph opens with a quotation mark and carries the speech on."""


_PAIR = re.compile(r"“([^“”\n]*)”|\"([^\"\n]*)\"")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations in order; they do not overlap (inner quotations are not listed)."""
    return tuple(
        Quotation(Span(m.start(), m.end()), Span(m.start() + 1, m.end() - 1), True)
        for m in _PAIR.finditer(text)
    )
