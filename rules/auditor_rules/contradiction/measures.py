"""A number about a whole document that the dimension's model weighs."""

from __future__ import annotations

from auditor import Document, Measure
from auditor_rules.contradiction.differences import differences

DOCUMENT_FILE = "contradiction.json"


def claims_restated_otherwise(document: Document) -> float:
    """Count the claims that the text itself says again, with one thing told otherwise."""
    return float(sum(found.is_sure for found in differences(document)))


MEASURES = (
    Measure(
        "claims_restated_otherwise",
        "",
        "Claims of the text that it says again with another number, date or direction",
        claims_restated_otherwise,
    ),
)
