"""One indented JSON file per document."""

from __future__ import annotations

import json

from auditor.finding import Audit
from auditor.reporting.escaping import json_safe
from auditor.reporting.record import Record, record_of


def render(audit: Audit, *, with_text: bool = True) -> str:
    """Return the audit's object, indented."""
    return render_record(record_of(audit, with_text=with_text))


def render_record(record: Record) -> str:
    """Return an audit's object, indented."""
    return json_safe(json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"
