"""Dates and times as people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.document import Span
from auditor.text.units import COUNT_NOUNS


class DateMention(NamedTuple):
    """A date in the text, as far as it is given: a bare weekday or year is one too."""

    span: Span
    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None
    """0 = Monday, as in `datetime`."""
    has_time: bool = False
    last_day: int | None = None
    """The last day of a range within one month: "22 to 24 October"."""


_MONTHS = """january february march april may june july august september october november
december""".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
WEEKDAY_NUMBERS = {name[:3]: number for number, name in enumerate(_DAYS)}


def _spellings(names: list[str], short: dict[str, str]) -> str:
    """Return an alternation of the names in title case and capitals, with their abbreviations."""
    forms = [name.title() for name in names] + [name.upper() for name in names]
    abbreviated = [form + r"\b\.?" for name in names for form in short[name].split()]
    return "|".join([form + r"\b" for form in forms] + abbreviated)


_SHORT_MONTHS = {name: f"{name[:3].title()} {name[:3].upper()}" for name in _MONTHS} | {
    "may": "May",
    "september": "Sept SEPT Sep SEP",
}
_SHORT_DAYS = {name: name[:3].title() for name in _DAYS} | {
    "tuesday": "Tues Tue",
    "wednesday": "Wednes Wed",
    "thursday": "Thurs Thur Thu",
}
_MONTH = _spellings(_MONTHS, _SHORT_MONTHS)
_WEEKDAY = _spellings(_DAYS, _SHORT_DAYS)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DASH = r"(?:[ ]?[-–—][ ]?|[ ](?:to|and|through|until)[ ])"
_COUNTS_ON = r"[ ]?[%$£€]|[ ](?:per|million|billion|thousand|point|degree|people)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d,.]\d|\w|[ ](?:GMT|BST|UTC|CET|EST|EDT|EAT|hours|hrs|local))"
_DATE = re.compile(
    rf"(?P<day>{_DAY})(?:{_DASH}(?P<last>{_DAY}))?(?:[ ]of)?[ -](?P<month>{_MONTH})"
    rf"(?:[, -]{{1,2}}(?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})[ ](?:the[ ])?(?P<day2>{_DAY})(?![\d:,]\d|[.]\d|{_COUNTS_ON}|\w)"
    rf"(?:{_DASH}(?P<last2>{_DAY})(?![\d:,]\d|{_COUNTS_ON}|\w))?(?:,?[ ](?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH})(?:,?[ ](?:of[ ])?(?P<year3>{_YEAR}))?"
    rf"|(?P<iso>(?:19|20)\d\d[-/](?:0[1-9]|1[0-2])[-/][0-3]\d(?!\d))(?P<clock>T\d\d:\d\d)?"
    rf"|(?P<slash>\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d(?!\d))"
    rf"|(?P<year4>{_YEAR})"
)
_DAY_OF_WEEK = re.compile(_WEEKDAY)
_JOINT = re.compile(r",?[ ](?:the[ ])?")
# All that a date can begin with, so that the long pattern is tried in few places. It opens with a
# class of characters because `re` then skips to the next of them in C, six times as fast.
_START = re.compile(
    r"[0-9ADFJMNOSTW](?<!\w.)(?:"
    r"an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|on|ue|ed|hu|ri|at|"
    r"AN|EB|AR|PR|AY|UN|UL|UG|EP|CT|OV|EC|ON|UE|ED|HU|RI|AT|"
    rf"(?<=\d)\d?(?:(?:st|nd|rd|th)?(?:{_DASH}{_DAY})?(?:[ ]of)?[ -](?=[JFMASOND])"
    r"|[/.]\d{1,2}[/.](?=\d{4}))|(?<=[12])\d{3}(?!\d))"
)
_TIME = re.compile(
    r"(?:,?[ ](?:at[ ]|[-–—|][ ])?|,[ ]?)(?:[01]?\d|2[0-3])"
    r"(?:[:.][0-5]\d(?:[ ]?[AaPp]\.?[Mm]\b\.?)?|[ ]?[AaPp]\.?[Mm]\b\.?)(?!\d)"
)
_WEEKDAY_AFTER = re.compile(rf"[ ]?(?:\(|,[ ](?:a[ ])?)(?P<weekday>{_WEEKDAY})(?=[),.;]|$)\)?")
_BARE_MONTH_CUE = frozenset(
    """in of since last next this early late mid until till by from during before after through
    between to and each every""".split()
)
_YEAR_CUE = frozenset(
    """in since of by until till from early late mid during before after between to and the
    around circa fiscal year years season spring summer autumn fall winter than through
    class vintage ago back year's election olympics cup""".split()
)
# "2000 people" is no year.
_COUNTED = re.compile(rf"[ ](?:{'|'.join(sorted(COUNT_NOUNS))})\b|[ ]?%|[ ]per[ ]?cent")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:'s)?)[ -]\Z")


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return the dates in order, none overlapping another; impossible ones too (31 April).

    A bare weekday, month or year is listed only where the words around it say that it is one.
    """
    mentions: list[DateMention] = []
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end:
            mention = _mention_at(text, start.start())
            if mention is not None:
                mentions.append(mention)
                end = mention.span.end
    return tuple(mentions)


def _mention_at(text: str, start: int) -> DateMention | None:
    if text[start - 1 : start] in ("-", "/", "."):
        return None
    weekday = _DAY_OF_WEEK.match(text, start)
    mention = _after_weekday(text, weekday) if weekday else _dated(text, start)
    if mention is None or text[mention.span.end : mention.span.end + 1].isalnum():
        return None
    return _with_time(text, _with_weekday_after(text, mention))


def _after_weekday(text: str, match: re.Match[str]) -> DateMention:
    """Read "Wednesday", or the whole of "Wednesday, October 9, 2024"."""
    weekday = WEEKDAY_NUMBERS[match.group()[:3].lower()]
    joint = _JOINT.match(text, match.end())
    mention = _dated(text, joint.end()) if joint else None
    if mention is None or mention.day is None:
        return DateMention(Span(*match.span()), None, None, None, weekday)
    return mention._replace(span=Span(match.start(), mention.span.end), weekday=weekday)


def _dated(text: str, start: int) -> DateMention | None:
    match = _DATE.match(text, start)
    if match is None:
        return None
    mention = _from_match(match)
    return mention if _is_plausible(text, match, mention) else None


def _from_match(match: re.Match[str]) -> DateMention:
    span = Span(*match.span())
    if match["iso"]:
        iso = [int(part) for part in re.split("[-/]", match["iso"])]
        return DateMention(span, iso[0], iso[1], iso[2], None, bool(match["clock"]))
    if match["slash"]:
        return _from_slashes(span, match["slash"])
    month_name = match["month"] or match["month2"] or match["month3"]
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    return DateMention(
        span,
        int(year) if year else None,
        MONTH_NUMBERS[month_name[:3].lower()] if month_name else None,
        _number(match["day"] or match["day2"]),
        last_day=_number(match["last"] or match["last2"]),
    )


def _number(day: str | None) -> int | None:
    return int(day.rstrip("stndrh")) if day else None


def _from_slashes(span: Span, written: str) -> DateMention:
    """Read 31/12/2024 or 12/31/2024; where both orders are possible, only the year is certain."""
    first, second, year = (int(part) for part in re.split("[/.]", written))
    if second <= 12 < first:
        return DateMention(span, year, second, first)
    if first <= 12 < second:
        return DateMention(span, year, first, second)
    return DateMention(span, year, None, None)


def _is_plausible(text: str, match: re.Match[str], mention: DateMention) -> bool:
    """Tell a bare month or year from a verb, a name or a number."""
    if mention.day is not None:
        return 0 < mention.day < 40
    if match["iso"] or match["slash"] or (mention.month and mention.year):
        return True
    before = text[max(0, match.start() - 16) : match.start()]
    cue = _LAST_WORD.search(before)
    word = cue.group(1).lower() if cue else ""
    if mention.month is not None:
        return word in _BARE_MONTH_CUE
    if _COUNTED.match(text, match.end()):
        return False
    after = text[match.end() : match.end() + 1]
    return word in _YEAR_CUE or (before[-1:] == "(" and after in ",)-–") or word in _MONTHS


def _with_weekday_after(text: str, mention: DateMention) -> DateMention:
    if mention.weekday is not None or mention.day is None:
        return mention
    match = _WEEKDAY_AFTER.match(text, mention.span.end)
    if match is None:
        return mention
    weekday = WEEKDAY_NUMBERS[match["weekday"][:3].lower()]
    return mention._replace(span=Span(mention.span.start, match.end()), weekday=weekday)


def _with_time(text: str, mention: DateMention) -> DateMention:
    match = _TIME.match(text, mention.span.end)
    if match is None:
        return mention
    return mention._replace(span=Span(mention.span.start, match.end()), has_time=True)
