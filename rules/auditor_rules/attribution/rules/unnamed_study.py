"""Science is called as a witness, and no study is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, Spans, names, view
from auditor_rules.attribution.quoting import quoted
from auditor_rules.attribution.weight import is_weighty, sentence_around
from auditor_rules.lexicons import phrase_hits

REACH = 450
"""Code points after the sentence's beginning within which a study may be named."""

_REFERENCE = re.compile(
    r"\[\d{1,3}\]|\((?:[^()]{0,60}, )?(?:19|20)\d\d\)|https?://|\bdoi\b|"
    r"\b(?:published|printed|presented|appear(?:s|ed|ing)) (?:\w+ ){0,3}(?:in|by|at)\b|"
    r"\b(?:journal|university|institute|college|survey by|study by|poll by|report by|commissioned "
    r"by|conducted by|carried out by|researchers (?:at|from)|team (?:at|from))\b",
    re.IGNORECASE,
)


def _find(document: Document) -> Iterator[Hit]:
    for hit in phrase_hits(document, "attribution/unnamed-studies"):
        if hit.phrase != "a leading university" and _is_named(document, hit.span):
            continue
        yield Hit(
            hit.span,
            f"Unnamed study: {quoted(document, hit.span)} calls on research, and nothing near by "
            "says which, whose or where it was published.",
            kind="unnamed-study",
            severity="warning" if is_weighty(document, hit.span) else "note",
        )


def _is_named(document: Document, span: Span) -> bool:
    """Tell whether an author, an institution or a publication is named near by."""
    start = sentence_around(document.text, span).start
    near = Span(max(0, start - REACH // 3), start + REACH)
    return _REFERENCE.search(document.text, near.start, near.end) is not None or (
        _named(document).overlap(near)
    )


@view
def _named(document: Document) -> Spans:
    """Return where persons and organisations are named."""
    every = names(document)
    return Spans(name.span for name in every if name.kind in ("person", "organisation"))


RULE = Rule(
    id="attribution/unnamed-study",
    summary="research is called on and not named",
    severity="note",
    find=_find,
    what="Marks 'studies show', 'a recent study', 'scientists have found' and the like where no "
    "author, institution, journal, year in brackets or link stands near by. A warning where "
    "figures hang on it.",
    why="A claim that borrows the authority of science can be checked only when the study can be "
    "found.",
    known_problems="A study that was named much earlier in a long text is not remembered. A name "
    "near by that has nothing to do with the study keeps the rule silent.",
    invalid=(
        Example("⟦Studies have shown⟧ that beets lift the memory. Eat two each day."),
        Example("⟦A recent study⟧ found that 60% of cats are left-pawed, and it matters."),
        Example("According to ⟦a leading university⟧, tea is good for the eyes."),
    ),
    valid=(
        Example("Studies have shown that beets lift the memory (Lund, 2019)."),
        Example("A recent study, published in May, found that 60% of cats are left-pawed."),
        Example("Researchers say it works. Ann Lee of Oxbow tested it on 40 people."),
        Example("“Studies show it works,” he said."),
    ),
    sources=(
        Source(
            "W3C Credible Web Community Group 2020, Reviewed Credibility Signals",
            "https://credweb.org/reviewed-signals/",
        ),
    ),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate; one hit in 407,000 words of clean dev news",
    is_silent_in_quotations=True,
)
