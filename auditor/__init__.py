"""The public API: what a rule, a plug-in or a notebook imports.

Everything else is internal and may move between versions.
"""

from __future__ import annotations

from auditor.dimensions import DIMENSIONS, Dimension
from auditor.document import Anchor, Document, Metadata, Position, Provided, Span, view
from auditor.engine.audit_documents import audit_all, audit_document, findings_of
from auditor.engine.registry import Options, RuleSet, discover, rule_set
from auditor.errors import AuditorError, ModelError, PackError, ReadingError, UsageError
from auditor.evaluation import Evaluation, Figure, Judgements
from auditor.finding import (
    SEVERITIES,
    Annotation,
    Audit,
    Failure,
    Finding,
    Hit,
    Recommendation,
    Score,
    Severity,
)
from auditor.library import audit, audit_paths
from auditor.rule import Annotator, Example, Measure, Pack, Rule, Source
from auditor.scoring.model import Feature, Model, Threshold, threshold_at
from auditor.scoring.model_file import dump_model, load_model
from auditor.scoring.scorecard import feature_row
from auditor.spans import Spans
from auditor.text.dates import DateMention
from auditor.text.folding import fold
from auditor.text.gazetteer import Gazetteer, gazetteer
from auditor.text.names import Name
from auditor.text.openings import matches_at
from auditor.text.phrases import PhraseHit, PhraseMatcher
from auditor.text.quantities import Quantity
from auditor.text.words import Word, Words
from auditor.version import __version__
from auditor.views import (
    UNDETERMINED,
    dates,
    folded,
    language,
    line_starts,
    lines,
    names,
    quantities,
    quotations,
    quoted,
    sentences,
    words,
)

__all__ = [
    "DIMENSIONS",
    "SEVERITIES",
    "UNDETERMINED",
    "Anchor",
    "Annotation",
    "Annotator",
    "Audit",
    "AuditorError",
    "DateMention",
    "Dimension",
    "Document",
    "Evaluation",
    "Example",
    "Failure",
    "Feature",
    "Figure",
    "Finding",
    "Gazetteer",
    "Hit",
    "Judgements",
    "Measure",
    "Metadata",
    "Model",
    "ModelError",
    "Name",
    "Options",
    "Pack",
    "PackError",
    "PhraseHit",
    "PhraseMatcher",
    "Position",
    "Provided",
    "Quantity",
    "ReadingError",
    "Recommendation",
    "Rule",
    "RuleSet",
    "Score",
    "Severity",
    "Source",
    "Span",
    "Spans",
    "Threshold",
    "UsageError",
    "Word",
    "Words",
    "__version__",
    "audit",
    "audit_all",
    "audit_document",
    "audit_paths",
    "dates",
    "discover",
    "dump_model",
    "feature_row",
    "findings_of",
    "fold",
    "folded",
    "gazetteer",
    "language",
    "line_starts",
    "lines",
    "load_model",
    "matches_at",
    "names",
    "quantities",
    "quotations",
    "quoted",
    "rule_set",
    "sentences",
    "threshold_at",
    "view",
    "words",
]
