"""The pages over a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from auditor.finding import DIMENSIONS, Failure
from auditor.reporting.html import render_page
from auditor.reporting.summary import Summary

MOST_RULES = 20


def render_index(rows: Sequence[Summary], failures: Iterable[Failure] = ()) -> str:
    """Return the index page: one row per document, those to look at first on top.

    ``failures`` are those of the run itself: what could not be read or written.
    """
    rules: Counter[str] = Counter()
    for row in rows:
        rules.update(dict(row.rules))
    return render_page(
        "index.html.jinja",
        script="index.js",
        styles=("base.css", "index.css"),
        rows=sorted(rows, key=_by_urgency),
        failures=list(failures),
        advice_counts=Counter(row.recommendation for row in rows),
        rules=sorted(rules.items(), key=lambda each: (-each[1], each[0]))[:MOST_RULES],
        dimensions=DIMENSIONS,
    )


def _by_urgency(row: Summary) -> tuple[int, float, str]:
    return ("reject", "review", "accept").index(row.recommendation), -row.worst, row.id
