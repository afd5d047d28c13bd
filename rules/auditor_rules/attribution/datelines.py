"""The article's date, found in the text alone, and the stamps that are not the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Span, lines
from auditor_rules.attribution.bylines import dateline_of
from auditor_rules.attribution.evidence import FIRST_LINES, Evidence, head_lines

LAST_LINES = 4
LONGEST_LINE = 120

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|"
    r"NOV|DEC|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|Januar|Februar|März|Juni|Juli|Oktober|Dezember|janeiro|fevereiro|março|maio|junho|"
    r"julho|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|"
    r"settembre|ottobre|dicembre)[a-zA-Z]{0,6}\.?"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de |of )?{_MONTH},? (?:de |of )?(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d)\b"
)
_DATED_START = re.compile(
    rf"[A-Z][\w.'’ ,-]{{1,60}}?(?:,|[ ]?[-–—/(])(?: [A-Z][a-z]{{2,9}},)? (?P<date>{_DATE.pattern})"
    rf"\.?\s*(?:[—–-]|--|[/)]) "
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}T)?", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:published|posted|updated|modified|date|released?|publicado|publié|veröffentlicht|"
    r"stand)\b",
    re.IGNORECASE,
)


def published_dates(document: Document) -> Iterator[Evidence]:
    """Yield what may be the article's own date: a line in the head or foot, or the dateline."""
    text, spans = document.text, lines(document)
    for number, span in enumerate((*head_lines(document), *spans[FIRST_LINES:][-LAST_LINES:])):
        if number == 0 and is_page_stamp(text, span):
            continue
        if dateline := dateline_of(text, span):
            if dateline.group("date"):
                place = Span(dateline.start("date"), dateline.end("date"))
                yield Evidence("date", dateline.group("date"), "dateline", place)
        elif found := _DATED_START.match(text, span.start, span.end):
            place = Span(found.start("date"), found.end("date"))
            yield Evidence("date", found.group("date"), "dateline", place)
        elif found := date_in(text, span):
            place = Span(found.start(), found.end())
            yield Evidence("date", found.group(), "line that is a date", place)


def is_page_stamp(text: str, line: Span) -> bool:
    """Tell whether a line before everything else is the clock of the page: day, date and time.

    Such a stamp says when the page was fetched; an article's own date stands by its headline or
    says "published".
    """
    return (
        _WEEKDAY.match(text, line.start, line.end) is not None
        and _CLOCK.search(text, line.start, line.end) is not None
        and _LABEL.search(text, line.start, line.end) is None
    )


_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
FEWEST_LOWER_WORDS = 4


def _is_sentence(text: str, line: Span, found: re.Match[str]) -> bool:
    """Tell whether the date stands in a sentence of the story and is not the line's own."""
    if text[line.end - 1] not in ".!?":
        return False
    words = len(_LOWER_WORD.findall(text, line.start, found.start())) + len(
        _LOWER_WORD.findall(text, found.end(), line.end)
    )
    return words >= FEWEST_LOWER_WORDS


def date_in(text: str, line: Span) -> re.Match[str] | None:
    """The date of a line that says little else."""
    if line.end - line.start > LONGEST_LINE:
        return None
    found = _DATE.search(text, line.start, line.end)
    if found is None:
        return None
    rest = len(line.of(text)) - len(found.group())
    is_labelled = _LABEL.search(text, line.start, found.start()) is not None
    is_byline = text[line.start : line.start + 3].lower() == "by "
    if _is_sentence(text, line, found):
        return None
    return found if rest <= 30 or (rest <= 90 and (is_labelled or is_byline)) else None
