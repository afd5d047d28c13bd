"""Who a source is: pronouns and roles resolved to names, and the kind of source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from auditor import Document, Name, Span, Spans, folded, names, view
from auditor_rules.attribution.anonymous import anonymous_sources
from auditor_rules.attribution.cues import cue_words
from auditor_rules.attribution.mentions import PRONOUNS, names_in
from auditor_rules.attribution.reported import reported_statements
from auditor_rules.attribution.speaking import has_speaking_head
from auditor_rules.attribution.statements import Statement, quoted_statements
from auditor_rules.attribution.vague import vague_sources

NAMED = ("named person with role", "named person", "organisation")
KINDS = (*NAMED, "role only", "anonymous", "vague", "the outlet itself", "unresolved", "none")
REACH = 2500
"""Code points back over which a pronoun or a role looks for its bearer."""


class Speaker(NamedTuple):
    """Whom a statement belongs to."""

    label: str
    """The full name where it is known, else the words of the source."""
    kind: str
    """One of ``KINDS``."""


class Attributed(NamedTuple):
    """A statement and its speaker."""

    statement: Statement
    speaker: Speaker


_NOBODY = Speaker("", "none")
_OUTLET = re.compile(
    r"(?:this|our) (?:newspaper|paper|publication|website|site|outlet|magazine|correspondent|"
    r"reporter)"
)
COMMON = frozenset(
    """the a an his her its their this that these those some many several most police one another
    two three four five other others both""".split()
)
_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their)\b")
_PLURAL_PRONOUNS = frozenset({"they", "we", "i", "it", "you", "who"})


@view
def attributed(document: Document) -> tuple[Attributed, ...]:
    """Return every statement, quoted and reported, with its speaker, in order."""
    statements = sorted((*quoted_statements(document), *reported_statements(document)))
    found: list[Attributed] = []
    for statement in statements:
        if statement.source is None:
            found.append(Attributed(statement, _NOBODY))
            continue
        speaker = _speaker(document, statement.source, found)
        each = Attributed(statement, speaker)
        if statement.is_quotation or _is_credible(document, each):
            found.append(each)
    return tuple(found)


# Verbs that anybody who is their subject speaks by. "Add", "offer", "name" and "boast" are also
# what apps and countries do: with these only somebody known by name speaks.
_PLAIN = frozenset(
    """say tell claim argue warn insist deny admit announce confirm allege state report note explain
    testify declare acknowledge conclude estimate predict believe think fear expect complain
    maintain stress emphasize emphasise assert contend according""".split()
)
# Words with a capital that names of nobody begin or end with: headings, openings of sentences.
_NO_NAME = re.compile(
    r"(?:And|All|But|So|Then|Starting|Representation|Media|Update|UPDATE|Tip|Tips|Pro|Recent|Posts?|"
    r"Read|More|Note|Editor|Step|Section|Chapter|Table|Figure|Question|Answer|Best|Why|How|What|"
    r"When|Where|Celebrate|Accepting|Projects?|Products?|Features?|Reports?|Studies|Council|"
    r"Committee|Department|Iâ|I['’]\w{1,2}|I)"
)


def _is_credible(document: Document, each: Attributed) -> bool:
    """Tell whether words that only report were passed on by somebody who can speak."""
    statement, speaker = each
    lemma = _lemma(document, statement)
    if speaker.kind == "unresolved":
        return lemma in _PLAIN
    if _is_cut_off(document.text, statement):
        return False
    if speaker.kind == "role only":
        words = speaker.label.lower()
        return lemma in _PLAIN and has_speaking_head(words) and not _DANGLES.search(words)
    return (
        speaker.kind == "named person with role"
        or lemma in _PLAIN
        or _is_person(document, statement)
    )


_DANGLES = re.compile(
    r"\b(?:that|which|to|from|and|or|by|the|allowing|making)$"
    r"|^(?:the )?(?:same|just|no)\b|^one feature"
)


def _is_person(document: Document, statement: Statement) -> bool:
    source = statement.source
    return source is not None and any(
        name.kind in ("person", "organisation") for name in names_in(document, source)
    )


def _lemma(document: Document, statement: Statement) -> str:
    """Return the cue's lemma; "say" for "according to" and the like."""
    if statement.cue is None:
        return ""
    lemma, kind, _ = cue_words().get(folded(document)[slice(*statement.cue)], ("", "", ""))
    return "say" if kind == "per" else lemma


def _is_cut_off(text: str, statement: Statement) -> bool:
    """Tell whether a colon or a line's end stands between a heading and the verb below it."""
    source, cue = statement.source, statement.cue
    if source is None or cue is None or source.end > cue.start:
        return False
    return any(mark in text[source.end : cue.start] for mark in ":\n|•")


def _speaker(document: Document, source: Span, before: list[Attributed]) -> Speaker:
    words = folded(document)[source.start : source.end]
    if words in PRONOUNS or words in ("him", "her"):
        return _of_pronoun(document, words, source, before)
    if _OUTLET.match(words):
        return Speaker(source.of(document.text), "the outlet itself")
    named = _of_name(document, source)
    if named is not None:
        return named
    if _anonymous(document).overlap(source):
        return Speaker(source.of(document.text), "anonymous")
    if _vague(document).overlap(source):
        return Speaker(source.of(document.text), "vague")
    return _of_role(document, source, words)


@view
def _anonymous(document: Document) -> Spans:
    return Spans(each.span for each in anonymous_sources(document))


@view
def _vague(document: Document) -> Spans:
    return Spans(each.source for each in vague_sources(document))


class _Person(NamedTuple):
    start: int
    full: str
    described: str
    """Title and role, folded."""


_START = attrgetter("start")


@view
def _people(document: Document) -> tuple[_Person, ...]:
    return tuple(
        _Person(each.span.start, each.full, f"{each.title} {each.role}".strip().lower())
        for each in names(document)
        if each.kind == "person"
    )


@view
def _roles(document: Document) -> dict[str, str]:
    """Full name → everything said of the person's title and role."""
    roles: dict[str, str] = {}
    for person in _people(document):
        if person.described:
            roles[person.full] = f"{roles.get(person.full, '')} {person.described}".strip()
    return roles


def _named(document: Document, full: str) -> Speaker:
    has_role = full in _roles(document)
    return Speaker(full, "named person with role" if has_role else "named person")


def _of_name(document: Document, source: Span) -> Speaker | None:
    """The name inside the source; a person before an organisation."""
    inside = [
        name
        for name in names_in(document, source)
        if not _is_of_another(document, name.span, source)
    ]
    for name in inside:
        if name.kind == "person":
            return _named(document, name.full)
    for name in inside:
        if name.kind in ("organisation", "place"):
            return Speaker(name.full, "organisation")
        if name.kind == "unknown" and not _is_heading(document, name):
            return Speaker(name.full, "named person")
    return None


_FORM_OF_VERB = re.compile(r"\w+(?:ing|ed)|Despite|Although|Because|Among|Within|Without|Rare")


def _is_heading(document: Document, name: Name) -> bool:
    """Tell whether a capital alone made a name of it: "Pro Tip", "Accepting Mistakes", a date."""
    words = name.full.split()
    is_verb = len(words) == 1 and _FORM_OF_VERB.fullmatch(words[0]) is not None
    is_date = any(word[0].isdigit() for word in words[1:])
    is_word = len(words) == 1 and f" {words[0].lower()} " in document.text
    return (
        is_verb
        or is_date
        or is_word
        or _NO_NAME.fullmatch(words[0]) is not None
        or _NO_NAME.fullmatch(words[-1]) is not None
    )


def _is_of_another(document: Document, name: Span, source: Span) -> bool:
    """Tell whether the name only says whose: "a spokesman for Oxbow", "Oxbow's lawyer"."""
    before = document.text[source.start : name.start].split()
    after = document.text[name.end : name.end + 3]
    is_modifier = after[:1] == " " and after[1:2].islower() and name.end < source.end
    return (
        after[:2] in ("'s", "’s")
        or is_modifier
        or (bool(before) and before[-1] in ("for", "of", "at", "in", "from", "with", "on"))
    )


def _of_pronoun(
    document: Document, pronoun: str, source: Span, before: list[Attributed]
) -> Speaker:
    """The last speaker, or the last person named, before the pronoun."""
    if pronoun in _PLURAL_PRONOUNS:
        return Speaker(source.of(document.text), "unresolved")
    people = _people(document)
    place = bisect_right(people, source.start, key=_START) - 1
    last_named = (
        people[place] if place >= 0 and source.start - people[place].start < REACH else None
    )
    speakers = [
        each
        for each in before[-6:]
        if each.speaker.kind.startswith("named")
        and source.start - each.statement.span.start < REACH
    ]
    if speakers and (last_named is None or _is_nearer(document, speakers[-1], last_named.start)):
        return speakers[-1].speaker
    if last_named is not None:
        return _named(document, last_named.full)
    return Speaker(source.of(document.text), "unresolved")


def _is_nearer(document: Document, speaker: Attributed, start: int) -> bool:
    """Tell whether the last speaker is the better bearer than a person named since.

    Somebody named since only takes over at the head of a sentence, as its subject.
    """
    place = speaker.statement.source
    if place is None or start <= place.start:
        return True
    return document.text[max(0, start - 2) : start].strip(" ")[-1:] not in ("", ".", "\n", "”", '"')


def _of_role(document: Document, source: Span, words: str) -> Speaker:
    """The person who bears the role, for "the minister"; else the words themselves."""
    label = source.of(document.text)
    if _DEFINITE.match(words):
        noun = words.rpartition(" ")[2]
        people, roles = _people(document), _roles(document)
        begin = bisect_right(people, source.start - REACH, key=_START)
        for person in reversed(people[begin : bisect_left(people, source.start, key=_START)]):
            if noun in roles.get(person.full, "").split():
                return _named(document, person.full)
        body = _body(document, source, noun)
        if body is not None:
            return body
    is_name = (
        label[0].isupper() and not label.endswith("s") and words.partition(" ")[0] not in COMMON
    )
    return Speaker(label, "named person" if is_name and label.istitle() else "role only")


_ANY_BODY = frozenset("company firm group organisation organization agency network".split())


def _body(document: Document, source: Span, noun: str) -> Speaker | None:
    """The organisation named before that "the council" or "the company" stands for."""
    for name in reversed(_bodies(document)):
        if name.span.start >= source.start or source.start - name.span.start > REACH:
            continue
        if noun.capitalize() in name.full.split() or (
            noun in _ANY_BODY and name.kind == "organisation"
        ):
            return Speaker(name.full, "organisation")
    return None


@view
def _bodies(document: Document) -> tuple[Name, ...]:
    return tuple(each for each in names(document) if each.kind in ("organisation", "unknown"))
