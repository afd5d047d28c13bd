"""Names: people with titles and roles, places, organisations, demonyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from auditor.document import Span
from auditor.text.gazetteer import gazetteer
from auditor.text.name_words import COMMON, FIELDS, KINDS_OF_FIELD, OF_HEADS, ROLE_MODIFIERS


class Name(NamedTuple):
    """A proper name in the text."""

    span: Span
    """The name without its title: "Andriy Kovalenko"."""
    kind: str
    """``person``, ``place``, ``organisation``, ``demonym`` or ``unknown``."""
    title: str = ""
    """What stands before it: "President", "Dr", "U.S. Defense Secretary"."""
    role: str = ""
    """An apposition after it: "chairman of the Security Center"."""
    full: str = ""
    """The longest form in which the text has the same person's name: "Kim Jong-un" for "Kim";
    for others the name as it stands."""


_UPPER = "A-ZÀ-ÖØ-ÞŁŚŞŠŽŻČĆĐİĞ"
# A capitalised word, with inner apostrophes and hyphens; or initials such as "U.S.".
_INITIALS = r"(?<=[A-Z])\.(?:[A-Z]\.)*(?!\w)"
_REST = r"[\w&]*(?:['’\-][^\W_]\w*(?:['’\-][^\W_]\w*)*|)\.?"
_WORD = rf"(?:[{_UPPER}](?:{_INITIALS}|{_REST})|(?:al-|el-|d['’])[{_UPPER}]{_REST})"
# The same again, so that a run opens with a class of characters: `re` then skips to the next of
# them in C, and is nearly three times as fast.
_FIRST = (
    rf"[ade{_UPPER}](?<![\w'’\-].)(?:{_INITIALS}|(?<=[{_UPPER}]){_REST}"
    rf"|(?<=[ae])l-[{_UPPER}]{_REST}|(?<=d)['’][{_UPPER}]{_REST})"
)
_PARTICLE = r"(?:of|de|del|della|da|dos|du|la|van|von|der|den|bin|ibn|al|el|for)[ ](?:the[ ])?"
_RUN = re.compile(rf"{_FIRST}(?:(?:[ \u00a0](?:(?=[a-z]){_PARTICLE}|)|[ ]&[ ]){_WORD})*")
# What may follow a name to say who it is; the role word itself is checked against the list.
_APPOSITION = re.compile(
    r",\s(?:(?:the|a|an|who is|who was|its|his|her|their)\s)?([^,.;:“”\"\n]{3,120})"
)
_LOOK_BACK = 80
_MAX_ROLE_LENGTH = 40
"""Code points that hold any single role; most names have none before them, and one look tells."""
RUNS_REMEMBERED, MAX_RUN_LENGTH = 1 << 13, 200
"""Runs of capitalised words whose names are kept between documents, and the code points of the
longest: a hostile text must not fill the memory."""
_make: Any = tuple.__new__


def find_names(text: str) -> tuple[Name, ...]:
    """Return the names in order, none overlapping another.

    A single capitalised word that opens a sentence counts only when it is known, or stands with
    its capital elsewhere too.
    """
    found = [
        name
        for match in _RUN.finditer(text)
        for draft in (_drafts if len(match[0]) <= MAX_RUN_LENGTH else _drafts.__wrapped__)(match[0])
        if (name := _name(text, match.start(), draft)) is not None
    ]
    return tuple(_joined_by_surname(_joined_by_and(text, found)))


class _Draft(NamedTuple):
    """What a run of capitalised words says of a name by itself; offsets are the run's own."""

    start: int
    end: int
    kind: str
    """Empty where the words around the name decide."""
    full: str
    title: str = ""
    words: int = 1
    looks_personal: bool = False
    may_have_role: bool = True
    is_in_capitals: bool = False
    """Whether it is one word in capitals, which on a line of its own is a heading and no name."""


@lru_cache(RUNS_REMEMBERED)
def _drafts(run: str) -> tuple[_Draft, ...]:
    """Return the names in a run of capitalised words: mostly it is one that is known."""
    form, kinds = run, gazetteer().kinds
    if form not in kinds and form[-2:] in _POSSESSIVES:
        form = form[:-2]
    if form in kinds:
        return (_Draft(0, len(form), kinds[form], form),)
    if form.lower() in COMMON:
        return ()
    if form.isalpha():
        return _of_one_word(form)
    words = [Span(*match.span()) for match in _TOKEN.finditer(form)]
    return tuple(draft for name in _split_runs(form, words) for draft in _names_of(form, name))


def _of_one_word(form: str) -> tuple[_Draft, ...]:
    """Tell what a single word is that no list of names has: most runs are one."""
    is_in_capitals = form.isupper()
    kind = "organisation" if is_in_capitals and 2 <= len(form) <= 6 else ""
    if not kind and form in gazetteer().titles:
        return ()
    return (_Draft(0, len(form), kind, form, is_in_capitals=is_in_capitals),)


def _name(text: str, offset: int, draft: _Draft) -> Name | None:
    """Make a name of a draft with the help of the words around it."""
    start, end, kind, full, title, words, looks_personal, may_have_role, is_in_capitals = draft
    start, end = offset + start, offset + end
    if is_in_capitals and _is_whole_line(text, start, end):
        return None
    role = ""
    if kind == "person":
        role = _role_after(text, end)
    elif not kind:
        if may_have_role:
            title = _role_before(text, start)
        if words > 1 or title:
            role = _role_after(text, end)
        if (title or role or looks_personal) and words <= 5:
            kind = "person"
        else:
            title = role = ""
            kind = "unknown" if words > 1 or not _opens_sentence(text, start) else ""
    name: Name = _make(Name, (_make(Span, (start, end)), kind, title, role, full))
    return name


_TOKEN = re.compile(r"\S+")
_POSSESSIVES = ("'s", "’s")


def _split_runs(text: str, words: list[Span]) -> Iterator[list[Span]]:
    """Split a run after a possessive, after a full stop and at an "of" that joins no name."""
    run: list[Span] = []
    for word in words:
        form = word.of(text)
        if _is_particle(form):
            if form in ("of", "for") and not (run and run[-1].of(text) in OF_HEADS):
                yield run
                run = []
            elif run:
                run.append(word)
            continue
        bare = _bare(text, word)
        run.append(bare)
        if bare != word and not _is_abbreviated(form):
            yield run
            run = []
    yield run


def _is_particle(form: str) -> bool:
    """Tell "van" and "of" from "al-Assad" and "d'Ocagne", which only begin in lower case."""
    return form[0].islower() and not any(map(str.isupper, form[2:4]))


def _is_abbreviated(form: str) -> bool:
    known = gazetteer()
    return (
        form in known.titles or "." in form[:-1] or len(form) == 2 or form in ("Jr.", "Sr.", "St.")
    )


def _bare(text: str, word: Span) -> Span:
    """Take a possessive ending, and a full stop that is not an abbreviation's, off a word."""
    form = word.of(text)
    if form[-2:] in _POSSESSIVES:
        return Span(word.start, word.end - 2)
    if form[-1] in "'’":
        return Span(word.start, word.end - 1)
    if form.endswith(".") and not _is_abbreviated(form):
        return Span(word.start, word.end - 1)
    return word


def _names_of(text: str, run: list[Span]) -> Iterator[_Draft]:
    """Tell what a run of capitalised words is; it may hold a demonym, a title and a name."""
    run = _without_common(text, run)
    if not run:
        return
    known = gazetteer()
    whole = Span(run[0].start, run[-1].end)
    kind = known.kinds.get(whole.of(text))
    if kind is not None:
        yield _Draft(*whole, kind, whole.of(text))
        return
    forms = [word.of(text) for word in run]
    last_title = max((i for i, form in enumerate(forms) if form in known.titles), default=-1)
    if any(form[0].isupper() and form.lower() in COMMON for form in forms[1:]):
        return
    is_in_capitals = len(forms) == 1 and forms[0].isupper()
    if _is_organisation(forms, last_title):
        yield _Draft(*whole, "organisation", whole.of(text), is_in_capitals=is_in_capitals)
        return
    found = _titled(text, run, last_title) if last_title >= 0 else _untitled(text, run)
    for draft in found:
        yield draft._replace(is_in_capitals=is_in_capitals)


def _is_whole_line(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("\n", "") and text[end : end + 1] in ("\n", "")


def _without_common(text: str, run: list[Span]) -> list[Span]:
    """Take words off both ends that carry a capital only for where they stand."""
    while run and (first := run[0].of(text)).lower() in COMMON and first not in ("US", "IT", "May"):
        run = run[1:]
    while run and (_is_particle(run[-1].of(text)) or run[-1].of(text).lower() in COMMON):
        if run[-1].of(text) == "US":
            break
        run = run[:-1]
    return run


def _is_organisation(forms: list[str], last_title: int) -> bool:
    words = gazetteer().organisation_words
    if len(forms) == 1:
        return forms[0].isupper() and 2 <= len(forms[0]) <= 6 and forms[0].isalpha()
    return forms[-1] in words or (
        last_title < 1 and any(form in words for form in forms[:-1]) and "of" in forms
    )


def _titled(text: str, run: list[Span], last_title: int) -> Iterator[_Draft]:
    """A title and, if there is one, the person who bears it."""
    before, person = run[: last_title + 1], run[last_title + 1 :]
    while person and person[0].of(text) in ("of", "for"):
        person = person[1 + _size_of_field(text, person[1:]) :]
    yield from _places_in(text, before)
    if person:
        span = Span(person[0].start, person[-1].end)
        title = text[before[0].start : person[0].start].strip(" \u00a0")
        yield _Draft(*span, "person", span.of(text), title)


def _size_of_field(text: str, words: list[Span]) -> int:
    """Return how many words after "minister of" say of what: a place, "Foreign Affairs"."""
    forms, known = [word.of(text) for word in words[:3]], gazetteer()
    if " ".join(forms[:2]) in known.kinds or (forms and forms[0] in KINDS_OF_FIELD):
        is_person_next = len(forms) > 1 and forms[1] in known.first_names
        return 1 if is_person_next else 2
    return 1


def _places_in(text: str, words: list[Span]) -> Iterator[_Draft]:
    """The demonym or country that a title begins with."""
    for count in (2, 1):
        if len(words) >= count:
            span = Span(words[0].start, words[count - 1].end)
            kind = gazetteer().kinds.get(span.of(text))
            if kind in ("demonym", "place"):
                yield _Draft(*span, kind, span.of(text))
                return


def _untitled(text: str, run: list[Span]) -> Iterator[_Draft]:
    leading = next(_places_in(text, run), None)
    has_demonym = leading is not None and leading.kind == "demonym"
    if leading is not None and has_demonym:
        yield leading
        run = [word for word in run if word.start >= leading.end]
        if not run:
            return
    span = Span(run[0].start, run[-1].end)
    yield _Draft(
        *span,
        gazetteer().kinds.get(span.of(text), ""),
        span.of(text),
        words=len(run),
        looks_personal=_looks_personal(text, run),
        may_have_role=not has_demonym,
    )


def _looks_personal(text: str, run: list[Span]) -> bool:
    forms = [word.of(text) for word in run]
    has_initial = any(len(form) == 2 and form.endswith(".") for form in forms[:-1])
    return 2 <= len(run) <= 4 and (forms[0] in gazetteer().first_names or has_initial)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \u00a0")
    return not before or before[-1] in ".!?:\n\"“‘'”’«•*|—–(["


def _role_before(text: str, start: int) -> str:
    """The role in lower case that stands before a name: "former prime minister"."""
    if text[start - 1 : start] != " " or text[start - 2 : start - 1] == ",":
        return ""
    last = text[max(0, start - _MAX_ROLE_LENGTH) : start].rsplit(None, 1)[-1:]
    if not last or last[0].rstrip() not in gazetteer().roles:
        return ""
    words = text[max(0, start - _LOOK_BACK) : start].split()[-5:]
    if words[-1] not in gazetteer().roles:
        return ""
    first = len(words) - 1
    while first and (words[first - 1] in ROLE_MODIFIERS or words[first - 1] in gazetteer().kinds):
        first -= 1
    if first and " ".join(words[first - 1 : first + 1]) in gazetteer().kinds:
        first -= 1  # "North Korean"
    return " ".join(words[first:])


def _role_after(text: str, end: int) -> str:
    """The apposition after a name, where it says what the person does."""
    if text[end : end + 1] != ",":
        return ""
    found = _APPOSITION.match(text, end)
    if found is None:
        return ""
    words = found.group(1).split()
    roles = gazetteer().roles
    has_role = any(word in roles or word.lower() in roles for word in words[:7])
    return found.group(1).strip() if has_role else ""


def _joined_by_and(text: str, found: list[Name]) -> list[Name]:
    """Make one of "Security" and "Cooperation Center" where "and" stands between them."""
    joined: list[Name] = []
    for name in found:
        last = joined[-1] if joined and name.kind == "organisation" else None
        if (
            last is not None
            and last.kind in ("unknown", "")
            and text[last.span.end : name.span.start] == " and "
            and " " in name.full
            and last.full.split()[-1] in FIELDS
        ):
            span = Span(last.span.start, name.span.end)
            joined[-1] = Name(span, "organisation", full=span.of(text))
        else:
            joined.append(name)
    return joined


def _joined_by_surname(found: list[Name]) -> Iterator[Name]:
    """Give later mentions by surname the person's kind and full name; drop what stayed unsure."""
    people: dict[str, Name] = {}
    capitalised = {name.full for name in found if name.kind == "unknown"}
    for name in found:
        if name.kind == "person" and " " in name.full:
            parts = name.full.split()
            for part in (parts[-1], parts[-1].removeprefix("al-").removeprefix("el-"), parts[0]):
                people.setdefault(part, name)
    for name in found:
        span, kind, title, role, full = name
        person = people.get(full)
        if person is not None and kind in ("", "unknown", "person") and " " not in full:
            yield _make(Name, (span, "person", title, role, person.full))
        elif kind:
            yield name
        elif full in capitalised:
            yield _make(Name, (span, "unknown", title, role, full))
