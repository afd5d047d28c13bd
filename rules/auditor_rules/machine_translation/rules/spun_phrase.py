"""Words and set phrases that a synonym program put in the place of the usual ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from auditor import (
    Document,
    Example,
    Hit,
    PhraseHit,
    Rule,
    Severity,
    Source,
    Span,
    quoted,
    view,
    words,
)
from auditor_rules.lexicons import Row, lexicons, phrase_hits
from auditor_rules.machine_translation.articles import with_article
from auditor_rules.machine_translation.casing import in_case_of
from auditor_rules.machine_translation.guards import Guard, parse_guard

MANY = 6
"""Distinct entries for every 1,500 words begun. No document of 7,000 clean ones has more than 1."""
PREFIX = "machine-translation/spun-"
# Few on purpose: of all entries without a guard, 7 of 7 hits in 1,300 clean documents were right as
# they stood ("tooth whitening", "across the board").
NO_ENGLISH = frozenset(
    {
        *(f"{word} than" for word in "quite fairly moderately reasonably relatively".split()),
        *(f"as a result of {word}" for word in "he she they we".split()),
        *(f"{word} change into" for word in "has have had".split()),
        *("on the similar time", "on the identical time"),
    }
)
"""Entries that are no English in any context."""


class SpunPhrase(NamedTuple):
    """An entry of the lexicon that stands in the document in a context where it is odd."""

    span: Span
    entry: str
    """The phrase as listed."""
    usual: str
    """What the author probably wrote, in the case of what stands there; several parted by ``|``."""
    hits: int
    """How many other entries the guard asks for."""
    is_safe: bool
    """Whether it is no English anywhere, so that nobody need read the change."""


@cache
def spun_lists() -> tuple[str, ...]:
    """Return the names of the lexicons of spun phrases."""
    return tuple(name for name in lexicons() if name.startswith(PREFIX))


@view
def spun_phrases(document: Document) -> tuple[SpunPhrase, ...]:
    """Return the entries that hit, longest first where two overlap, in order of the text."""
    candidates = [found for name in spun_lists() for found in _candidates(document, name)]
    firm = {candidate.entry for candidate in candidates if not candidate.hits}
    per_count = 1 + len(words(document)) // 1000
    kept = [each for each in candidates if len(firm - {each.entry}) >= each.hits * per_count]
    return tuple(sorted(_without_overlaps(kept)))


def _candidates(document: Document, name: str) -> Iterator[SpunPhrase]:
    rows = lexicons()[name]
    for hit in phrase_hits(document, name):
        row = rows[hit.phrase]
        guard = parse_guard(row.get("guard", ""))
        if guard.holds(document, hit.span):
            yield _spun_phrase(document, hit, row, guard)


def _spun_phrase(document: Document, hit: PhraseHit, row: Row, guard: Guard) -> SpunPhrase:
    usual = in_case_of(hit.span.of(document.text), row["usual"])
    return SpunPhrase(hit.span, row["base"], usual, guard.hits, row["base"] in NO_ENGLISH)


def _without_overlaps(candidates: list[SpunPhrase]) -> Iterator[SpunPhrase]:
    end = 0
    for each in sorted(candidates, key=lambda each: (each.span.start, -each.span.end)):
        if each.span.start >= end:
            end = each.span.end
            yield each


def is_spun_throughout(document: Document) -> bool:
    """Tell whether so many entries hit that the whole text must have been re-worded."""
    entries = {each.entry for each in spun_phrases(document)}
    return len(entries) >= max(MANY, MANY * len(words(document)) / 1500)


def _find(document: Document) -> Iterator[Hit]:
    severity: Severity = "error" if is_spun_throughout(document) else "warning"
    for each in spun_phrases(document):
        odd = each.span.of(document.text)
        others = each.usual.split("|")
        instead = " or ".join(f"“{other}”" for other in others)
        message = f"“{odd}” where writers use {instead}: signs of a synonym program"
        is_safe = each.is_safe and not quoted(document).cover(each.span)
        span, suggestion = with_article(document.text, each.span, others[0])
        yield Hit(span, message, suggestion, severity=severity, is_safe=is_safe)


RULE = Rule(
    id="machine-translation/spun-phrase",
    summary="a word or set phrase replaced by a synonym that nobody uses there",
    severity="warning",
    find=_find,
    what=(
        "Looks for phrases of a lexicon of what synonym programs write in the place of set "
        "phrases, names and function words (“entrance line” for “front line”). Words that are "
        "right elsewhere carry the context in which they are wrong."
    ),
    why=(
        "Spinning hides where a text was copied from and garbles what it says: “navy” for "
        "“military” and “struggle” for “war” are false statements, not style."
    ),
    known_problems=(
        "It knows only what is listed. Texts about spinning quote such phrases and are found too, "
        "since spinners re-word quotations as well as the rest. Careless translation by people "
        "produces a few of the same phrases."
    ),
    invalid=(
        Example("Tanks moved up to the ⟦entrance line⟧ at dawn.", "front line"),
        Example("He would walk ⟦quite than⟧ wait for the bus.", "rather than"),
        Example("The ⟦White Home⟧ declined to comment.", "White House"),
    ),
    valid=(
        Example("Tanks moved up to the front line at dawn."),
        Example("The white home on the corner was sold."),
        Example("The navy provides support to the coastguard."),
        Example("He laid his palms on the table."),
        Example("She has questions concerning the budget."),
    ),
    sources=(
        Source(
            "Cabanac, Labbé and Magazinov (2021): Tortured phrases: a dubious writing style "
            "emerging in science",
            "https://arxiv.org/abs/2107.06751",
        ),
        Source(
            "Wahle et al. (2022): Identifying machine-paraphrased plagiarism",
            "https://arxiv.org/abs/2103.11909",
        ),
    ),
    languages=("en",),
    confidence=0.75,
    evidence=(
        "18 of 19 findings judged right: 11 in the project's own corpus before the list was "
        "widened, 8 in the output of two programs it was not written from; none in 1.2 "
        "million words of clean news (about 12 per million before entries that fired there "
        "were dropped or guarded)"
    ),
)
