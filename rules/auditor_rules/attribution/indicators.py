"""What a text shows of the indicators by which newsrooms account for their work.

Each is evidence with its place; none is weighed, and a missing one says nothing by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from auditor import Annotation, Annotator, Document, Span, folded, lines, view
from auditor_rules.attribution.bylines import dateline_of
from auditor_rules.attribution.identity import identity
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.lexicons import lexicon, phrase_hits


class Indicator(NamedTuple):
    """One thing that a text shows of how it was made."""

    kind: str
    """``kind of work``, ``correction``, ``primary source``, ``other media``, ``method``,
    ``biography`` or ``contact``."""
    label: str
    span: Span | None


# A line of its own, or the words before a headline's colon, that says what kind of work it is.
_LABEL_LINE = re.compile(
    r"(?P<opinion>opinion|comment(?:ary)?|editorial|op-ed|column|guest essay|letters?|viewpoint|"
    r"perspective)|(?P<analysis>(?:news )?analysis|explainer|fact[- ]check|in depth)|"
    r"(?P<sponsored>sponsored(?: content| post)?|advertorial|advertisement feature|paid post|"
    r"paid content|partner content|promoted|brand ?voice)|"
    r"(?P<satire>satire|humou?r)|(?P<review>review|book review)|(?P<interview>interview|q&a)|"
    r"(?P<live>live(?: blog| updates)?)",
    re.IGNORECASE,
)
_LONGEST_LABEL = 30
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,200}")
_PRIMARY_HOSTS = re.compile(
    r"(?:^|\.)(?:gov|mil|edu|int|europa\.eu|gov\.[a-z]{2}|gob\.[a-z]{2}|gouv\.fr|bund\.de|"
    r"ac\.[a-z]{2}|who\.int|un\.org|doi\.org|arxiv\.org|nature\.com|science\.org|thelancet\.com|"
    r"nejm\.org|pubmed\.ncbi\.nlm\.nih\.gov|worldbank\.org|imf\.org|oecd\.org|sec\.gov|"
    r"documentcloud\.org)$"
)
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,3}\b")
_LAST_LINES = 8


@view
def indicators(document: Document) -> tuple[Indicator, ...]:
    """Return the indicators, in order of their places; those without a place first."""
    found = (
        *_kind_of_work(document),
        *_phrases(document),
        *_links(document),
        *_authors(document),
        *_contacts(document),
    )
    return tuple(sorted(found, key=lambda each: (each.span or Span(-1, -1), each.kind)))


def _kind_of_work(document: Document) -> Iterator[Indicator]:
    text = document.text
    for line in lines(document)[:4]:
        if line.end - line.start <= _LONGEST_LABEL:
            label = _LABEL_LINE.fullmatch(text, line.start, line.end)
            if label is not None and label.lastgroup:
                yield Indicator("kind of work", label.lastgroup, line)
        if dateline := dateline_of(text, line):
            agency = Span(dateline.start("agency"), dateline.end("agency"))
            yield Indicator("kind of work", "agency copy", agency)
    if kind_of_text(document) == "press release":
        yield Indicator("kind of work", "press release", None)


def _phrases(document: Document) -> Iterator[Indicator]:
    kinds = lexicon("attribution/indicators")
    for hit in phrase_hits(document, "attribution/indicators"):
        yield Indicator(kinds[hit.phrase]["kind"], hit.span.of(document.text), hit.span)


def _links(document: Document) -> Iterator[Indicator]:
    for found in _ADDRESS.finditer(document.text):
        try:
            host = urlsplit(found.group()).hostname or ""
        except ValueError:  # an unbalanced bracket
            continue
        kind = "primary source" if _PRIMARY_HOSTS.search(host) else "other media"
        yield Indicator(kind, host, Span(*found.span()))


def _authors(document: Document) -> Iterator[Indicator]:
    for each in identity(document):
        if each.field == "byline" and each.origin == "biography in the last lines":
            yield Indicator("biography", each.value, each.span)


def _contacts(document: Document) -> Iterator[Indicator]:
    text = folded(document)
    if "@" not in text:
        return
    for line in lines(document)[-_LAST_LINES:]:
        for found in _CONTACT.finditer(text, line.start, min(line.end, line.start + 400)):
            yield Indicator("contact", found.group(), Span(*found.span()))


def _annotate(document: Document) -> tuple[Annotation, ...]:
    return tuple(Annotation(each.span, each.kind, each.label) for each in indicators(document))


INDICATORS = Annotator(
    name="indicators",
    summary="signs of how the work was made: its kind, corrections, primary sources, methods, "
    "biography, contact",
    annotate=_annotate,
)
