"""One line of JSON per document, for programs."""

from __future__ import annotations

import json

from auditor.finding import Audit
from auditor.reporting.escaping import json_safe
from auditor.reporting.record import record_of

# A record holds no circle; looking for one takes as long as writing it.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def render(audit: Audit, *, with_text: bool = True) -> str:
    """Return the audit's object on one line, newline included."""
    return json_safe(_encode(record_of(audit, with_text=with_text))) + "\n"
