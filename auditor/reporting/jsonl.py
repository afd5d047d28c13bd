"""One line of JSON per document, for programs."""

from __future__ import annotations

import json

from auditor.finding import Audit
from auditor.reporting.escaping import json_safe
from auditor.reporting.record import record_of


def render(audit: Audit, *, with_text: bool = True) -> str:
    """Return the audit's object on one line, newline included."""
    record = record_of(audit, with_text=with_text)
    return json_safe(json.dumps(record, ensure_ascii=False, allow_nan=False)) + "\n"
