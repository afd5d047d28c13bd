"""A weekday that its date did not fall on."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import DateMention, Document, Example, Hit, Rule, Source, Span, dates
from auditor_rules.contradiction.calendar import dateline, days_of

_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = """January February March April May June July August September October November
December""".split()


def _find(document: Document) -> Iterator[Hit]:
    first_said: dict[tuple[int | None, int | None, int], DateMention] = {}
    for mention in dates(document):
        if mention.weekday is None or mention.day is None:
            continue
        before = first_said.setdefault((mention.year, mention.month, mention.day), mention)
        days = days_of(mention, dateline(document))
        if days and all(day.weekday() != mention.weekday for day in days):
            day, right = days[0], _NAMES[days[0].weekday()]
            message = f"{day.day} {_MONTHS[day.month - 1]} {day.year} was a {right}"
            yield _hit(mention, f"{message}, not a {_NAMES[mention.weekday]}.", ())
        elif before.weekday is not None and before.weekday != mention.weekday:
            here, there = _NAMES[mention.weekday], _NAMES[before.weekday]
            message = f"The date is a {here} here and a {there} earlier on."
            yield _hit(mention, message, (before.span,))


def _hit(mention: DateMention, message: str, related: tuple[Span, ...]) -> Hit:
    return Hit(mention.span, message, related=related, kind="calendar", grade="conflict")


RULE = Rule(
    id="contradiction/weekday-date-mismatch",
    summary="A weekday that does not belong to its date.",
    severity="error",
    find=_find,
    what=(
        "Looks at dates that are given with their weekday, in some thirty spellings. Without a "
        "year the date may lie in the year of the dateline, the one before or the one "
        "after; only when the weekday fits none of them is it reported. Without a dateline only "
        "two weekdays for one date are."
    ),
    why="One of the two is wrong, so nobody knows on which day the thing happened or will happen.",
    known_problems=(
        "Dates before a country's change to the Gregorian calendar are judged by it all the same. "
        "A date without a year is let through when its weekday fits a neighbouring year by chance, "
        "about three times in seven."
    ),
    invalid=(
        Example("The fair opens on ⟦Saturday, October 10, 2025⟧."),
        Example("Vellmouth, 4 March 2025\nThe fair opened on ⟦Friday 28 February 2024⟧."),
        Example("It opens on ⟪Friday, 10 October⟫. On ⟦Saturday, October 10⟧ there is music."),
    ),
    valid=(
        Example("The fair opens on Friday, October 10, 2025."),
        Example("The fair opens on Saturday, October 10."),
        Example("On Friday 12 people came to the fair of 2025."),
    ),
    sources=(
        Source(
            "Richards, E. G. (2013), Calendars, in: Explanatory Supplement to the Astronomical "
            "Almanac, 3rd ed., chapter 15"
        ),
    ),
    languages=("en",),
    confidence=0.9,
    evidence=(
        "an estimate: 600 of 600 wrong weekdays put into news were found and none of 283 real"
        " dates, but the wrong ones are in our own forms"
    ),
)
