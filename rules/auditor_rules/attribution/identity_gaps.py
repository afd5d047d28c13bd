"""What nobody answers for: missing bylines and dates as numbers that the document model weighs.

Their weights are stated, not fitted: no data says how much worse an unsigned article is. Kinds of
writing that nobody signs (verse, lists, transcripts, rules, letters, fragments) count as complete.
"""

from __future__ import annotations

from auditor import Document, Measure
from auditor_rules.attribution.identity import evidence_of
from auditor_rules.attribution.ledger import share_vague_or_anonymous
from auditor_rules.attribution.rules.missing_byline import is_signed_kind


def names_no_author(document: Document) -> float:
    """Return 1 for an article in which nobody is named who wrote it, else 0."""
    return float(is_signed_kind(document) and evidence_of(document, "byline") is None)


def gives_no_date(document: Document) -> float:
    """Return 1 for an article that does not say when it was published, else 0."""
    return float(is_signed_kind(document) and evidence_of(document, "date") is None)


def share_nobody_answers_for(document: Document) -> float:
    """Return the share of statements on nobody in an article without author and date, else 0."""
    is_bare = names_no_author(document) and gives_no_date(document)
    return share_vague_or_anonymous(document) if is_bare else 0.0


MEASURES = (
    Measure("names_no_author", "", "1 where an article names no author, else 0", names_no_author),
    Measure("gives_no_date", "", "1 where an article gives no date, else 0", gives_no_date),
    Measure(
        "share_nobody_answers_for",
        "share",
        "statements of vague or anonymous speakers where neither author nor date is given",
        share_nobody_answers_for,
    ),
)
