"""What a reviewer should look at next, and how far the reviewers have come."""

from __future__ import annotations

import sqlite3
from typing import Literal, NamedTuple, get_args

from auditor.finding import RECOMMENDATIONS
from auditor.store.runs import DocumentRow, documents_in
from auditor.store.verdicts import Decision, Target, Verdict, verdicts, verdicts_on

Order = Literal["matters", "unsure"]
ORDERS: tuple[Order, ...] = get_args(Order)


class QueueRow(NamedTuple):
    """A document in the queue."""

    document: DocumentRow
    worst: float
    """The highest probability of any dimension; 0 where all abstain."""
    doubt: float
    """How near to one half the nearest probability is: 1 is a coin's toss, 0 is certainty."""
    findings: int
    judged: int
    """Findings with a verdict of this reviewer's."""
    whole: Decision | None
    """The reviewer's verdict on the recommendation."""

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to judge: every finding, and the advice."""
        return self.judged == self.findings and self.whole is not None


class RuleRow(NamedTuple):
    """A rule's findings in a run, and what all reviewers made of them."""

    rule: str
    findings: int
    confirmed: int
    dismissed: int


def queue(
    store: sqlite3.Connection, run: int, reviewer: str, order: Order = "matters"
) -> list[QueueRow]:
    """Return the run's documents, what is done last; first what matters most or is least sure.

    Raises:
        StoreError: there is no such run.
    """
    judged, chances = _judged(store, run, reviewer), _chances(store, run)
    counts = _counts(store, run)
    rows = [
        QueueRow(
            document,
            *chances.get(document.id, (0.0, 0.0)),
            counts.get(document.id, 0),
            *judged.get(document.id, (0, None)),
        )
        for document in documents_in(store, run)
    ]
    keys = {"matters": _by_urgency, "unsure": _by_doubt}
    return sorted(rows, key=lambda row: (row.is_done, *keys[order](row), row.document.id))


def _by_urgency(row: QueueRow) -> tuple[float, ...]:
    return (-RECOMMENDATIONS.index(row.document.recommendation), -row.worst)


def _by_doubt(row: QueueRow) -> tuple[float, ...]:
    return (-row.doubt,)


def _chances(store: sqlite3.Connection, run: int) -> dict[int, tuple[float, float]]:
    rows = store.execute(
        "SELECT score.document, coalesce(max(probability), 0),"
        " coalesce(max(1 - 2 * abs(probability - 0.5)), 0) FROM score"
        " JOIN document ON document.id = score.document WHERE run = ? GROUP BY score.document",
        (run,),
    )
    return {number: (worst, doubt) for number, worst, doubt in rows}


def _counts(store: sqlite3.Connection, run: int) -> dict[int, int]:
    rows = store.execute(
        "SELECT finding.document, count(*) FROM finding"
        " JOIN document ON document.id = finding.document WHERE run = ? GROUP BY finding.document",
        (run,),
    )
    return dict(rows.fetchall())


def _judged(
    store: sqlite3.Connection, run: int, reviewer: str
) -> dict[int, tuple[int, Decision | None]]:
    """Count, for each document with verdicts, the findings judged; few documents have any."""
    rows = store.execute(
        "SELECT id, run, name, digest, title, outlet, recommendation FROM document WHERE run = ?"
        " AND (name IN (SELECT document FROM verdict WHERE reviewer = ?)"
        " OR digest IN (SELECT digest FROM verdict WHERE reviewer = ?))",
        (run, reviewer, reviewer),
    )
    counts: dict[int, tuple[int, Decision | None]] = {}
    for document in [DocumentRow(*row) for row in rows]:
        own = [each for each in verdicts(store, document) if each.reviewer == reviewer]
        found = verdicts_on(fingerprints_in(store, document), own)
        counts[document.id] = (len(found), decision_on(Target(), own))
    return counts


def fingerprints_in(store: sqlite3.Connection, document: DocumentRow) -> list[str]:
    """Return the fingerprints of a document's findings, in their order."""
    rows = store.execute(
        "SELECT fingerprint FROM finding WHERE document = ? ORDER BY number", (document.id,)
    )
    return [row[0] for row in rows]


def decision_on(target: Target, known: list[Verdict]) -> Decision | None:
    """Return the newest decision on a dimension or on the recommendation, if it stands."""
    found = [each.decision for each in known if each.target == target]
    return found[-1] if found and found[-1] != "none" else None


def rules_in(store: sqlite3.Connection, run: int) -> list[RuleRow]:
    """Return the run's rules, the most frequent first, with the verdicts on their findings."""
    rows = store.execute(
        "SELECT rule, count(*) AS findings FROM finding"
        " JOIN document ON document.id = finding.document WHERE run = ?"
        " GROUP BY rule ORDER BY findings DESC, rule",
        (run,),
    ).fetchall()
    standing = verdicts(store)
    return [
        RuleRow(row["rule"], row["findings"], *_verdict_counts(row["rule"], standing))
        for row in rows
    ]


def _verdict_counts(rule: str, standing: list[Verdict]) -> tuple[int, int]:
    decisions = [each.decision for each in standing if each.rule == rule]
    return decisions.count("confirm"), decisions.count("dismiss")
