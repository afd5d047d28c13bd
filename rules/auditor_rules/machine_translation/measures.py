"""The collocation profile and the evidence of known programs as measures."""

from __future__ import annotations

from collections.abc import Callable

from auditor import Document, Measure, words
from auditor_rules.machine_translation.evidence import evidence
from auditor_rules.machine_translation.profile import Profile, profile

PREFIX = "collocation_"
SUMMARIES = {
    "pmi_mean": ("nats", "how usual neighbouring words are side by side, on average"),
    "pmi_function_content": ("nats", "the same for pairs of a function word and another word"),
    "unseen_function_content": ("share", "such pairs that clean English hardly ever has"),
    "negative": ("share", "pairs that stand together less often than by chance"),
    "isolated": ("share", "words that are unusual beside both their neighbours"),
    "repelled": ("share", "words that their two neighbours together speak against"),
    "replaced": ("share", "words that look as if they were put in for a synonym"),
}


def feature_values(found: Profile) -> dict[str, float]:
    """Return the profile under the names of its measures."""
    return {PREFIX + name: value for name, value in found._asdict().items()}


def _reader(name: str) -> Callable[[Document], float]:
    def measure(document: Document) -> float:
        value: float = getattr(profile(document), name)
        return value

    return measure


COLLOCATION_MEASURES = tuple(
    Measure(PREFIX + name, unit, summary, _reader(name))
    for name, (unit, summary) in SUMMARIES.items()
)
EVIDENCE = "spinner_evidence"


def _evidence(document: Document) -> float:
    length = len(words(document))
    return 100 * evidence(document).log_odds / length if length else 0.0


EVIDENCE_MEASURE = Measure(
    EVIDENCE,
    "nats per 100 words",
    "how much words that known spinning programs put for others speak for spinning",
    _evidence,
)
MEASURES = (*COLLOCATION_MEASURES, EVIDENCE_MEASURE)
