"""How the reports word a verdict, a probability and a count: one place, so that they agree."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from auditor.finding import Label, Recommendation
from auditor.scoring.phrasing import count, listed, percent
from auditor.scoring.verdict import verdict

LABELS: dict[Label, str] = {
    "clear": "clear",
    "review": "needs review",
    "fail": "fails",
    "abstain": "no verdict",
}
ADVICE: dict[Recommendation, str] = {
    "accept": "Accept",
    "unjudged": "Not judged",
    "review": "Review",
    "reject": "Reject",
}


def verdict_of(record: Mapping[str, Any]) -> str:
    """Return the verdict in one sentence for an audit's JSON object."""
    scorecard = record["scorecard"]
    reasons = [each["abstention"] for each in scorecard.values() if each.get("is_unjudged")]
    if record["recommendation"] == "unjudged" and reasons:
        return f"Not judged: {reasons[0]}. Nothing else was found that speaks against using it."
    labels = {name: score["label"] for name, score in scorecard.items()}
    severities = [finding["severity"] for finding in record["findings"]]
    return verdict(record["recommendation"], labels, severities)


def heading(name: str) -> str:
    """Return an annotation set's name as a heading."""
    return name.replace("_", " ").replace("-", " ").capitalize()


SMALLEST_SHOWN = 0.05
"""Reasons that weigh less are shown as one row, so that the rows still add up."""
HOW_TO_READ = (
    "What speaks for the fault adds to the sum, what speaks against it takes away (log-odds): at 0 "
    "the fault is as likely as not, at +3 it is there in 95 of 100 such texts, at -3 in 5."
)


def reason_rows(score: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a score's reasons as a table: the starting point, then the weightiest first.

    Args:
        score: of one dimension, as an audit's JSON object holds it.
    """
    reasons = [each for each in score["reasons"] if each["log_odds"] is not None]
    base, others = reasons[:1], reasons[1:]
    others.sort(key=lambda each: (-abs(each["log_odds"]), each["feature"]))
    large = [each for each in others if abs(each["log_odds"]) >= SMALLEST_SHOWN]
    small = others[len(large) :]
    if not small:
        return base + large
    rest = math.fsum(each["log_odds"] for each in small)
    return [*base, *large, {"wording": count(len(small), "smaller reason"), "log_odds": rest}]


def weight(log_odds: float) -> str:
    """Return a reason's weight with its sign and one decimal; nothing is called minus nothing."""
    return f"{round(log_odds, 1) + 0.0:+.1f}"


def cell(value: Any) -> str:
    """Return a value of a table as people read it; nothing for ``None``."""
    if value is None:
        return ""
    if not isinstance(value, float):
        return str(value)
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.6g}"


def _below_the_line(score: Mapping[str, Any]) -> str:
    """Say where the line lies: models ask for more in short texts, whose figures vary more."""
    line = score.get("review_from")
    if line is None:
        return "not enough for a text of this length"
    return f"below the {percent(line)} from which a text of this length goes to review"


def main_reason(score: Mapping[str, Any]) -> str:
    """Return what weighed most for a dimension's verdict; nothing where little speaks for a fault.

    Args:
        score: of one dimension, as an audit's JSON object holds it.
    """
    if score.get("decided_by"):
        return f"found: {listed(score['decided_by'])}"
    if score["abstention"]:
        return str(score["abstention"])
    if score["label"] == "clear":
        return _below_the_line(score) if (score["probability"] or 0) >= 0.5 else ""
    reasons = [each for each in score["reasons"][1:] if (each["log_odds"] or 0) > 0]
    return str(max(reasons, key=lambda each: each["log_odds"])["wording"]) if reasons else ""
