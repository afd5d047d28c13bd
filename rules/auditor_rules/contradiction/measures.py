"""Numbers about a whole document that the dimension's model weighs."""

from __future__ import annotations

from auditor import Document, Measure
from auditor_rules.contradiction.judgement import likeliest
from auditor_rules.contradiction.opening import unsupported_numbers
from auditor_rules.contradiction.pairs import TEMPORAL
from auditor_rules.contradiction.trees import Forest, forest

DOCUMENT_FILE = "contradiction.json"
LONGEST_OPENING = 600
"""Characters: a longer first line is the text itself."""


def likeliest_disagreement(document: Document, trees: Forest | None = None) -> float:
    """Return the probability of the pair of numbers that is likeliest to be a contradiction.

    Args:
        document: what is read.
        trees: the model of pairs; the one that ships where none is given.
    """
    return likeliest(document, trees or forest())


def opening_numbers_unsupported(document: Document) -> float:
    """Count numbers of the first line that the rest gives otherwise, or not at all.

    Dates are left out: a lead tells the day, the rest of the news hardly ever does.
    """
    end = document.text.find("\n")
    if not 0 < end <= LONGEST_OPENING:
        return 0.0
    doubted = unsupported_numbers(document, end)
    return float(
        sum(rival is not None and number.kind not in TEMPORAL for number, rival in doubted)
    )


MEASURES = (
    Measure(
        "likeliest_disagreement",
        "",
        "Probability of the pair of numbers that is likeliest to be a contradiction",
        likeliest_disagreement,
    ),
    Measure(
        "opening_numbers_unsupported",
        "",
        "Numbers of the first line that the rest of the text does not bear out",
        opening_numbers_unsupported,
    ),
)
