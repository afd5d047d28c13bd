"""One small row per document: all that the index, the terminal and the sources view need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from sys import intern
from typing import TypeVar, cast
from urllib.parse import urlsplit

from auditor.annotations import NAMED_SOURCES, RATING
from auditor.dimensions import Dimension
from auditor.document import Provided
from auditor.finding import SEVERITIES, Audit, Label, Recommendation, Severity
from auditor.record.identity import identity_of
from auditor.reporting.cross_document_quantities import entries_of
from auditor.reporting.escaping import shorten, single_line
from auditor.reporting.names import report_name
from auditor.views import words

MAX_TITLE_LENGTH = 140
MAX_QUANTITIES = 20
"""Of one document, so that a run's memory is bounded; the first ones say what it is about."""

W = TypeVar("W", bound=str)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run remembers of a document once its audit is written and let go."""

    id: str
    path: str | None
    title: str
    """On one line and harmless to print; empty where none is known."""
    byline: str
    outlet: str
    """The site as the document names it, its address's host, or its masthead; else empty."""
    language: str
    words: int
    recommendation: Recommendation
    labels: dict[Dimension, Label]
    probabilities: dict[Dimension, float | None]
    severities: dict[Severity, int]
    """Findings by severity; all three are there."""
    rules: tuple[tuple[str, int], ...]
    """Findings by rule, the most frequent first."""
    failures: int
    report: str
    """The report's file name without suffix."""
    named_sources: float | None = None
    """The share of statements on named sources, where a pack measures it."""
    quantities: tuple[tuple[str, str, float, str], ...] = ()
    """Label, wording, value and source of what it counts: laid beside other documents'."""
    rating: str = ""
    """What the user's list of ratings says of the outlet; empty where none was given."""

    @property
    def label(self) -> str:
        """The id on one line and harmless to print."""
        return single_line(self.id)

    @property
    def findings(self) -> int:
        """The number of findings."""
        return sum(self.severities.values())

    @property
    def worst(self) -> float:
        """The highest probability of any dimension; 0 where all abstain."""
        return max((each for each in self.probabilities.values() if each is not None), default=0.0)


def with_words_shared(row: Summary) -> Summary:
    """Return the row with the words that it has in common with others kept once in memory.

    A row that comes from another process brings copies of its own: thousands of them would hold the
    same names thousands of times.
    """
    return replace(
        row,
        path=row.path and intern(row.path),
        outlet=intern(row.outlet),
        language=intern(row.language),
        recommendation=_shared(row.recommendation),
        labels={_shared(name): _shared(label) for name, label in row.labels.items()},
        probabilities={_shared(name): value for name, value in row.probabilities.items()},
        severities={_shared(name): number for name, number in row.severities.items()},
        rules=tuple((intern(rule), number) for rule, number in row.rules),
        report=row.id if row.report == row.id else row.report,
    )


def _shared(word: W) -> W:
    return cast(W, intern(word))


def summarise(audit: Audit) -> Summary:
    """Return the row of an audit."""
    document, identity = audit.document, identity_of(audit)
    severities = Counter(finding.severity for finding in audit.findings)
    rules = Counter(finding.rule for finding in audit.findings)
    return Summary(
        id=document.id,
        path=document.path,
        title=_short(_value(identity, "title")),
        byline=_short(_value(identity, "byline")),
        outlet=_short(_outlet(identity)),
        language=audit.language,
        words=len(words(document)),
        recommendation=audit.recommendation,
        labels={dimension: score.label for dimension, score in audit.scorecard.items()},
        probabilities={name: score.probability for name, score in audit.scorecard.items()},
        severities={severity: severities[severity] for severity in SEVERITIES},
        rules=tuple(sorted(rules.items(), key=lambda each: (-each[1], each[0]))),
        failures=len(audit.failures),
        report=report_name(document.id),
        named_sources=audit.measures.get(NAMED_SOURCES),
        quantities=tuple(
            (_short(label), _short(entry.text), entry.value, _short(entry.source))
            for label, entry in entries_of(audit)[:MAX_QUANTITIES]
        ),
        rating=_short(_rating(audit)),
    )


def _value(identity: Mapping[str, Provided], name: str) -> str:
    return identity[name].value if name in identity else ""


def _short(text: str) -> str:
    return shorten(single_line(text), MAX_TITLE_LENGTH)


def _rating(audit: Audit) -> str:
    """Return the rating and its list's name, as a pack annotates them."""
    for each in audit.annotations.get(RATING, ()):
        values = dict(each.values)
        return f"{values.get('rating', '')} ({values.get('list', 'a list')})"
    return ""


def _outlet(identity: Mapping[str, Provided]) -> str:
    """Return the host of the address where no outlet is named."""
    if "site" in identity or "url" not in identity:
        return _value(identity, "site")
    try:
        host = urlsplit(identity["url"].value).hostname or ""
    except ValueError:  # an address that is none, such as one with an open bracket
        return ""
    return host.removeprefix("www.")
