"""What a report leaves out: who says so, where, when; sentence by sentence, and in all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from auditor import (
    Document,
    Measure,
    Span,
    dates,
    folded,
    gazetteer,
    names,
    quoted,
    sentences,
    view,
    words,
)
from auditor_rules.attribution.anonymous import anonymous_sources
from auditor_rules.attribution.identity import evidence_of
from auditor_rules.attribution.reportage import public_affairs, reports
from auditor_rules.attribution.research import unnamed_research
from auditor_rules.attribution.speakers import NAMED, attributed
from auditor_rules.attribution.vague import vague_sources

FEW_NAMES = 0.8
"""Names for each sentence: of 2,200 news articles of the dev data 95 % have more."""
FEWEST_NAMELESS = 2
WORDS_PER_NAMELESS = 300
"""Words for each nameless one: a survey of research or a long guide has fewer."""
WORDS_PER_SOURCE = 600
"""A text that names a source more often rests on its sources."""
LONG, AFFAIRS = 700, 12.0
"""Words of an analysis that should have a source, and its words of public affairs per 1,000."""
NAMELESS_KINDS = frozenset({"role only", "anonymous", "vague"})
_FIGURE = re.compile(
    r"\d[\d.,]{0,20}(?: ?%| ?(?:percent|per cent|million|billion|trillion|thousand)\b)|[$£€] ?\d|"
    r"\b\d{1,3}(?:,\d{3})+\b"
)
_UNNAMED_DOCUMENT = re.compile(
    r"\b(?:the|an?|one|another) (?:[a-z-]{3,14} ){0,2}(?:report|document|documents|study|survey|"
    r"statement|article|source|text|analysis|research|data|press release) (?:also )?(?:states?|"
    r"stated|says?|said|notes?|noted|highlights?|highlighted|emphasi[sz]e[sd]?|mentions?|mentioned|"
    r"adds?|added|reveals?|revealed|shows?|showed|suggests?|suggested|indicates?|indicated|claims?|"
    r"claimed|warns?|warned|concludes?|concluded|stresses|stressed|describes?|described)\b"
)


class Nameless(NamedTuple):
    """A place where somebody or something speaks or acts without a name."""

    span: Span
    kind: str
    """``speaker``, ``role``, ``research`` or ``document``."""


def _roles() -> re.Pattern[str]:
    """Return the pattern of an office without a name: "the town clerk", "one board member"."""
    nouns = "|".join(sorted(map(re.escape, gazetteer().roles), key=len, reverse=True))
    return re.compile(
        rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Ll]ocal) "
        rf"(?:[a-z-]{{2,14}} ){{0,2}}"
        rf"(?P<noun>(?i:{nouns}))s?(?![\w'’-])"
        r"(?! (?:of|for|at|in|from) (?:the )?[A-Z]| [A-Z]|, [A-Z])"
    )


_ROLE: list[re.Pattern[str]] = []


def _role_pattern() -> re.Pattern[str]:
    if not _ROLE:
        _ROLE.append(_roles())
    return _ROLE[0]


@view
def _named_roles(document: Document) -> frozenset[str]:
    """Return the words of the titles and roles that somebody named bears."""
    found: set[str] = set()
    for name in names(document):
        if name.kind == "person" and (name.title or name.role):
            found.update(f"{name.title} {name.role}".lower().replace(",", " ").split())
    return frozenset(found)


@view
def nameless(document: Document) -> tuple[Nameless, ...]:
    """Return who and what is called on without a name in the whole text, one a sentence."""
    found = sorted((*_speakers(document), *_offices(document), *_documents(document)))
    every = sentences(document)
    starts = [each.start for each in every]
    last, kept = -1, []
    for each in found:
        at = bisect_left(starts, each.span.start + 1) - 1
        if at != last:
            kept.append(each)
            last = at
    return tuple(kept)


def _speakers(document: Document) -> Iterator[Nameless]:
    for each in attributed(document):
        source = each.statement.source
        if source is not None and each.speaker.kind in NAMELESS_KINDS:
            yield Nameless(source, "speaker")
    for vague in vague_sources(document):
        if vague.kind not in ("passive", "impersonal"):
            yield Nameless(vague.span, "speaker")
    for anonymous in anonymous_sources(document):
        yield Nameless(anonymous.span, "speaker")
    for span in unnamed_research(document):
        yield Nameless(span, "research")


def _offices(document: Document) -> Iterator[Nameless]:
    speech, known = quoted(document), _named_roles(document)
    for found in _role_pattern().finditer(document.text):
        noun = found.group("noun").lower()
        if noun not in known and not speech.hold(found.start()):
            yield Nameless(Span(*found.span()), "role")


def _documents(document: Document) -> Iterator[Nameless]:
    speech = quoted(document)
    is_known = bool(_reference(document))
    for found in _UNNAMED_DOCUMENT.finditer(folded(document)):
        if not is_known and not speech.hold(found.start()):
            yield Nameless(Span(*found.span()), "document")


_REFERENCE = re.compile(
    r"https?://|\[\d{1,3}\]|\bet al\b|\bdoi\b|\((?:19|20)\d\d\)|\b(?:report|study|survey|statement|"
    r"article|analysis|research|data) (?:\w+ ){0,3}(?:by|from|of|in) (?:the )?[A-Z]|"
    r"[A-Z][\w’']+(?:’s|'s) (?:\w+ ){0,2}(?:report|study|survey|statement|analysis|research|data)\b"
)


def _reference(document: Document) -> re.Match[str] | None:
    """Return where the text gives a work's address, author or number."""
    return _REFERENCE.search(document.text)


_CITED = re.compile(
    r"https?://|\[\d{1,3}\]|\bet al\b|\bdoi\b|\bDOI\b|"
    r"\b[Jj]ournal\b|\bcommissioned by\b|\((?:19|20)\d\d\)"
)


class Absence(NamedTuple):
    """What is missing from a report."""

    words: int
    sources: int
    """Statements whose speaker is named."""
    nameless: tuple[Nameless, ...]
    speaking: int
    """How many of the nameless speak, testify or are works."""
    names_per_sentence: float


@view
def absence(document: Document) -> Absence:
    """Count what a report names and what it does not."""
    found = nameless(document)
    sources = sum(each.speaker.kind in NAMED for each in attributed(document))
    speaking = sum(each.kind != "role" for each in found)
    return Absence(len(words(document)), sources, found, speaking, names_per_sentence(document))


def is_anonymous_report(document: Document) -> bool:
    """Tell whether a report has no author, no date and names none that speak in it."""
    if not reports(document) or _is_signed(document):
        return False
    found = absence(document)
    return (
        found.sources * WORDS_PER_SOURCE <= found.words
        and found.names_per_sentence < FEW_NAMES
        and found.speaking >= FEWEST_NAMELESS
        and found.speaking * WORDS_PER_NAMELESS >= found.words
        and _CITED.search(document.text) is None
        and not _named_roles(document)
    )


def is_unsourced_analysis(document: Document) -> bool:
    """Tell whether a long text on public affairs has no author, no date and hardly a source."""
    return (
        reports(document)
        and len(words(document)) >= LONG
        and public_affairs(document) >= AFFAIRS
        and absence(document).sources * WORDS_PER_SOURCE <= len(words(document))
        and not _is_signed(document)
        and _reference(document) is None
    )


def _is_signed(document: Document) -> bool:
    return any(evidence_of(document, each) for each in ("byline", "date", "agency"))


def names_per_sentence(document: Document) -> float:
    """Return the names of people, places and organisations for each sentence; 1 for no text."""
    every = sentences(document)
    return len(names(document)) / len(every) if every else 1.0


def dates_per_sentence(document: Document) -> float:
    """Return the dates for each sentence; 0 for no text."""
    every = sentences(document)
    return len(dates(document)) / len(every) if every else 0.0


def share_of_figures_sourced(document: Document) -> float:
    """Return the share of figures whose sentence belongs to somebody named; 1 without any."""
    spans = [Span(*each.span()) for each in _FIGURE.finditer(folded(document))]
    if not spans:
        return 1.0
    told = [each.statement.span for each in attributed(document) if each.speaker.kind in NAMED]
    return sum(any(one.overlaps(each) for each in told) for one in spans) / len(spans)


def nameless_per_1000_words(document: Document) -> float:
    """Return in how many sentences somebody or something has no name, per 1,000 words."""
    return 1000 * len(nameless(document)) / max(len(words(document)), 1)


def names_nobody(document: Document) -> float:
    """Return 1 for a report without author, date and source, else 0."""
    return float(is_anonymous_report(document) or is_unsourced_analysis(document))


MEASURES = (
    Measure(
        "names_per_sentence",
        "per sentence",
        "names of people, places and organisations for each sentence",
        names_per_sentence,
    ),
    Measure("dates_per_sentence", "per sentence", "dates for each sentence", dates_per_sentence),
    Measure(
        "share_of_figures_sourced",
        "share",
        "figures that somebody named gives; 1 without figures",
        share_of_figures_sourced,
    ),
    Measure(
        "nameless_per_1000_words",
        "per 1,000 words",
        "sentences in which a speaker, an office, a study or a report has no name",
        nameless_per_1000_words,
    ),
    Measure("names_nobody", "", "1 where a report has no author, date or source", names_nobody),
)
