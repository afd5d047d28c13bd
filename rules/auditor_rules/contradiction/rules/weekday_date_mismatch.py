"""A weekday that its date did not fall on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditor import Document, Example, Hit, Rule, Source, Span
from auditor_rules.contradiction.calendar import date_or_none, dateline
from auditor_rules.contradiction.weekdays import FIRST_YEAR, WeekdayDate, weekday_dates

_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = """January February March April May June July August September October November
December""".split()


def _find(document: Document) -> Iterator[Hit]:
    first_said: dict[tuple[int | None, int, int], WeekdayDate] = {}
    for mention in weekday_dates(document):
        before = first_said.setdefault((mention.year, mention.month, mention.day), mention)
        days = _days_of(mention, dateline(document))
        if days and all(day.weekday() != mention.weekday for day in days):
            day, right = days[0], _NAMES[days[0].weekday()]
            message = f"{day.day} {_MONTHS[day.month - 1]} {day.year} was a {right}"
            yield _hit(mention, f"{message}, not a {_NAMES[mention.weekday]}.", ())
        elif before.weekday != mention.weekday and not mention.other_reading:
            here, there = _NAMES[mention.weekday], _NAMES[before.weekday]
            message = f"The date is a {here} here and a {there} earlier on."
            yield _hit(mention, message, (before.span,))


def _days_of(mention: WeekdayDate, written: date | None) -> list[date]:
    """Return the days that a mention can mean, the likeliest first.

    Without a year those are the nearest three to the dateline; without a dateline none.
    """
    if mention.year is not None:
        return mention.days() if mention.year >= FIRST_YEAR else []
    if written is None:
        return []
    years = (written.year, written.year - 1, written.year + 1)
    known = [date_or_none(year, mention.month, mention.day) for year in years]
    found = [day for day in known if day is not None]
    return sorted(found, key=lambda day: abs((day - written).days))


def _hit(mention: WeekdayDate, message: str, related: tuple[Span, ...]) -> Hit:
    return Hit(mention.span, message, related=related, kind="calendar", grade="conflict")


RULE = Rule(
    id="contradiction/weekday-date-mismatch",
    summary="A weekday that does not belong to its date.",
    severity="error",
    find=_find,
    what=(
        "Looks at dates that are given with their weekday, in English, Spanish, French, German, "
        "Portuguese and Italian and in all usual forms (21/Apr/2014, 2014-04-21, 23. Aug. 2014). "
        "Where day and month can be read both ways (3/4/2024) both are tried. Without a "
        "year the date may lie in the year of the dateline, the one before or the one "
        "after; only when the weekday fits none of them is it reported. Without a dateline only "
        "two weekdays for one date are."
    ),
    why="One of the two is wrong, so nobody knows on which day the thing happened or will happen.",
    known_problems=(
        "Dates before a country's change to the Gregorian calendar are judged by it from 1800 on. "
        "A date without a year is let through when its weekday fits a neighbouring year by chance, "
        "about three times in seven. Years before 1800 are left alone."
    ),
    invalid=(
        Example("The fair opens on ⟦Saturday, October 10, 2025⟧."),
        Example("Vellmouth, 4 March 2025\nThe fair opened on ⟦Friday 28 February 2024⟧."),
        Example("The tool of ⟦Wed 21/Apr/2014⟧ was the last."),
        Example("It was made on ⟦2014/04/21 (Tue)⟧ and sold since."),
        Example("Das Fest ist am ⟦Sonntag, den 9. Aug. 2014⟧, im Rathaus."),
        Example("La feria se abre el ⟦lunes 12 de marzo de 2019⟧ en la plaza."),
        Example("Le salon ouvre le ⟦jeudi 1er janvier 2014⟧ dans la halle."),
        Example("A feira abre na ⟦quarta-feira, 12 de março de 2019⟧."),
        Example("La fiera apre ⟦giovedì 12 marzo 2019⟧ nella piazza."),
        Example("It opens on ⟪Friday, 10 October⟫. On ⟦Saturday, October 10⟧ there is music."),
    ),
    valid=(
        Example("The fair opens on Friday, October 10, 2025."),
        Example("The fair opens on Saturday, October 10."),
        Example("On Friday 12 people came to the fair of 2025."),
        Example("The fair is on Friday and Saturday, October 10 and 11, 2025."),
        Example("The fair opens on Tuesday 4/3/2025 and closes on Thursday 3/4/2025."),
        Example("Die Feier war am Freitag, den 10. Oktober 2025, in der Halle."),
        Example("Se celebra el viernes 10 de octubre de 2025 en la plaza."),
    ),
    sources=(
        Source(
            "Richards, E. G. (2013), Calendars, in: Explanatory Supplement to the Astronomical "
            "Almanac, 3rd ed., chapter 15"
        ),
    ),
    languages=(),
    confidence=0.83,
    recommends="review",
    evidence=(
        "19 of 19 hits on 23,215 untouched pages, news items and releases were slips, read by one "
        "person (lower 95 % bound .83), once the kinds of six false ones seen there (a time of day "
        "for a year, a date in prose for the day of writing) were mended; 600 of 600 wrong "
        "weekdays put into news were found"
    ),
)
