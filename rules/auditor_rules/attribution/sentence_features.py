"""What a sentence's words and cues say for and against an attribution in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from auditor import Document, Span, folded, sentences, view
from auditor_rules.attribution.passages import cues_in
from auditor_rules.attribution.reported import reported_statements
from auditor_rules.attribution.statements import Statement, quoted_statements
from auditor_rules.attribution.vague import VagueSource, vague_sources

# It opens with a class of characters, because `re` then skips to the next of them in C.
_TOKEN = re.compile(r"[a-z'“”\":,?!—\d](?:(?<=[a-z'])[a-z']*|)")


class SentenceFeatures(NamedTuple):
    """A sentence and the names of the features that hold for it."""

    span: Span
    features: frozenset[str]


def words_and_pairs(text: str) -> list[str]:
    """Return the words of a folded text, then the pairs of neighbours, ``"said that"``."""
    words = _TOKEN.findall(text)
    return [*words, *pairs_of(words)]


def pairs_of(words: list[str]) -> Iterator[str]:
    """Yield the pairs of neighbours, ``"said that"``."""
    return map(" ".join, pairwise(words))


class MarkedSentence(NamedTuple):
    """A sentence, what stands in it but for its words, and its words."""

    span: Span
    marks: set[str]
    """Features: its cues, and what is quoted or reported in it and in the sentence before."""
    words: list[str]


def marked_sentences(document: Document) -> Iterator[MarkedSentence]:
    """Yield every sentence with its marks and words, from which its features are made."""
    quoted, reported = quoted_statements(document), reported_statements(document)
    text = folded(document)
    before: list[str] = []
    first_quoted = first_reported = 0
    for span in sentences(document):
        first_quoted = _skip(quoted, first_quoted, span)
        first_reported = _skip(reported, first_reported, span)
        state = list(_state(quoted, reported, first_quoted, first_reported, span))
        marks = {f"={name}" for name in state} | {f"<{name}" for name in before}
        marks.update(_cue_features(document, span))
        yield MarkedSentence(span, marks, _TOKEN.findall(text, *span))
        before = state


@view
def sentence_features(document: Document) -> tuple[SentenceFeatures, ...]:
    """Return every sentence with its features."""
    return tuple(
        SentenceFeatures(each.span, frozenset({*each.marks, *each.words, *pairs_of(each.words)}))
        for each in marked_sentences(document)
    )


@view
def weasel_features(document: Document) -> tuple[SentenceFeatures, ...]:
    """Return every sentence with what it says for and against its being unsourced opinion."""
    text, vague = folded(document), vague_sources(document)
    found: list[SentenceFeatures] = []
    first = 0
    for span in sentences(document):
        while first < len(vague) and vague[first].span.end <= span.start:
            first += 1
        found_words = words_and_pairs(text[span.start : span.end])
        features = {"^" + (found_words[0] if found_words else ""), *found_words}
        features.update(f"#{kind}" for kind in _vague_kinds(vague, first, span))
        features.update(f"#{cue.lemma}" for cue in cues_in(document, span))
        found.append(SentenceFeatures(span, frozenset(features)))
    return tuple(found)


def _vague_kinds(vague: tuple[VagueSource, ...], first: int, span: Span) -> Iterator[str]:
    while first < len(vague) and vague[first].span.start < span.end:
        yield "vague"
        yield vague[first].kind
        first += 1


def _skip(statements: tuple[Statement, ...], first: int, span: Span) -> int:
    while first < len(statements) and statements[first].span.end <= span.start:
        first += 1
    return first


def _state(
    quoted: tuple[Statement, ...],
    reported: tuple[Statement, ...],
    first_quoted: int,
    first_reported: int,
    span: Span,
) -> Iterator[str]:
    """Say how much of the sentence is quoted, and whether what ascribes stands in it."""
    covered = 0
    while first_quoted < len(quoted) and quoted[first_quoted].span.start < span.end:
        statement = quoted[first_quoted]
        first_quoted += 1
        covered += min(statement.span.end, span.end) - max(statement.span.start, span.start)
        yield "quoted" if statement.source is not None else "lost"
        if statement.cue is not None and span.covers(statement.cue):
            yield "cue of quotation"
    if covered:
        yield f"covered {4 * covered // (span.end - span.start)}"
    if first_reported < len(reported) and reported[first_reported].span.overlaps(span):
        yield "reported"


def _cue_features(document: Document, span: Span) -> Iterator[str]:
    found = cues_in(document, span)
    yield f"#cues {min(len(found), 3)}"
    for cue in found:
        yield f"#{cue.kind} {cue.form}"
        yield f"#{cue.lemma}"
