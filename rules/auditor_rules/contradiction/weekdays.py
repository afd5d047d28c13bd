"""Dates that are given with their weekday, in six languages and the usual forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from auditor import Document, Span, folded, view
from auditor_rules.contradiction.calendar import date_or_none

FIRST_YEAR = 1800
"""Earlier weekdays may be of the Julian calendar."""

# Monday first; each with its short forms. A language's own words are told by their letters: only
# the short forms of several languages coincide, and those mean the same day.
_DAYS = (
    "monday mon lunes lun lundi montag mo segunda-feira segunda lunedì lunedi",
    "tuesday tues tue martes mar mardi dienstag di terça-feira terça martedì martedi",
    "wednesday wednes wed miércoles miercoles mié mercredi mer mittwoch mi quarta-feira quarta"
    " mercoledì mercoledi",
    "thursday thurs thur thu jueves jue jeudi jeu donnerstag do quinta-feira quinta giovedì"
    " giovedi gio",
    "friday fri viernes vie vendredi ven freitag fr sexta-feira sexta venerdì venerdi",
    "saturday sat sábado sabado sáb samedi sam samstag sonnabend sa sabato sab",
    "sunday sun domingo dom dimanche dim sonntag so domenica",
)
_MONTHS = (
    "january jan enero ene janvier janv januar jänner janeiro gennaio gen",
    "february feb febrero février fevrier févr fév februar fevereiro fev febbraio febb",
    "march mar marzo mars märz maerz mrz março marco",
    "april apr abril abr avril avr aprile",
    "may mayo mai maio mag maggio",
    "june jun junio juin juni junho giugno giu",
    "july jul julio juillet juil juli julho luglio lug",
    "august aug agosto ago août aout",
    "september sept sep septiembre septembre setiembre setembro set settembre sett",
    "october oct octubre octobre oktober okt outubro out ottobre ott",
    "november nov noviembre novembre novembro",
    "december dec diciembre dic décembre decembre déc dezember dez dezembro dicembre",
)


@cache
def _numbered(groups: tuple[str, ...]) -> dict[str, int]:
    return {word: index for index, words in enumerate(groups) for word in words.split()}


def _any_of(groups: tuple[str, ...]) -> str:
    return "|".join(sorted(_numbered(groups), key=lambda word: (-len(word), word)))


_DAY_NAME = rf"(?:{_any_of(_DAYS)})"
_MONTH_NAME = rf"(?:{_any_of(_MONTHS)})\b"
_YEAR = (
    r"(?:1[89]|20)\d\d"  # and no time of day: "Tuesday 1 March, 1945 GMT"
    r"(?![\d,.]\d|\w| (?:gmt|bst|utc|cet|est|edt|eat|hours|hrs|local|uhr|h\b))"
)
_OF = r"(?: of| de| do| del| di)?"
_DATE = (
    r"(?:"
    rf"(?P<ymd>(?:1[89]|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)(?![\d\w])"
    r"|(?P<numeric>[0-3]?\d[-/.] ?[0-3]?\d[-/.] ?(?:1[89]|20)\d\d)(?![\d\w])"
    r"|(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|ª|\.)?(?P<range> ?[-–—/] ?[0-3]?\d\b\.?)?"
    rf"{_OF}[ /.-]{{1,2}}(?P<month>{_MONTH_NAME})"
    rf"(?:\.?(?: de| del| do|,)?[ /-](?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH_NAME})\.? (?:the )?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|[.,]\d|\w)"
    rf"(?P<range2> ?[-–—/&] ?[0-3]?\d\b)?(?:,? (?P<year2>{_YEAR}))?"
    r")"
)
_BEFORE = re.compile(
    rf"\b(?P<name>{_DAY_NAME})(?!\w)\.?(?:,| \(| ?[-–|])? ?"
    rf"(?:(?:the|den|dem|der|el|le|il|dia|día|am|on) )?{_DATE}"
)
_BEHIND = re.compile(
    rf"(?<![\w/.-]){_DATE}(?: ?\(|, (?:a |un |una |ein |einem )?)(?P<name>{_DAY_NAME})"
    r"(?:\.?\)|(?=[,.;]|$))",
    re.MULTILINE,
)
# A short form of two letters is a word of German, English or Spanish unless a date follows it at
# once, behind a full stop or a comma.
_TWO_LETTERS = re.compile(r"(?:mo|di|mi|do|fr|sa|so)(?:\.,?|,) ?\d")
_MORE_DAYS = re.compile(
    rf"(?:{_DAY_NAME})s?\.? ?(?:,|/|&|-|–|—|and|to|or|through|thru|y|e|et|und|bis|al|au|a|o|ou|oder"
    r"|[0-3]?\d(?:st|nd|rd|th)?,? ?(?:and|&|-|–|to))+ ?(?:on )?\Z"
)


class WeekdayDate(NamedTuple):
    """A date with its weekday, as the text has them."""

    span: Span
    weekday: int
    """0 = Monday."""
    year: int | None
    month: int
    day: int
    other_reading: tuple[int, int] | None = None
    """Month and day the other way round where both are possible: 3/4/2024."""

    def days(self) -> list[date]:
        """Return the days that it can mean where its year is given."""
        readings = [(self.month, self.day), *([self.other_reading] if self.other_reading else [])]
        known = [date_or_none(self.year, *each) for each in readings if self.year is not None]
        return [day for day in known if day is not None]


@view
def weekday_dates(document: Document) -> tuple[WeekdayDate, ...]:
    """The dates that stand with a weekday, in order."""
    low = folded(document)
    found = [*_matches(low, _BEFORE), *_matches(low, _BEHIND)]
    found.sort()
    kept: list[WeekdayDate] = []
    for each in found:
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return tuple(kept)


def _matches(low: str, pattern: re.Pattern[str]) -> Iterator[WeekdayDate]:
    for match in pattern.finditer(low):
        read = _read(low, match)
        if read is not None:
            yield read


def _read(low: str, match: re.Match[str]) -> WeekdayDate | None:
    name = match["name"]
    at = match.start("name")
    if len(name) == 2 and not _TWO_LETTERS.match(low, at):
        return None
    if len(name) == 3 and low[at + 3 : at + 6].strip() in ("-", "–", "|"):
        return None  # "the DOM - 2020-08-21"
    if _MORE_DAYS.search(low, max(0, at - 30), at):
        return None  # "Friday and Saturday, May 2 and 3"
    span, weekday = Span(*match.span()), _numbered(_DAYS)[name]
    if match["ymd"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["ymd"]))
        return WeekdayDate(span, weekday, year, month, day) if _may_be(month, day) else None
    if match["numeric"]:
        return _numeric(span, weekday, match["numeric"])
    month_name = match["month"] or match["month2"]
    written = match["year"] or match["year2"]
    month, day = _numbered(_MONTHS)[month_name] + 1, int(match["day"] or match["day2"])
    if not _may_be(month, day):
        return None
    return WeekdayDate(span, weekday, int(written) if written else None, month, day)


def _numeric(span: Span, weekday: int, written: str) -> WeekdayDate | None:
    first, second, year = (int(part) for part in re.split(r"[-/.] ?", written))
    if not _may_be(second, first):
        first, second = second, first
        return WeekdayDate(span, weekday, year, second, first) if _may_be(second, first) else None
    other = (first, second) if _may_be(first, second) and first != second else None
    return WeekdayDate(span, weekday, year, second, first, other)


def _may_be(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31
