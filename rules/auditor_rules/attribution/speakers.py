"""Who a source is: pronouns and roles resolved to names, and the kind of source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import NamedTuple

from auditor import Document, Span, Spans, folded, names, view
from auditor_rules.attribution.anonymous import anonymous_sources
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
        if statement.is_quotation or _is_credible(speaker):
            found.append(Attributed(statement, speaker))
    return tuple(found)


def _is_credible(speaker: Speaker) -> bool:
    """Tell whether words that only report were passed on by somebody who can speak."""
    return speaker.kind != "role only" or has_speaking_head(speaker.label.lower())


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
        if name.kind == "unknown":
            return Speaker(name.full, "named person")
    return None


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
    is_name = (
        label[0].isupper() and not label.endswith("s") and words.partition(" ")[0] not in COMMON
    )
    return Speaker(label, "named person" if is_name and label.istitle() else "role only")
