"""The ledger of sources: who speaks in the document, how often, and where."""

from __future__ import annotations

from collections.abc import Iterable

from auditor import Annotation, Annotator, Document, Measure, Span, view, words
from auditor_rules.attribution.speakers import KINDS, NAMED, Attributed, attributed


@view
def entries(document: Document) -> dict[tuple[str, str], tuple[Attributed, ...]]:
    """Return the statements by speaker: (kind, label) → statements, in order of the text."""
    found: dict[tuple[str, str], list[Attributed]] = {}
    for each in attributed(document):
        if each.speaker.kind not in ("none", "unresolved"):
            found.setdefault((each.speaker.kind, each.speaker.label), []).append(each)
    return {speaker: tuple(statements) for speaker, statements in found.items()}


def _annotate(document: Document) -> tuple[Annotation, ...]:
    """One annotation for each speaker, the most often heard first within each kind."""
    order = sorted(
        entries(document).items(),
        key=lambda entry: (KINDS.index(entry[0][0]), -len(entry[1]), entry[1][0].statement.span),
    )
    return tuple(
        Annotation(_first_mention(statements), kind, label, _columns(statements))
        for (kind, label), statements in order
    )


def _first_mention(statements: tuple[Attributed, ...]) -> Span:
    first = statements[0].statement
    return first.source or first.span


def _columns(statements: Iterable[Attributed]) -> tuple[tuple[str, str | float | int | None], ...]:
    statements = tuple(statements)
    quoted = sum(each.statement.is_quotation for each in statements)
    places = " ".join(
        f"{each.statement.span.start}-{each.statement.span.end}" for each in statements
    )
    return (
        ("quotations", quoted),
        ("statements", len(statements)),
        ("first_mention", _first_mention(statements).start),
        ("spans", places),
    )


LEDGER = Annotator(
    name="ledger",
    summary="who speaks in the document: name or description, kind, how often, where",
    annotate=_annotate,
)


def _share_named(document: Document) -> float:
    kinds = [each.speaker.kind for each in attributed(document)]
    counted = [kind for kind in kinds if kind not in ("none", "unresolved")]
    return sum(kind in NAMED for kind in counted) / len(counted) if counted else 0.0


def _per_1000_words(count: int, document: Document) -> float:
    return 1000 * count / max(len(words(document)), 1)


def _statements_per_1000(document: Document) -> float:
    count = sum(each.speaker.kind != "none" for each in attributed(document))
    return _per_1000_words(count, document)


def _speakers(document: Document) -> float:
    return float(sum(kind in NAMED for kind, _ in entries(document)))


def share_vague_or_anonymous(document: Document) -> float:
    """Return the share of attributed statements whose speaker is nobody in particular."""
    kinds = [each.speaker.kind for each in attributed(document) if each.speaker.kind != "none"]
    return sum(kind in ("vague", "anonymous") for kind in kinds) / len(kinds) if kinds else 0.0


MEASURES = (
    Measure(
        "share_of_statements_on_named_sources",
        "share",
        "attributed statements whose speaker is a named person or organisation; 0 without any",
        _share_named,
    ),
    Measure(
        "statements_per_1000_words",
        "per 1,000 words",
        "quotations and reported statements that have a speaker",
        _statements_per_1000,
    ),
    Measure("named_speakers", "count", "different named people and organisations", _speakers),
    Measure(
        "share_of_statements_vague_or_anonymous",
        "share",
        "attributed statements of vague or anonymous speakers; 0 without any",
        share_vague_or_anonymous,
    ),
)
