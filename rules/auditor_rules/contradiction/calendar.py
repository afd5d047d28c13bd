"""What the calendar says about a document's dates."""

from __future__ import annotations

import re
from datetime import date

from auditor import DateMention, Document, dates, view

_PUBLISHED = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
OPENING = 600
"""Characters from the start in which a full date is taken for the dateline."""
MAX_LINES_ABOVE = 5
LONGEST_HEAD = 60
"""Characters that may stand before it on its line: places, an author, "published"."""
_PROSE = re.compile(
    r"(?<!\w)(?!(?:published|updated|posted|written|filed|last|first|date|dated|by|and)\b)[a-z]{2,}"
    r"|(?<!\w)(?:On|In|At|Since|By|Until|From|Between|When|Before|After|Today|Tomorrow|Yesterday|Born|Due)\b"
)
_STAMP = re.compile(r"(?:published|updated|posted|filed|dated)\b[^.;]{0,20}\Z", re.IGNORECASE)


@view
def dateline(document: Document) -> date | None:
    """The day the document was written on: its metadata's, or the first full date at its head."""
    published = document.metadata.published
    match = _PUBLISHED.search(published.value) if published else None
    if match:
        return date_or_none(int(match[1]), int(match[2]), int(match[3]))
    for mention in dates(document):
        if mention.span.start > OPENING:
            break
        if mention.year and mention.month and mention.day and _heads_its_line(document, mention):
            return date_or_none(mention.year, mention.month, mention.day)
    return None


def _heads_its_line(document: Document, mention: DateMention) -> bool:
    """Tell "Tarrow, 9 October 2024" from "the lawyer was born on 3 June 1993"."""
    text, start = document.text, mention.span.start
    if text.count("\n", 0, start) > MAX_LINES_ABOVE:
        return False
    head = text[text.rfind("\n", 0, start) + 1 : start]
    return len(head) <= LONGEST_HEAD and (not _PROSE.search(head) or bool(_STAMP.search(head)))


def date_or_none(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar; ``None`` for one that it does not have."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(mention: DateMention, written: date | None) -> list[date]:
    """Return the days that a mention with a month and a day can mean, the likeliest first.

    Without a year those are the nearest three to the dateline; without a dateline none.
    """
    if mention.month is None or mention.day is None:
        return []
    if mention.year is not None:
        years = [mention.year]
    elif written is not None:
        years = [written.year, written.year - 1, written.year + 1]
    else:
        return []
    found = [date_or_none(year, mention.month, mention.day) for year in years]
    known = [day for day in found if day is not None]
    return sorted(known, key=lambda day: abs((day - written).days)) if written else known


def days_in_month(month: int, year: int | None) -> int:
    """Return how many days a month can have; February has 29 where the year is not given."""
    if month == 2:
        is_leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if is_leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
