"""A date that "yesterday", "last month" or "next year" beside it does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from auditor import DateMention, Document, Example, Hit, Metadata, Provided, Rule, dates
from auditor_rules.contradiction.calendar import dateline, days_of

# Only a date that a comma or a bracket ties to the word: "today in 1936" tells of an anniversary.
_WORD = re.compile(
    r"\b(yesterday|today|tomorrow|(?:last|this|next) (?:month|year))(?: \(|, )(?:in |on )?\Z",
    re.IGNORECASE,
)
_REACH = 25
_STEPS = {"yesterday": -1, "today": 0, "tomorrow": 1, "last": -1, "this": 0, "next": 1}
DAYS_LET_THROUGH, MONTHS_LET_THROUGH = 2, 1
"""So much more or less is no fault: time zones, and texts that are kept for some days."""


def _find(document: Document) -> Iterator[Hit]:
    written = dateline(document)
    if written is None:
        return
    for mention in dates(document):
        if mention.month is None and mention.year is None:
            continue
        start = mention.span.start
        match = _WORD.search(document.text, max(0, start - _REACH), start)
        if match is not None and _is_off(match[1].lower(), mention, written):
            yield Hit(
                mention.span,
                f"“{match[1]}” and “{mention.span.of(document.text)}” do not go together in a text "
                f"of {written}.",
                kind="calendar",
                grade="possible",
            )


def _is_off(said: str, mention: DateMention, written: date) -> bool:
    first, _, unit = said.partition(" ")
    step = _STEPS[first]
    if not unit:
        days = days_of(mention, written) if mention.day else []
        return bool(days) and abs((days[0] - written).days - step) > DAYS_LET_THROUGH
    if unit == "month":
        return (
            mention.month is not None and _months_off(mention, written, step) > MONTHS_LET_THROUGH
        )
    years_let_through = 1 if written.month in (1, 12) else 0
    return mention.year is not None and abs(mention.year - written.year - step) > years_let_through


def _months_off(mention: DateMention, written: date, step: int) -> int:
    """Return how many months lie between what is said and what is meant, either way."""
    apart = (mention.month or 0) - written.month - step
    if mention.year is not None:
        return abs(apart + 12 * (mention.year - written.year))
    return min(apart % 12, -apart % 12)


_MARCH = Metadata(published=Provided("2024-03-13", "meta"))
RULE = Rule(
    id="contradiction/relative-date-mismatch",
    summary="“Yesterday”, “last month” or “next year” beside a date that is not.",
    severity="note",
    find=_find,
    what=(
        "Where the day of writing is known (metadata, or a full date at the head), checks dates "
        "that a comma or a bracket ties to yesterday, today, tomorrow, last, this or next month "
        "or year. Two days or one month more or less are let through, and a year around New Year."
    ),
    why="The date is wrong, or the text is older than it says: recycled news looks like this.",
    known_problems=(
        "A republished article with a new date at its head is judged by the new one, and a full "
        "date at the head that is not the dateline is taken for it. Fiscal years."
    ),
    invalid=(
        Example("The bridge fell yesterday, ⟦2 February⟧, in the rain.", metadata=_MARCH),
        Example("It rained more last month (⟦August 2023⟧) than ever.", metadata=_MARCH),
        Example("Tarrow, 9 October 2024. Fewer came last year (⟦2021⟧)."),
    ),
    valid=(
        Example("The bridge fell yesterday, 12 March, in the rain.", metadata=_MARCH),
        Example("The bridge will open tomorrow (March 15).", metadata=_MARCH),
        Example("It rained more last month (February 2024) than ever.", metadata=_MARCH),
        Example("Today in 1936 a runner won in Tarrow.", metadata=_MARCH),
        Example("The bridge fell yesterday, 2 February, in the rain."),
    ),
    languages=("en",),
    confidence=0.1,
    evidence=(
        "one hit on 23,215 untouched pages, news items and releases, a text kept for ten days and "
        "no slip: a note"
    ),
    is_silent_in_quotations=True,
)
