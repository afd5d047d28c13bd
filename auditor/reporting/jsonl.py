"""One line of JSON per document, for programs."""

from __future__ import annotations

import json

from auditor.reporting.escaping import json_safe
from auditor.reporting.record import Record

# A record holds no circle; looking for one takes as long as writing it.
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def render_record(record: Record) -> str:
    """Return an audit's object on one line, newline included."""
    return json_safe(encode(record)) + "\n"
