"""Marks, dates and numbers as another language writes them: "2,5 percent", "¿What", "1: 1"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view
from auditor_rules.machine_translation.traces import (
    FAIR,
    SURE,
    WEAK,
    Languages,
    Trace,
    hits_of,
    without_overlaps,
)

_SAID = (
    "said|says|added|adds|explained|explains|told|continued|concluded|asked|wrote|noted|stressed|"
    "admitted|confirmed|recalled|replied|answered"
)
_UNITS = (
    r"(?:percent|per cent|%|million|billion|thousand|euros?|dollars?|rubles?|lira|zlotys?|crowns|"
    r"reais|pesos|kilomet(?:er|re)s?|km|met(?:er|re)s?|centimet(?:er|re)s?|degrees|points|seconds|"
    r"kilograms?|kg|tons|tonnes|hectares|litres?|liters?|hours|minutes|€|°)"
)
_COUNTED = (
    r"(?:euros?|dollars?|rubles?|lira|zlotys?|crowns|reais|pesos|people|persons|inhabitants|"
    r"residents|spectators|fans|visitors|tourists|cases|deaths|infections|patients|soldiers|jobs|"
    r"workers|employees|voters|votes|students|children|families|households|vehicles|cars|homes|"
    r"houses|hectares|tons|tonnes|kilomet(?:er|re)s|km|met(?:er|re)s|square|cubic|copies|followers|"
    r"users|subscribers|signatures|tickets|companies|animals|trees|units|pieces|beds|doses|tests)\b"
)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_EUROPE: Languages = ("es", "fr", "de", "it", "pt", "ru", "pl", "cs", "tr", "id", "nl")
_FAR_EAST: Languages = ("zh", "ja", "ko")


class _Mark(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    wording: str
    languages: Languages
    weight: float
    usual: Callable[[re.Match[str]], str] | None = None
    holds: Callable[[re.Match[str]], bool] | None = None
    """What must hold of the text before it."""
    fewest: int = 1
    """How many must stand in the text: once may be anybody's slip."""
    is_shown: bool = True
    needs: tuple[str, ...] = ()
    """One of these must stand in the text: looked for first, because that is quick."""


_BEFORE_A_VERSE = frozenset(
    "section sections chapter chapters verse verses part parts step steps lesson figure table rule "
    "tip ratio article psalm psalms romans genesis exodus acts hebrews page line lines "
    "rating".split()
)


def _is_no_verse(match: re.Match[str]) -> bool:
    """Tell whether a lower-case word that numbers nothing stands before."""
    word = match.string[max(0, match.start() - 20) : match.start()].split()[-1:]
    return bool(word) and not word[0][0].isupper() and word[0].lower() not in _BEFORE_A_VERSE


def _is_after_at(match: re.Match[str]) -> bool:
    """Tell whether a preposition of time stands before: "24h" alone is a length."""
    before = match.string[max(0, match.start() - 8) : match.start()]
    return before.endswith(("at ", "around ", "about ", "from ", "until "))


def _is_speech_open(match: re.Match[str]) -> bool:
    """Tell whether the mark before, in the same paragraph, opens a quotation."""
    paragraph = match.string[max(0, match.start() - 2000) : match.start()].rpartition("\n")[2]
    return paragraph.rfind("“") > paragraph.rfind("”")


def _with(old: str, new: str) -> Callable[[re.Match[str]], str]:
    return lambda match: match.group().replace(old, new)


_MARKS = (
    _Mark(
        "decimal-comma",
        re.compile(rf"\d(?<![\d.,].)\d{{0,2}},\d{{1,2}}(?= ?{_UNITS}(?:[\s.,;)]|$))"),
        "a decimal comma",
        _EUROPE,
        SURE,
        _with(",", "."),
    ),
    _Mark(
        "thousands-dot",
        re.compile(rf"(?<![\d.,])\d{{1,3}}(?:\.000){{1,3}}(?= {_COUNTED})"),
        "thousands parted by a full stop",
        ("es", "de", "it", "pt", "id", "nl", "tr"),
        SURE,
        _with(".", ","),
        needs=(".000",),
    ),
    _Mark(
        "thousands-space",
        re.compile(rf"\d(?<![\d.,].)(?<!\d .)\d{{0,2}}(?: \d{{3}}){{1,3}}(?= {_COUNTED})"),
        "thousands parted by a space",
        ("ru", "fr", "pl", "cs"),
        WEAK,
        _with(" ", ","),
    ),
    _Mark(
        "split-score",
        re.compile(r"(?<=[a-z,;(–-] )\d{1,2}: \d{1,2}(?=[ ,.;)](?! ?[A-Z(]))"),
        "a score or an hour with a space after its colon",
        ("ru", "de", "tr", "zh"),
        FAIR,
        _with(": ", ":"),
        _is_no_verse,
        needs=(": ",),
    ),
    _Mark(
        "inverted-mark",
        re.compile(
            r"(?<![^\s“\"(])[¿¡](?=(?:[A-Z]?[a-z’']+ ){0,3}(?:the|is|are|do|does|did|what|how"
            r"|who|why|where|when|"
            r"will|can|you|I|we|they|he|she|it|what's|of|to|a)\b)",
            re.IGNORECASE,
        ),
        "an inverted mark",
        ("es",),
        SURE,
        lambda match: "",
        needs=("¿", "¡"),
    ),
    _Mark(
        "reversed-quotation-mark",
        re.compile(rf"[,.!?] “(?= ?(?:(?:he|she|they|it) )?(?:{_SAID})\b)"),
        "a closing quotation mark set as an opening one",
        ("id", "tr", "es"),
        SURE,
        lambda match: match.group()[0] + "”",
        _is_speech_open,
    ),
    _Mark(
        "opening-mark-at-end",
        re.compile(r"(?<=[\w.!?…%]) ?“(?=[.,;](?:\s|$))"),
        "a closing quotation mark set as an opening one",
        ("it", "id", "tr"),
        FAIR,
        lambda match: "”",
        needs=("“.", "“,", "“;"),
    ),
    _Mark(
        "space-before-quotation-mark",
        re.compile(r"(?<=[a-z]) ”(?=[.,])"),
        "a space before the closing quotation mark",
        ("it", "fr"),
        FAIR,
        lambda match: "”",
        needs=(" ”.", " ”,"),
    ),
    _Mark(
        "reversed-quotation-marks",
        re.compile(r"(?<![\w”“])”(?=[A-Za-z])[^“”\n]{2,400}(?<=[\w.,!?])“(?=[\s.,;:]|$)"),
        "quotation marks turned round",
        (),
        SURE,
        lambda match: "“" + match.group()[1:-1] + "”",
        needs=("”",),
    ),
    _Mark(
        "low-quotation-mark",
        re.compile(r"„(?=\w)"),
        "a low opening quotation mark",
        ("de", "pl", "cs"),
        FAIR,
        lambda match: "“",
        needs=("„",),
    ),
    _Mark(
        "angle-quotation-marks",
        re.compile(r"«\s?(?!Prev|Back|Older|Newer|Home)(?=[A-Za-z0-9])[^«»|\n]{1,300}»"),
        "angled quotation marks",
        ("ru", "fr", "es"),
        FAIR,
        lambda match: "“" + match.group()[1:-1].strip() + "”",
        needs=("«",),
    ),
    _Mark(
        "space-before-mark",
        re.compile(r"(?<=[a-z]{2})[\u00a0\u202f][!?:;](?=\s+[A-Z“\"a-z]|$)", re.MULTILINE),
        "a space before the mark",
        ("fr",),
        FAIR,
        lambda match: match.group().strip(" \u00a0\u202f"),
        fewest=2,
        is_shown=False,
        needs=("\u00a0", "\u202f"),
    ),
    _Mark(
        "spaced-brackets",
        re.compile(r"\( (?=\w)[^()\n]{1,60}(?<=\w) \)"),
        "spaces within the brackets",
        ("es", "fr", "zh"),
        WEAK,
        lambda match: "(" + match.group()[2:-2] + ")",
        fewest=2,
        is_shown=False,
        needs=("( ",),
    ),
    _Mark(
        "spaced-apostrophe",
        re.compile(r"(?<=[A-Za-z]{2}) ?[’'] s(?= [a-z])"),
        "an apostrophe with spaces",
        (),
        FAIR,
        lambda match: match.group().replace(" ", ""),
        needs=("’ s ", "' s "),
    ),
    _Mark(
        "abbreviation-kept",
        re.compile(
            r"\b(?:square |cubic )?(?:kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?)"
            r"\. (?:m|km|cm)\b\.?"
        ),
        "the full stop and the letters of an abbreviated unit",
        ("ru", "uk", "pl"),
        SURE,
        lambda match: match.group().split(".")[0],
        needs=(". m", ". km", ". cm"),
    ),
    _Mark(
        "year-of-birth",
        re.compile(r"(?:, )?\b(?:18|19|20)\d\d(?:th)? (?:year )?of birth\b"),
        "a year of birth after the person",
        ("ru", "uk"),
        SURE,
        needs=(" of birth",),
    ),
    _Mark(
        "year-after-number",
        re.compile(
            r"\b[Ii]n (?:18|19|20)\d\d year\b(?! (?:old|end|review|plan|book|class|of age))"),
        "“year” after its number",
        ("ru", "uk", "zh"),
        SURE,
        lambda match: match.group().removesuffix(" year"),
        needs=(" year",),
    ),
    _Mark(
        "ending-after-number",
        re.compile(r"(?<![\w-])\d{1,4}-(?:th|nd|rd|st|ti|go|oy|ya|yu|mi|uh)\b(?!-)"),
        "a hyphen before the number's ending",
        ("ru", "uk"),
        FAIR,
        _with("-", ""),
        needs=("-th", "-nd", "-rd", "-st", "-ti", "-go", "-oy", "-ya", "-yu", "-mi", "-uh"),
    ),
    _Mark(
        "thousand-after-decimal",
        re.compile(rf"(?<![\d.])\d{{1,3}}[.,]\d thousand(?= (?:{_COUNTED}))"),
        "a decimal before “thousand”",
        ("ru", "uk", "pl", "cs"),
        FAIR,
        needs=(" thousand ",),
    ),
    _Mark(
        "stepwise-number",
        re.compile(r"\b\d+ (?:million|billion) \d{1,3} thousand\b"),
        "a number told step by step",
        ("ru", "ko", "tr", "zh"),
        SURE,
        needs=(" thousand",),
    ),
    _Mark(
        "numero-sign",
        re.compile(r"№ ?\d+|\b[Nn]º ?\d+"),
        "the sign for “number”",
        ("ru", "es", "pt"),
        FAIR,
        lambda match: "No. " + match.group().lstrip("№Nnº "),
        needs=("№", "º"),
    ),
    _Mark(
        "clock-without-o",
        re.compile(
            r"\b(?:at|from|until|till|around|about|against|to) \d{1,2}(?:[.:]\d\d)? clock\b"
        ),
        "“clock” after the hour",
        ("de",),
        SURE,
        lambda match: match.group().removesuffix(" clock"),
        needs=(" clock",),
    ),
    _Mark(
        "hours-after-time",
        re.compile(r"\b(?:at|around|about|until) \d{1,2}:\d\d hours\b"),
        "“hours” after the time of day",
        ("es", "de", "pt"),
        FAIR,
        lambda match: match.group().removesuffix(" hours"),
        needs=(" hours",),
    ),
    _Mark(
        "hour-and-minutes",
        re.compile(r"\bat \d{1,2} (?:o'clock|o’clock|hours)(?: and)? \d{1,2} minutes\b"),
        "the hour told in full",
        ("ru", "zh", "ja"),
        SURE,
        needs=(" minutes",),
    ),
    _Mark(
        "hour-with-h",
        re.compile(r"\d(?<=[a-z] .)\d?h(?:\d\d)?(?=[ .,])"),
        "the hour with “h”",
        ("fr", "pt"),
        SURE,
        holds=_is_after_at,
    ),
    _Mark(
        "date-in-brackets",
        re.compile(
            rf"\b{_DAY}(?: (?:night|morning|afternoon"
            rf"|evening))?,? \(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\)"
        ),
        "a date in brackets after the day",
        ("id",),
        SURE,
        needs=("day (", "day, (", "ing (", "ght (", "oon ("),
    ),
    _Mark(
        "day-in-brackets",
        re.compile(
            rf"\b{_DAY}(?: (?:night|morning|afternoon|evening))?,? \(\d{{1,2}}(?:th|st|nd|rd)?\)"),
        "the day of the month in brackets after the day of the week",
        ("pt", "id", "ja"),
        SURE,
        needs=("day (", "day, (", "ing (", "ght (", "oon ("),
    ),
    _Mark(
        "day-without-month",
        re.compile(
            r"\b[Oo]n the (?:evening|morning|afternoon|night|early morning) of the "
            r"\d{1,2}(?:st|nd|rd|th)\b(?! (?:of|day|anniversary|century|floor|birthday|Day|night))"
        ),
        "a day without its month",
        ("zh", "ja", "ko", "de"),
        FAIR,
        needs=("ning of the ", "noon of the ", "ight of the "),
    ),
    _Mark(
        "local-time",
        re.compile(
            r"\b(?:[Oo]n|[Ii]n the (?:early )?(?:morning|evening|afternoon) of)(?: the)? "
            r"(?:[A-Z][a-z]{2,8} )?\d{1,2}(?:st|nd|rd|th)?,? (?:local|Beijing|Eastern) [Tt]ime,"
        ),
        "“local time” after the day",
        ("zh",),
        SURE,
        needs=(" local", "Beijing", "Eastern"),
    ),
    _Mark(
        "other-letters-within-word",
        re.compile(
            r"[\u0400-\u04ff](?:(?<=[A-Za-z].)|(?=[A-Za-z]))[A-Za-z\u0400-\u04ff]{0,20}"),
        "letters of another alphabet within a word",
        ("ru", "uk"),
        SURE,
    ),
    _Mark(
        "speech-between-dashes",
        re.compile(
            r"^[-–—] [A-Z][^\n]{5,300}? [-–—] (?:says|said|adds|added|explains|explained|informs|"
            r"informed|emphasizes|notes|noted|told|admits|comments|sums up|believes|recalls)\b",
            re.MULTILINE,
        ),
        "speech set between dashes",
        ("pl", "cs", "ru"),
        FAIR,
        needs=("- ", "– ", "— "),
    ),
    _Mark(
        "dash-before-speaker",
        re.compile(
            r"(?<=[a-z.!?”\"][,.!?”\"]) ?[-–—] (?:says|said|adds|added|explains|explained|noted|"
                   r"concluded|wrote|stressed|believes|told)(?= [A-Z]|(?: [a-z]+){1,6} [A-Z])"),
        "a dash before the speaker",
        ("ru", "uk", "pl", "cs"),
        SURE,
        lambda match: match.group().replace("–", "").replace("—", "").replace("-", ""),
        needs=("- s", "– s", "— s", "- a", "– a", "— a", "- e", "– e", "— e", "- n", "– n", "— n",
               "- c", "– c", "— c", "- w", "– w", "— w", "- b", "– b", "— b", "- t", "– t", "— t"),
    ),
    _Mark(
        "stop-after-quotation",
        re.compile(r"[!?…][”\"]\.(?=\s|$)"),
        "a full stop after the mark within the quotation",
        ("ru", "uk", "pl", "cs"),
        FAIR,
        lambda match: match.group()[:-1],
        is_shown=False,
        needs=('".', "”."),
    ),
    _Mark(
        "note-of-editor",
        re.compile(r"[-–—] (?:[Ee]ditor|[Ee]d\.|[Aa]uthor|[Aa]ut\.|[Rr]ed\.)\)"),
        "the editor's note after a dash",
        ("ru", "uk", "pl", "cs"),
        SURE,
        needs=("editor)", "Editor)", "d.)", "uthor)", "ut.)"),
    ),
    _Mark(
        "house-after-street",
        re.compile(
            r"\b(?:[Ss]treet|[Aa]venue|[Ll]ane|[Pp]rospect|[Pp]rospekt|[Bb]oulevard), \d{1,3}"
                   r"(?:[a-z]\b|/\d+)?(?=[,.;)]| |$)(?!,\d| \d)"),
        "the number of the house after the street",
        ("ru", "uk", "es", "it"),
        WEAK,
        is_shown=False,
        needs=("treet, ", "venue, ", "ane, ", "rospect, ", "rospekt, ", "oulevard, "),
    ),
    _Mark(
        "so-speaker",
        re.compile(
            r"[”\"],? so (?=[A-Z][a-zäöüß]+(?: [A-Z][a-zäöüß]+)?[.,]|the (?:police|mayor"
            r"|minister)\b)"),
        "“so” before the speaker",
        ("de",),
        SURE,
        needs=(" so ",),
    ),
)  # fmt: skip
_PARTED = re.compile(r"\w [,.](?=\s|$)")
_STOPS = re.compile(r"[,.](?=\s|$)")
MOST_PARTED = 0.15
"""Share of stops with a space before them, above which a text was taken to pieces by a program."""
MOST_OF_A_KIND = 40


@view
def source_marks(document: Document) -> tuple[Trace, ...]:
    """Return the marks of another language, in order."""
    text = document.text
    if _is_tokenised(text):
        return ()
    return without_overlaps(trace for mark in _MARKS for trace in _traces(text, mark))


def _is_tokenised(text: str) -> bool:
    sample = text[:20_000]
    parted = len(_PARTED.findall(sample))
    return parted > 1 and parted > MOST_PARTED * len(_STOPS.findall(sample))


def _traces(text: str, mark: _Mark) -> Iterator[Trace]:
    if mark.needs and not any(part in text for part in mark.needs):
        return
    found = list(islice(mark.pattern.finditer(text), MOST_OF_A_KIND))
    if len(found) < mark.fewest:
        return
    for match in found:
        if mark.holds and not mark.holds(match):
            continue
        whole = match.group().strip()
        yield Trace(
            Span(match.start(), match.end()),
            mark.kind,
            f"{mark.wording} (“{whole}”)" if len(whole) < 40 else mark.wording,
            mark.languages,
            mark.usual(match) if mark.usual else None,
            mark.weight,
            mark.is_shown,
        )


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(source_marks(document))


RULE = Rule(
    id="machine-translation/source-mark",
    summary="a mark, a number or a date as another language writes it",
    severity="warning",
    find=_find,
    what=(
        "Looks for decimal commas, thousands parted by a full stop, inverted and reversed marks, "
        "low and angled quotation marks, spaces before marks and in brackets, “1: 1”, “in 2015 "
        "year”, “at 10.30 clock”, “Wednesday (3/2/2021)”, letters of another alphabet within a "
        "word, and the like. Where one may be a slip, two are needed. Texts that were cut into "
        "words by a program (a space before every comma) are left alone."
    ),
    why="A translation program knows the words; the marks pass through it as they were.",
    known_problems=(
        "People who write in a second language bring their marks too, and a good human translation "
        "may keep a few."
    ),
    invalid=(
        Example("Prices rose by ⟦2,5⟧ percent in May.", "2.5"),
        Example("The town has ⟦45.000⟧ inhabitants.", "45,000"),
        Example("The visitors held on for a ⟦1: 1⟧ draw.", "1:1"),
        Example("⟦¿⟧What are you going to do with it?", ""),
        Example("“We have waited for a year⟦, “⟧he said at the gate.", ",”"),
        Example("The fire spread over 900 ⟦square meters. m.⟧ of roof.", "square meters"),
        Example("They met again ⟦in 2015 year⟧ in Minsk.", "in 2015"),
        Example("The doors open ⟦at 18.30 clock⟧ on Monday.", "at 18.30"),
        Example("The driver was found on ⟦Friday (18/12/2020)⟧ in Bogor."),
        Example("A citizen⟦, 1979 of birth⟧, was taken to the station."),
    ),
    valid=(
        Example("Prices rose by 2.5 percent to 1,250 euros, said the 45,000 inhabitants."),
        Example("Read John 3: 16 at 10:30, or “Wait,” he said. She wrote, “he said he would.”"),
        Example("He is in his 20s , and she , too , came ; but not on time ."),
    ),
    sources=(Source("Unicode Common Locale Data Repository: numbers, dates and delimiters"),),
    languages=("en",),
    confidence=0.6,
    evidence=(
        "shown about 30 times in 4,000 clean texts, most of them marks of another language "
        "in human translations and in quoted names"
    ),
)
