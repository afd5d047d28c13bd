"""A document's audit as JSON: laid out to be read, or on one line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from auditor.record.audit_record import Record
from auditor.reporting.escaping import json_safe

# A record holds no circle; looking for one takes as long as writing it.
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode
_INDENT = "  "
_LAID_OUT = 3
"""Objects within objects that are broken into lines; lists always are, what is in them never."""


def render_record(record: Record) -> str:
    """Return an audit's object over several lines.

    The encoder that indents everything takes as long as half the audit.
    """
    return json_safe(_laid_out(record, 1)) + "\n"


def render_line(record: Record) -> str:
    """Return an audit's object on one line, newline included."""
    return json_safe(encode(record)) + "\n"


def _laid_out(value: Any, depth: int) -> str:
    if value and isinstance(value, list):
        return _block("[", map(encode, value), "]", depth)
    if value and isinstance(value, dict) and depth <= _LAID_OUT:
        fields = (f"{encode(name)}: {_laid_out(each, depth + 1)}" for name, each in value.items())
        return _block("{", fields, "}", depth)
    return encode(value)


def _block(opening: str, parts: Iterable[str], closing: str, depth: int) -> str:
    inner = f"\n{_INDENT * depth}"
    return f"{opening}{inner}{f',{inner}'.join(parts)}\n{_INDENT * (depth - 1)}{closing}"
