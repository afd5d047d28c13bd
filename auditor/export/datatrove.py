"""Steps for a datatrove pipeline: one that keeps the auditor's numbers, one that drops by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from auditor.engine.registry import RuleSet
from auditor.errors import ReadingError
from auditor.finding import Audit
from auditor.gate import Gate, is_document_stopped
from auditor.library import audit, installed_rules

KEY = "audit"
"""Where a document's metadata hold what was found."""


class AuditStats(PipelineStep):  # type: ignore[misc] # datatrove tells no types
    """Audits every document and lets all pass.

    A document's metadata then hold, under ``audit``, what ``as_metadata`` returns; the pipeline's
    statistics count recommendations, findings by rule and failures, and give each dimension's mean
    probability.

    Args:
        rules: the rules to audit with; all that are installed when not given.
    """

    name = "Audit"
    type = "📊 - STATS"

    def __init__(self, rules: RuleSet | None = None) -> None:
        super().__init__()
        self._rules = rules

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Audit the documents as they pass by."""
        for document in data:
            with self.track_time():
                _audited(self, document, self._rules)
            self.update_doc_stats(document)
            yield document


class AuditFilter(BaseFilter):  # type: ignore[misc] # datatrove tells no types
    """Drops the documents that do not pass the gate, and says why.

    The reason is the recommendation and the rule that found most. Metadata and statistics are those
    of ``AuditStats``.

    Args:
        gate: ``reject`` or ``review`` by the recommendation; ``error``, ``warning`` or ``note`` by
            the gravest finding.
        rules: the rules to audit with; all that are installed when not given.
        exclusion_writer: what to write the dropped documents with.
    """

    name = "Audit"

    def __init__(
        self,
        gate: Gate = "reject",
        rules: RuleSet | None = None,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(exclusion_writer)
        self._gate: Gate = gate
        self._rules = rules

    def filter(self, doc: Any) -> bool | tuple[bool, str]:
        """Return whether the document passes; else also why not."""
        found = _audited(self, doc, self._rules)
        if found is None:
            return True
        graves = (finding.severity for finding in found.findings)
        if not is_document_stopped(self._gate, graves, found.recommendation):
            return True
        rules = Counter(finding.rule for finding in found.findings).most_common(1)
        return False, "_".join([found.recommendation, *(rule for rule, _ in rules)])


def as_metadata(found: Audit) -> dict[str, Any]:
    """Return what of an audit goes with a document.

    The recommendation, each dimension's probability (``None`` where its model abstains), the number
    of findings by rule, and failures of rules.
    """
    rules = Counter(finding.rule for finding in found.findings)
    return {
        "recommendation": found.recommendation,
        "probabilities": {name: each.probability for name, each in found.scorecard.items()},
        "findings": dict(sorted(rules.items())),
        "failures": [f"{each.stage}: {each.message}" for each in found.failures],
    }


def _audited(step: PipelineStep, document: Any, rules: RuleSet | None) -> Audit | None:
    """Audit a document of datatrove's, whose metadata may name its author, date and address.

    Returns:
        The audit; ``None`` for a document without text, of which the metadata then say why.
    """
    record = {**document.metadata, "id": str(document.id), "text": document.text}
    try:
        found = audit(record, rules if rules is not None else installed_rules())
    except ReadingError as error:
        document.metadata[KEY] = {"failures": [f"reading: {error}"]}
        step.stat_update("failures")
        return None
    document.metadata[KEY] = as_metadata(found)
    _count(step, found)
    return found


def _count(step: PipelineStep, found: Audit) -> None:
    step.stat_update(found.recommendation, *(finding.rule for finding in found.findings))
    if found.failures:
        step.stat_update("failures", value=len(found.failures))
    for name, score in found.scorecard.items():
        if score.probability is not None:
            step.stat_update(f"{name}_probability", value=score.probability)
