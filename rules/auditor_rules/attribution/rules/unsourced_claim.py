"""A claim that asks for a source stands on nobody's word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from auditor import (
    Document,
    Example,
    Hit,
    Rule,
    Source,
    Span,
    Spans,
    folded,
    lines,
    quoted,
    sentences,
    view,
)
from auditor_rules.attribution.claims import Claim, claims
from auditor_rules.attribution.identity import evidence_of
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.attribution.passages import cues_in
from auditor_rules.attribution.sentence_model import attributed_places
from auditor_rules.attribution.speakers import attributed

MIN_SENTENCES = 3
MAX_STATEMENTS = 0.3
"""Statements of somebody for each sentence: a document of more rests on its sources."""
LEAD = 2
"""Sentences at the head that sum up what the rest gives the sources of, where it gives any."""
REACH = 400
"""Code points around the sentence, in its paragraph, within which somebody may speak for it."""

_NOBODY = frozenset({"none", "vague", "anonymous"})
_WITNESS = re.compile(
    r"https?://|\[\d|\([a-z][^()\n]{1,60}\)|\b(?:according|report|alleged|accus|poll|survey|"
    r"stud(?:y|ies)\b|research|census|statistic|figures|data\b|estimate|court|convict|charged|"
    r"jury|prosecut|indict|police|officials?\b|ministry|spokes|statement|sources?\b|documents?\b|"
    r"testif|confirm|announc|released|project|forecast|predict|chosen|voted|nielsen|guinness)"
)
# Suppositions assert nothing; what is in the history books needs no source.
_NO_NEWS = re.compile(
    r"\b(?:if|would|could|might|may|should|maybe|perhaps|possibly|arguably|probably|imagine|"
    r"novel|film|movie|i|i've|my|our|we)\b|\b1\d{3}s?\b|\b200\d\b|world war|\bwwi{1,2}\b|centur|"
    r"holocaust|civil war|revolution"
)
_WORDINGS = {
    "casualties": "the dead or wounded are counted",
    "figure": "a figure is given",
    "accusation": "somebody is accused",
    "superlative": "a record is claimed",
}


@view
def _voices(document: Document) -> tuple[Span, ...]:
    """Return the statements that belong to somebody in particular."""
    return tuple(
        each.statement.span for each in attributed(document) if each.speaker.kind not in _NOBODY
    )


@view
def _heard(document: Document) -> Spans:
    return Spans(_voices(document))


def _find(document: Document) -> Iterator[Hit]:
    every = sentences(document)
    if len(every) < MIN_SENTENCES or len(_voices(document)) > MAX_STATEMENTS * len(every):
        return
    starts = [sentence.start for sentence in every]
    last = -1
    for claim in sorted(claims(document)):
        at = bisect_right(starts, claim.span.start) - 1
        if at > last and _is_unsourced(document, claim, at):
            last = at
            yield _hit(document, claim)


def _hit(document: Document, claim: Claim) -> Hit:
    is_grave = claim.kind in ("casualties", "accusation") and not _voices(document)
    return Hit(
        claim.span,
        f"Claim without a source: {_WORDINGS[claim.kind]} ({claim.span.of(document.text)!r}), and "
        "neither the sentence nor its surroundings say who says so.",
        kind=claim.kind,
        severity="warning" if is_grave else "note",
    )


def _is_unsourced(document: Document, claim: Claim, at: int) -> bool:
    """Tell whether the sentence asserts the claim and nobody near by answers for it."""
    text, sentence = folded(document), sentences(document)[at]
    before = sentences(document)[max(0, at - 1)]
    near = _surroundings(document, before, sentence)
    return (
        sentence.covers(claim.span)
        and (at >= LEAD or not _voices(document))
        and text[sentence.end - 1] in '.!"”)'
        and _NO_NEWS.search(text, sentence.start, sentence.end) is None
        and _WITNESS.search(text, before.start, near.end) is None
        and not cues_in(document, sentence)
        and not _heard(document).overlap(near)
        and not quoted(document).overlap(sentence)
        and not attributed_places(document).overlap(sentence)
        and kind_of_text(document) == "article"
        and evidence_of(document, "agency") is None
    )


def _surroundings(document: Document, before: Span, sentence: Span) -> Span:
    """Return the sentence before, and the paragraph as far as it is near."""
    rows = lines(document)
    row = rows[bisect_right(rows, (sentence.start, len(document.text))) - 1]
    start = min(before.start, max(row.start, sentence.start - REACH))
    return Span(start, min(row.end, sentence.end + REACH))


RULE = Rule(
    id="attribution/unsourced-claim",
    summary="casualties, a figure, an accusation or a record without a source",
    severity="note",
    find=_find,
    what="Marks counts of dead or wounded, shares of a group of people ('seven in ten adults'), "
    "accusations of a crime against somebody named, and records ('the deadliest in history') where "
    "the sentence, the one before and the paragraph near by name no speaker, study, document, "
    "court or link, and the text speaks of no police, officials or poll that may have counted, in "
    "a document with fewer than one statement of somebody in three sentences. "
    "Kinds: casualties, figure, accusation, superlative. A warning where the dead or an accusation "
    "rest on a document in which nobody speaks at all, else a note.",
    why="Who counted, and who accuses, decides what such a sentence is worth; a reader cannot ask "
    "a number.",
    known_problems="A source that is named once for the whole text, far away, is not remembered, "
    "and the publisher's own data look the same. What everybody knows (the dead of a famous "
    "attack) needs no source and is marked all the same. Counts of a thing's own people (members, "
    "employees), money and plain percentages are left alone, so most unsourced figures are missed. "
    "Silent in agency copy, in the head of a text that has sources, and in the first person.",
    invalid=(
        Example(
            "The harbour is old. The cranes were painted in May.\n\n⟦Seven in ten residents⟧ are "
            "against the tunnel."
        ),
        Example(
            "The night was long. Smoke hung over the quarter. At least ⟦40 civilians were killed⟧ "
            "in the shelling."
        ),
        Example("The vote was in May. Nobody watched. ⟦Ann Lee stole⟧ the election."),
        Example("The dam is new. It is tall. It is ⟦the costliest dam in human history⟧."),
    ),
    valid=(
        Example(
            "The harbour is old. The cranes are red. A survey found that seven in ten residents "
            "are against the tunnel."
        ),
        Example(
            "The night was long. Smoke hung over the quarter. At least 40 civilians were killed in "
            "the shelling, Mayor Bo Tan said."
        ),
        Example("The vote was in May. Nobody watched. If Ann Lee stole the election, it was easy."),
        Example("The dam is new. It is tall. It is one of the best dams in human history."),
        Example("The club is old. It is loved. It has 40,000 members."),
    ),
    sources=(
        Source("Associated Press, News values and principles: attribution"),
        Source(
            "W3C Credible Web Community Group 2020, Reviewed Credibility Signals",
            "https://credweb.org/reviewed-signals/",
        ),
    ),
    languages=("en",),
    confidence=0.52,
    evidence="optimistic: 9 of 11 hits in 3.3 million words of dev news and pages (.82, 95 % "
    "interval .52 to .95), judged by the rule's author without a second reader, after the rule was "
    "narrowed on the same texts (17 of 26 before); no accusation and no warning among them",
    is_silent_in_quotations=True,
)
