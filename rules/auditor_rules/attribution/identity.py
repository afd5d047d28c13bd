"""Who wrote the document, when, where and for whom: each with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Annotation, Annotator, Document, Span, lines, view
from auditor_rules.attribution.bylines import agency_of, bylines, dateline_of
from auditor_rules.attribution.datelines import date_in, published_dates
from auditor_rules.attribution.evidence import Evidence, from_metadata, head_lines

LONGEST_HEADLINE = 160
FEWEST_WORDS_OF_SENTENCE = 6
"""Words from which a line with a full stop is a sentence and no headline."""
TOP_LINES = 5
"""Lines that may be the headline: what a page puts above it is rarely longer."""
_MARKDOWN = re.compile(r"(?:#{1,6} +)?")
# A full stop that ends no abbreviation.
_FULL_STOP = re.compile(r"[a-z]{3}\.[ ][A-Z]")
_QUESTION_OR_CALL = re.compile(r"[!?][ ][A-Z]")
_NAVIGATION = re.compile(r"[|>»›•·]|^(?:Skip to|Menu|Home|Search|Subscribe|Sign|Log)\b")

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{4,300}")
_SOURCE_LABEL = re.compile(
    r"(?:source|original(?: article)?|url|link|read more at)\s*:?\s*(?:at\s*)?$", re.I
)
_OUTLET = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?P<copyright>[^.|\n©]{2,60})"
    r"|Discover more from (?P<more>[^\n]{2,60})"
    r"|(?:originally|first) (?:published|appeared) (?:in|on|at|by) (?P<first>[A-Z][^.,\n]{2,50})"
    r"|All rights reserved,? (?P<rights>[A-Z][^.\n]{2,50})"
)


# What the pattern above cannot match without.
_OF_OUTLETS = ("©", "(c)", "Copyright", "Discover", " published ", " appeared ", "reserved")


@view
def identity(document: Document) -> tuple[Evidence, ...]:
    """Return everything that says who, when and where; for each field the strongest first.

    The input's metadata comes before the text. Of a dateline's agency see ``agency``.
    """
    given = document.metadata
    return (
        *from_metadata("headline", given.title),
        *_headline(document),
        *from_metadata("byline", given.byline),
        *bylines(document),
        *from_metadata("date", given.published),
        *published_dates(document),
        *_dateline(document),
        *from_metadata("outlet", given.site),
        *_outlet(document),
        *from_metadata("address", given.url),
        *_address(document),
    )


def evidence_of(document: Document, field: str) -> Evidence | None:
    """Return the strongest evidence for a field, if there is any."""
    return next((each for each in identity(document) if each.field == field), None)


def _headline(document: Document) -> Iterator[Evidence]:
    """A short line above the first paragraph, without Markdown's number signs."""
    text, spans = document.text, lines(document)
    longest = max((span.end - span.start for span in spans[:8]), default=0)
    for line in spans[:TOP_LINES]:
        span = Span(_MARKDOWN.match(text, line.start, line.end).end(), line.end)  # type: ignore[union-attr]
        size = span.end - span.start
        if size > LONGEST_HEADLINE and _ends_sentence(span.of(text)):
            return
        if 15 <= size <= LONGEST_HEADLINE and 2 * size <= longest and _is_heading(span.of(text)):
            if date_in(text, span) is not None:
                continue
            yield Evidence("headline", span.of(text).rstrip("."), "short line at the top", span)
            return


def _is_heading(line: str) -> bool:
    if _NAVIGATION.search(line):
        return False
    # A headline may ask and answer, but then ends without a mark.
    is_prose = (
        line.endswith((",", ";", ":"))
        or (line.endswith(".") and len(line.split()) >= FEWEST_WORDS_OF_SENTENCE)
        or _FULL_STOP.search(line) is not None
        or (_ends_sentence(line) and _QUESTION_OR_CALL.search(line) is not None)
    )
    is_credit = re.match(r"(?i:by|posted|published) ", line) is not None
    return len(line.split()) >= 3 and not is_prose and not is_credit


def _ends_sentence(line: str) -> bool:
    return line.rstrip("\"”’')").endswith((".", "!", "?", "…"))


def _dateline(document: Document) -> Iterator[Evidence]:
    for span in head_lines(document):
        if found := dateline_of(document.text, span):
            place = Span(found.start("place"), found.end("place"))
            yield Evidence("dateline", found.group("place"), "dateline", place)
            group = agency_of(found)
            agency = Span(found.start(group), found.end(group))
            yield Evidence("agency", found.group(group), "dateline", agency)
            return


def _outlet(document: Document) -> Iterator[Evidence]:
    """A site's name in a footer: weaker than a masthead, and said to be so."""
    last = lines(document)[-6:]
    end = document.text[last[0].start :] if last else ""
    if not any(word in end for word in _OF_OUTLETS):
        return
    for span in last:
        found = _OUTLET.search(document.text, span.start, span.end)
        if found is not None and found.lastgroup:
            place = Span(found.start(found.lastgroup), found.end(found.lastgroup))
            yield Evidence("outlet", found.group(found.lastgroup).strip(), "footer", place)


def _address(document: Document) -> Iterator[Evidence]:
    """An address in the text that is labelled as the article's own."""
    for span in (*lines(document)[:3], *lines(document)[-4:]):
        found = _ADDRESS.search(document.text, span.start, span.end)
        if found is not None and (
            found.start() == span.start
            or _SOURCE_LABEL.search(document.text, span.start, found.start())
        ):
            place = Span(found.start(), found.end())
            yield Evidence("address", found.group(), "labelled line", place)


def _annotate(document: Document) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(each.span, each.field, each.value, (("origin", each.origin),))
        for each in identity(document)
    )


IDENTITY = Annotator(
    name="identity",
    summary="headline, byline, date, dateline, outlet and address, with what each rests on",
    annotate=_annotate,
)
