"""What the model of whole documents weighs: findings of the sure rules, and nothing else.

A document is never sent to a person without a finding to show him: what is only suspected (pairs of
numbers, names, denials) is a note and weighs nothing.
"""

from __future__ import annotations

from auditor import Rule
from auditor.training.logistic import FeatureSpec
from auditor_rules.contradiction.rules import (
    change_mismatch,
    conversion_mismatch,
    impossible_date,
    parts_and_whole,
    share_mismatch,
    weekday_date_mismatch,
    years_mismatch,
    years_reversed,
)

SURE: tuple[Rule, ...] = (
    change_mismatch.RULE,
    conversion_mismatch.RULE,
    impossible_date.RULE,
    parts_and_whole.RULE,
    share_mismatch.RULE,
    weekday_date_mismatch.RULE,
    years_mismatch.RULE,
    years_reversed.RULE,
)
_WORDINGS = {
    flaw: f"{{value:n}} {things} per 1,000 words that {fault}"
    for flaw, things, fault in (
        ("change-mismatch", "changes", "do not follow from their two ends"),
        ("conversion-mismatch", "conversions", "do not match"),
        ("impossible-date", "dates", "no calendar has"),
        ("parts-and-whole", "sums", "do not add up"),
        ("share-mismatch", "shares", "the numbers beside them do not give"),
        ("weekday-date-mismatch", "weekdays", "their date did not fall on"),
        ("years-mismatch", "ages or spans of years", "do not fit the year beside them"),
        ("years-reversed", "spans of years", "end before they begin"),
    )
}
FEATURES: tuple[FeatureSpec, ...] = (
    FeatureSpec(
        "claims_restated_otherwise",
        "log1p",
        "{value:.0f} {value:claim|claims} said again with another number, date or direction",
    ),
    *(FeatureSpec(rule.id, "log1p", _WORDINGS[rule.id.partition("/")[2]]) for rule in SURE),
)
