"""What a document counts, by whose word: laid side by side with other documents of a run."""

from __future__ import annotations

from auditor import Annotation, Annotator, Document, sentences
from auditor_rules.contradiction.judgement import source_in
from auditor_rules.contradiction.mentions import Mention, mentions

MIN_COUNT = 10
"""Smaller counts ("two reasons") are seldom what documents can be compared by."""


def _annotate(document: Document) -> tuple[Annotation, ...]:
    return tuple(
        _annotation(document, mention)
        for mention in mentions(document)
        if mention.kind == "count" and len(mention.noun_words) > 1 and mention.low >= MIN_COUNT
    )


def _annotation(document: Document, mention: Mention) -> Annotation:
    sentence = sentences(document)[mention.sentence].of(document.text)
    return Annotation(
        mention.span,
        "quantity",
        " ".join(mention.noun_words[-3:]),
        (
            ("value", mention.low),
            ("highest", mention.high),
            ("qualifier", mention.qualifier),
            ("text", mention.span.of(document.text)),
            ("source", source_in(sentence[:2000])),
        ),
    )


ANNOTATOR = Annotator(
    "quantities",
    "Counts of ten or more with what they count (its stems) and who says so.",
    _annotate,
)
