"""The author's name, found in the text alone: first lines, last lines, dateline, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Span, gazetteer, lines, names
from auditor_rules.attribution.evidence import FIRST_LINES, Evidence, head_lines

LAST_LINES = 6
LONGEST_LINE = 120
"""Code points; a byline's line is short."""

_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆĐİ"
_PARTICLE = r"(?:[dD]e|[vV]an|[vV]on|[aA]l-|bin|del|la|der|den|di|da|dos|Mc|Mac|O['’]|D['’])"
_PART = rf"(?:{_PARTICLE}\s?){{0,3}}[{_CAPITAL}](?:[\w'’\-]+|\.)"
_PERSON = rf"{_PART}(?:[ ]{_PART}){{1,3}}"
# "Nora PettCity reporter" has the office glued to the name.
_PERSON_LAX = rf"{_PART}(?:[ ]{_PARTICLE}?[{_CAPITAL}][a-zà-ÿ'’\-]+){{1,3}}"
_HONORIFIC = r"(?:(?:Dr|Prof|Sir|Dame|Rev|Mr|Mrs|Ms|Lt|Col|Gen)\.? )?"
_PEOPLE = rf"{_HONORIFIC}{_PERSON}(?:(?:,\s+|,?\s+(?:and|&|with|y|et|und)\s+){_PERSON}){{0,3}}"
_STAFF = (
    r"(?:Our |The )?(?:[A-Z][\w.]+ ){0,3}(?:Staff(?: Reporters?| Writers?)?|Correspondents?|"
    r"News Desk|Web Desk|Newsroom|Editorial Board|Bureau|Reporters?)"
)
_BY = re.compile(
    rf"(?:[-–—•*|~_(]{{1,2}}[ ]?)?(?:(?i:by|written by|posted by|story by|report by|reported by|"
    rf"published by|words by|"
    rf"text by|authors?\s?:|por|par|von)|BY|Text:|Por|Par|Von)\s*:?\s+"
    rf"(?P<name>{_PEOPLE}|{_STAFF}|[{_CAPITAL} .'’\-]{{5,40}}(?= *$)|"
    rf"[A-Z][a-z]{{1,14}} [A-Z](?= *$))"
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
# "Monday August 27, 2018 10:05 am PDT by Ann Lee", "12 May 2020 | By Ann Lee": a stamp before it.
_STAMPED_BY = re.compile(
    rf"[^\n.]{{0,90}}?\d[^\n.]{{0,40}}?\b(?:[bB]y|BY)\s+(?P<name>{_PEOPLE}|{_STAFF})"
    rf"(?=\s*(?:$|[,|•·–—(@]|\d|on\b|in\b))"
)
# "– A. Lee & B. Tan, Oxbow Institute" under the headline.
_DASHED = re.compile(
    rf"[-–—]{{1,2}}\s?(?P<name>{_PERSON}(?: (?:and|&) {_PERSON})?)(?:,? [^\n.]{{2,60}})?"
)
# "Ann LeeCity reporter", "Ann Lee, Staff Writer", "Ann Lee | City reporter".
_OFFICE = (
    r"(?:(?i:staff|city|senior|chief|sports?|news|business|political|health|crime|courts?|deputy|"
    r"managing|associate|contributing|guest|freelance|special|assistant|technology|science|"
    r"education|travel|features?|foreign|defence|defense|royal|entertainment|food|digital|"
    r"opinion|local|web|the) ){0,3}"
    r"(?i:reporter|correspondent|writer|editor|columnist|journalist|contributor|producer|author|"
    r"blogger|analyst|intern|critic|bureau chief)"
)
_WITH_OFFICE = re.compile(
    rf"(?P<name>{_PERSON_LAX})(?:\s*[,|•·–—/(-]\s*|\s?){_OFFICE}\b[^\n.]{{0,60}}"
)
_LONE = re.compile(rf"(?P<name>{_PERSON})(?:,? (?:and|&) (?P<other>{_PERSON}))?")
_STAFF_LINE = re.compile(
    r"(?P<name>Redaction|Redacción|(?:Da )?Redação|(?:La )?Redazione|La Redacción|Rédaction|"
    r"La rédaction|Redaktion|Die Redaktion|"
    r"Staff Reporters?|Staff Writers?|News Desk|Web Desk|Newsroom|Editorial (?:Board|Staff|Team)|"
    r"The Editors?|(?:The )?(?:Associated|Canadian|Australian) Press|Associated Press|Reuters|"
    r"REUTERS|"
    r"AFP|Agence France-Presse|Agencies|Xinhua|Bloomberg(?: News)?|Press Association|PA Media|"
    r"AP|UPI|IANS|PTI|ANI|dpa|[A-Z][\w.]{1,24} Staff)"
)
_SIGNED = re.compile(rf"[-–—]{{1,2}}\s*(?P<name>{_PERSON})\.?(?:, [^\n.]{{2,60}})?")
_SIGNED_WITH_TOWN = re.compile(
    rf"(?P<name>{_PERSON}),? (?:[{_CAPITAL}][\w.'’-]+)(?:[ ,]{{1,2}}[{_CAPITAL}][\w.'’-]*){{0,3}}"
)
# "Ann Lee The Oxbow Herald", "Tom Davies Associated Press": the paper stands after the name.
_WITH_PAPER = re.compile(
    rf"(?P<name>{_PART}[ ][{_CAPITAL}][a-zà-ÿ'’\-]+)[ ,|]{{1,3}}(?:The )?(?:[A-Z][\w&.-]+ ){{0,4}}"
    r"(?:Press|Times|Post|News|Herald|Tribune|Journal|Gazette|Sun|Telegram|Telegraph|Star|Guardian|"
    r"Reuters|Bloomberg|Network|Service|Register|Chronicle|Sentinel|Today|Writer|Magazine)"
)
# "Ann Lee5 hours ago", "Ann Lee@annlee", "Ann Lee 2 months", "Ann Lee Become a fan".
_WITH_STAMP = re.compile(
    rf"(?P<name>{_PERSON_LAX})\s?(?:[|•·,–-]\s?)?(?:@\w{{2,30}}[^\n]{{0,40}}|Become a fan|"
    r"\d{1,2} (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)(?: ago)?)"
)
_CAPITALS_ONLY = re.compile(rf"(?P<name>{_PART}[ ]{_PART})(?: [{_CAPITAL}][\w&.’'-]+){{1,4}}")
# Cheap to look for, and every credit has one: the patterns proper run on few lines.
_HINT = re.compile(r"\b[Bb]y\b|\bBY\b|our |[Aa]uthor|[Tt]ext:|[Pp][ao]r |[Vv]on ")
_CREDITS = (
    (_BY, "line that begins with By"),
    (_WORK_BY, "line that credits the work"),
    (_OUR, "line that names the correspondent"),
    (_POSTED, "line that says who posted it"),
    (_STAMPED_BY, "by after a stamp of day and time"),
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
    rf"(?:, [^.\n]{{3,120}},)? (?:is|are|chairs|teaches|writes|edits|covers)\b"
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
    rf"(?:, \d{{4}})?))?\.?,?\s*(?:\((?P<agency>{_AGENCIES}|[A-Z][A-Za-z0-9&.\-]{{1,20}}"
    rf"(?: [A-Z][A-Za-z0-9.\-]{{1,20}}){{0,2}})\)\s*(?:[—–:_-]|--)"
    rf"|/(?P<wire>[A-Z0-9][\w .\-]{{1,24}})/)"
)
# Names of lines that look like a person's: menus and headings of two or three capitalised words.
_NOT_A_PERSON = re.compile(
    r"\b(?:News|Posts?|Comments?|Share|Home|Sports?|World|Business|Politics|Read|More|Latest|Top|"
    r"Stories|Tags?|Categories|Related|Breaking|Opinion|Editorial|Privacy|Policy|Terms|Contact|"
    r"About|Search|Menu|Subscribe|Newsletter|Photo|Image|Video|Getty|Street|University|House|"
    r"Department|Press|Times|Post|Today|Media|Report|Review|War|Day|Week|Year|City|State|Road|"
    r"Sun|Herald|Tribune|Journal|Gazette|Telegram|Murder|Case|Archives?|Forum|Store|Blog|"
    r"Ahead|Key|Points|Bottom|Line|Question|Answer|Show|Live|Updates?|The|A|An|And|Of|In|To|For)\b"
)


def dateline_of(text: str, line: Span) -> re.Match[str] | None:
    """Return the dateline that the line begins with; few lines have the brackets it needs."""
    end = min(line.end, line.start + LONGEST_LINE)
    if text.find("(", line.start, end) == -1 and text.find("/", line.start, end) == -1:
        return None
    return DATELINE.match(text, line.start, line.end)


def bylines(document: Document) -> Iterator[Evidence]:
    """Yield the bylines that the text has, the strongest kind of place first."""
    spans = lines(document)
    if not spans:
        return
    first, last = head_lines(document), spans[FIRST_LINES:][-LAST_LINES:]
    for span in (*first, *last):
        yield from _after_by(document.text, span)
    yield from _lone_name(document, spans)
    yield from _above_story(document)
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
    head = (*spans[:4], *head_lines(document)[FIRST_LINES:][-4:])
    for span in (*head, spans[-1]):
        if staff := _STAFF_LINE.fullmatch(document.text, span.start, span.end):
            yield _evidence(staff, "a newsroom on a line of its own")
            continue
        found = _with_office(document.text, span) if span != spans[-1] else None
        if found is not None:
            yield found
            continue
        if span.start not in starts:
            continue
        lone = _LONE.fullmatch(document.text, span.start, span.end)
        if lone is None or lone.span("name") not in known:
            continue
        if not _NOT_A_PERSON.search(lone.group()) and not _is_subject(document, lone, span):
            yield _evidence(lone, "a name on a line of its own")


_INITIAL = re.compile(r"\b[A-Z]\. ?")


def _with_office(text: str, line: Span) -> Evidence | None:
    """A line under the headline that names somebody and the office, or follows a dash."""
    if line.end - line.start > LONGEST_LINE:
        return None
    if found := _WITH_OFFICE.fullmatch(text, line.start, line.end):
        if not _NOT_A_PERSON.search(found.group("name")):
            return _evidence(found, "a name with an office on a line of its own")
    elif found := _WITH_STAMP.fullmatch(text, line.start, line.end):
        if not _NOT_A_PERSON.search(found.group("name")):
            return _evidence(found, "a name with a handle or an age on a line of its own")
    elif found := _WITH_PAPER.fullmatch(text, line.start, line.end):
        if not _NOT_A_PERSON.search(found.group("name")):
            return _evidence(found, "a name with a newspaper on a line of its own")
    elif (
        line.start > 0
        and (found := _DASHED.fullmatch(text, line.start, line.end))
        and not _NOT_A_PERSON.search(_INITIAL.sub("", found.group("name")))
    ):
        return _evidence(found, "a name after a dash under the headline")
    return None


MOST_MENTIONS = 2
"""Mentions of an author's surname further down: of whom there are more, the text tells."""


def _is_subject(document: Document, found: re.Match[str], line: Span) -> bool:
    """Tell whether the text is about the person, as an obituary is."""
    surname = found.group("name").split()[-1]
    return document.text.count(surname, line.end) > MOST_MENTIONS


def _above_story(document: Document) -> Iterator[Evidence]:
    """A line of capitalised words right above the story: "Ann Lee Tarrow Enquirer"."""
    for span in head_lines(document)[FIRST_LINES:][-3:-1]:
        found = _CAPITALS_ONLY.fullmatch(document.text, span.start, span.end)
        if found is None or span.end - span.start > 50:
            continue
        is_first_name = found.group("name").split()[0] in gazetteer().first_names
        if is_first_name and not _NOT_A_PERSON.search(found.group("name")):
            yield _evidence(found, "a name right above the story")


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
        yield _evidence(found, "agency in the dateline", agency_of(found))


def agency_of(dateline: re.Match[str]) -> str:
    """Return the group that holds the agency: in brackets, or between slashes."""
    return "wire" if dateline.group("wire") else "agency"


def _biography(text: str, spans: tuple[Span, ...]) -> Iterator[Evidence]:
    """A last line that says who the author is: "Ann Lee is a columnist"."""
    for span in spans[FIRST_LINES:][-2:]:
        found = _IS_SOMEBODY.match(text, span.start, span.end)
        is_alone = found is not None and text.find(found.group("name").split()[-1]) >= span.start
        if found is not None and is_alone and _ON_WORK.match(text, found.end(), span.end):
            yield _evidence(found, "biography in the last lines")
