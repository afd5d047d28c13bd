"""The author's name, found in the text alone: first lines, last lines, dateline, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Span, lines, names
from auditor_rules.attribution.evidence import Evidence

FIRST_LINES, LAST_LINES = 6, 6
LONGEST_LINE = 120
"""Code points; a byline's line is short."""

_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆĐİ"
_PARTICLE = r"(?:[dD]e|[vV]an|[vV]on|[aA]l-|bin|del|la|der|den|di|da|dos|Mc|Mac|O['’]|D['’])"
_PART = rf"(?:{_PARTICLE}\s?){{0,3}}[{_CAPITAL}](?:[\w'’\-]+|\.)"
_PERSON = rf"{_PART}(?:[ ]{_PART}){{1,3}}"
_HONORIFIC = r"(?:(?:Dr|Prof|Sir|Dame|Rev|Mr|Mrs|Ms|Lt|Col|Gen)\.? )?"
_PEOPLE = rf"{_HONORIFIC}{_PERSON}(?:(?:,\s+|,?\s+(?:and|&|with|y|et|und)\s+){_PERSON}){{0,3}}"
_STAFF = (
    r"(?:Our |The )?(?:[A-Z][\w.]+ ){0,3}(?:Staff(?: Reporters?| Writers?)?|Correspondents?|"
    r"News Desk|Web Desk|Newsroom|Editorial Board|Bureau|Reporters?)"
)
_BY = re.compile(
    rf"(?:(?i:by|written by|posted by|story by|report by|reported by|published by|words by|"
    rf"text by|authors?\s?:|por|par|von)|BY|Text:|Por|Par|Von)\s*:?\s+"
    rf"(?P<name>{_PEOPLE}|{_STAFF}|[{_CAPITAL} .'’\-]{{5,40}}(?= *$))"
    rf"(?=\s*(?:$|[,|•·–—\-(@/]|\d|\bin\b|\bat\b|\bfor\b|\bof\b|Published|Updated|Posted|and\b|"
    rf"[A-Z]{{2}}|on\b|Staff\b|Special\b|Associated\b|The\b))"
)
_WORK_BY = re.compile(
    rf"[^.\n]{{0,60}}\b(?i:story|tale|play|poem|novel|interview|report|essay|review|feature|column|"
    rf"analysis|commentary|reportage|prepared|compiled|edited|written|photographs|research)\b"
    rf"[^.,\n]{{0,30}} by (?P<name>{_PEOPLE})(?=\s*(?:$|[,|(—–-]|\d))"
)
_OUR = re.compile(rf"[Ff]rom our [a-z]+(?: [a-z]+)? (?:in \w+,? )?(?P<name>{_PERSON})")
_POSTED = re.compile(
    r"(?:Posted|Published|Written|Submitted)(?: on [^\n]{4,40}?)? by (?P<name>[\w.-]{3,40})"
)
_LONE = re.compile(rf"(?P<name>{_PERSON})(?:,? (?:and|&) (?P<other>{_PERSON}))?")
_STAFF_LINE = re.compile(
    r"(?P<name>Redaction|Redacción|La Redacción|Rédaction|La rédaction|Redaktion|Die Redaktion|"
    r"Staff Reporters?|Staff Writers?|News Desk|Web Desk|Newsroom|Editorial (?:Board|Staff|Team)|"
    r"The Editors?)"
)
_SIGNED = re.compile(rf"[-–—]{{1,2}}\s*(?P<name>{_PERSON})\.?")
# Cheap to look for, and every credit has one: the patterns proper run on few lines.
_HINT = re.compile(r"\b[Bb]y\b|\bBY\b|our |[Aa]uthor|[Tt]ext:|[Pp][ao]r |[Vv]on ")
_CREDITS = (
    (_BY, "line that begins with By"),
    (_WORK_BY, "line that credits the work"),
    (_OUR, "line that names the correspondent"),
    (_POSTED, "line that says who posted it"),
)
_FOLLOW = re.compile(
    rf"(?:You can )?(?i:follow)\s+(?P<name>{_PERSON})\s+(?i:on)\s+(?:Twitter|X|Facebook|Instagram)"
)
_REPORTING = re.compile(
    rf"(?:^|(?<=\()|(?<=\n)|(?<=[.”\"] ))(?:Reporting|Writing|Story)(?: and writing)? by "
    rf"(?P<name>{_PERSON}(?:(?:, | and ){_PERSON}){{0,3}})"
)
_AT_THE_END = (
    (("Twitter", "X", "Facebook", "Instagram"), _FOLLOW, "invitation to follow the author"),
    (("Reporting", "Writing", "Story"), _REPORTING, "credit for reporting"),
)
"""Words without one of which the pattern cannot match, and what it is evidence of."""
_ON_WORK = re.compile(
    r"[^.]{0,60}\b(?:columnist|reporter|editor|author of|writer|journalist|correspondent|"
    r"contributor|fellow|professor|lecturer|historian|analyst|director|president|chairman|"
    r"governor|executive|co-host|host|founder|member of|researcher|economist|attorney|chairs|"
    r"teaches|writes|edits|covers|co-author|opinions are|views are)"
)
_IS_SOMEBODY = re.compile(
    rf"(?:(?:Rep|Sen|Gov|Dr|Mr|Ms|Mrs|Prof)\.? )?(?P<name>{_PERSON})"
    rf"(?:, [^.\n]{{3,120}},)? (?:is|was|are|chairs|teaches|writes|edits|covers)\b"
)
_AGENCIES = (
    "Reuters|REUTERS|AP|Associated Press|AFP|UPI|Xinhua|TASS|Interfax|Bloomberg|PTI|ANI|IANS|PA|"
    "dpa|DPA|EFE|ANSA|Kyodo|Yonhap|CNN|RIA Novosti"
)
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
DATELINE = re.compile(
    rf"(?P<place>[{_CAPITAL}][\w.'’\-]*(?:[ /][\w.'’\-]+){{0,3}}"
    rf"(?:, (?!{_MONTHS})[{_CAPITAL}][\w. ]{{1,20}}?)?)"
    rf"(?:, (?P<date>{_MONTHS}[a-z]{{0,6}}\.? \d{{1,2}}"
    rf"(?:, \d{{4}})?))?\s*(?:\((?P<agency>{_AGENCIES})\))\s*(?:[—–:-]|--)"
)
# Names of lines that look like a person's: menus and headings of two or three capitalised words.
_NOT_A_PERSON = re.compile(
    r"\b(?:News|Posts?|Comments?|Share|Home|Sports?|World|Business|Politics|Read|More|Latest|Top|"
    r"Stories|Tags?|Categories|Related|Breaking|Opinion|Editorial|Privacy|Policy|Terms|Contact|"
    r"About|Search|Menu|Subscribe|Newsletter|Photo|Image|Video|Getty|Street|University|House|"
    r"Department|Press|Times|Post|Today|Media|Report|Review|War|Day|Week|Year|City|State|Road|"
    r"Ahead|Key|Points|Bottom|Line|Question|Answer|Show|Live|Updates?|The|A|An|And|Of|In|To|For)\b"
)


def dateline_of(text: str, line: Span) -> re.Match[str] | None:
    """Return the dateline that the line begins with; few lines have the brackets it needs."""
    if text.find("(", line.start, line.end) == -1:
        return None
    return DATELINE.match(text, line.start, line.end)


def bylines(document: Document) -> Iterator[Evidence]:
    """Yield the bylines that the text has, the strongest kind of place first."""
    spans = lines(document)
    if not spans:
        return
    first, last = spans[:FIRST_LINES], spans[FIRST_LINES:][-LAST_LINES:]
    for span in (*first, *last):
        yield from _after_by(document.text, span)
    yield from _lone_name(document, spans)
    for span in (*last, *first):
        yield from _near_the_end(document.text, span)
    yield from _signature(document.text, spans[-1])
    for span in first:
        yield from _agency(document.text, span)
    yield from _biography(document.text, spans)


def _evidence(match: re.Match[str], origin: str, group: str = "name") -> Evidence:
    span = Span(match.start(group), match.end(group))
    value = match.group(group).strip(" .")
    return Evidence(
        "byline", value, origin, Span(span.start, span.start + len(match.group(group).rstrip(" .")))
    )


def _after_by(text: str, line: Span) -> Iterator[Evidence]:
    if line.end - line.start > LONGEST_LINE:
        return
    if not _HINT.search(text, line.start, line.end):
        return
    for pattern, origin in _CREDITS:
        if found := pattern.match(text, line.start, line.end):
            yield _evidence(found, origin)
            return


def _lone_name(document: Document, spans: tuple[Span, ...]) -> Iterator[Evidence]:
    """A person's name that has one of the first four lines, or the last, to itself."""
    if len(spans) < 3:
        return
    known = {name.span for name in names(document) if name.kind == "person"}
    starts = {start for start, _ in known}
    for span in (*spans[:4], spans[-1]):
        if staff := _STAFF_LINE.fullmatch(document.text, span.start, span.end):
            yield _evidence(staff, "a newsroom on a line of its own")
            continue
        if span.start not in starts:
            continue
        found = _LONE.fullmatch(document.text, span.start, span.end)
        if found is None or found.span("name") not in known:
            continue
        if not _NOT_A_PERSON.search(found.group()):
            yield _evidence(found, "a name on a line of its own")


def _near_the_end(text: str, line: Span) -> Iterator[Evidence]:
    tail = text[max(line.start, line.end - 400) : line.end]
    for cues, pattern, origin in _AT_THE_END:
        if not any(cue in tail for cue in cues):
            continue
        found = pattern.search(text, max(line.start, line.end - 400), line.end)
        if found is not None:
            yield _evidence(found, origin)
            return


def _signature(text: str, line: Span) -> Iterator[Evidence]:
    if found := _SIGNED.fullmatch(text, line.start, line.end):
        yield _evidence(found, "signature")


def _agency(text: str, line: Span) -> Iterator[Evidence]:
    found = dateline_of(text, line)
    if found is not None:
        yield _evidence(found, "agency in the dateline", "agency")


def _biography(text: str, spans: tuple[Span, ...]) -> Iterator[Evidence]:
    """A last line that says who the author is: "Ann Lee is a columnist"."""
    for span in spans[FIRST_LINES:][-2:]:
        found = _IS_SOMEBODY.match(text, span.start, span.end)
        is_alone = found is not None and text.find(found.group("name").split()[-1]) >= span.start
        if found is not None and is_alone and _ON_WORK.match(text, found.end(), span.end):
            yield _evidence(found, "biography in the last lines")
