"""A check as one line of JSON per document; what could not be read is told on stderr alone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from auditor.checking.values import CheckedRun
from auditor.reporting.check_json import document_record
from auditor.reporting.escaping import json_safe
from auditor.rule import Rule


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the lines, in input order."""
    records = (document_record(run, document) for document in run.documents)
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in records)
    return "".join(json_safe(line) + "\n" for line in lines)
