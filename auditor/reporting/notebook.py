"""An audit as a notebook shows it."""

from __future__ import annotations

from html import escape
from typing import Any

from auditor.finding import Audit
from auditor.record.audit_record import record_of
from auditor.reporting.escaping import shorten, single_line
from auditor.reporting.wording import ADVICE, LABELS
from auditor.scoring.phrasing import percent

MAX_FINDINGS = 50
MAX_QUOTE_LENGTH = 80


def audit_html(audit: Audit) -> str:
    """Return the audit as a piece of HTML: advice, a line per dimension, a row per finding.

    What a stranger wrote is shown in it and never obeyed.
    """
    record = record_of(audit, with_text=False)
    scores = "".join(
        f"<li>{_safe(name)}: {_safe(LABELS[score['label']])}, {percent(score['probability'])}</li>"
        for name, score in record["scorecard"].items()
    )
    found = record["findings"]
    rows = "".join(_row(each) for each in found[:MAX_FINDINGS])
    more = f"<p>and {len(found) - MAX_FINDINGS} more</p>" if len(found) > MAX_FINDINGS else ""
    head = "".join(f"<th>{name}</th>" for name in ("line", "severity", "rule", "what", "where"))
    return (
        f"<div><p><b>{_safe(ADVICE[audit.recommendation])}</b>: {_safe(audit.document.id)}</p>"
        f"<ul>{scores}</ul><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f"{more}</div>"
    )


def _row(finding: Any) -> str:
    cells = (
        "" if finding["line"] is None else str(finding["line"]),
        finding["severity"],
        finding["rule"],
        finding["message"],
        shorten(single_line(finding["quote"] or ""), MAX_QUOTE_LENGTH),
    )
    return f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in cells)}</tr>"


def _safe(text: str) -> str:
    return escape(single_line(text))
