"""Claims of real articles said again further down with one element changed.

A clause of the article is cut out, said in other words (other opening, other order, other words)
and put below with another number, date, name, direction or total. What the article itself says
stays untouched, so that every finding of the clean article is a false alarm.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from auditor import Document, Span, names, quoted, sentences
from auditor_rules.contradiction.learning.injected_numbers import MONTHS, WEEKDAYS, changed_number
from auditor_rules.contradiction.mentions import Mention, mentions

KINDS = ("number", "date", "name", "direction", "total")
_OPENINGS = (
    "", "", "As noted, ", "In short, ", "To sum up, ", "Put briefly, ", "In other words, ",
    "As reported above, ", "It remains that ", "The main point is that ", "In fact, ",
)  # fmt: skip
_TOTALS = ("In all, ", "Altogether, ", "In total, ", "All told, ")
_OTHER_WORDS = (
    (r"\babout (?=\d)", ("some ", "around ")),
    (r"\bmore than (?=[\d$£€])", ("over ",)),
    (r"\bpeople\b", ("persons", "individuals")),
    (r"\bcompany\b", ("firm", "business")),
    (r"\bannounced\b", ("made known", "declared")),
    (r"\bpurchased\b|\bbought\b", ("acquired",)),
    (r"\bbegan\b|\bstarted\b", ("got under way",)),
    (r"\blargest\b", ("biggest",)),
    (r"\bbiggest\b", ("largest",)),
    (r"\bhouses\b|\bhomes\b", ("dwellings",)),
    (r"\breceived\b", ("got",)),
    (r"\bsaid\b", ("stated",)),
    (r"\bwas killed\b|\bwere killed\b", ("lost their lives",)),
    (r"\bincluding\b", ("among them",)),
    (r"\balso\b", ("too",)),
    (r"\bchildren\b", ("youngsters", "kids")),
    (r"\bhowever,? ", ("",)),
    (r"\bcurrently\b", ("at present",)),
    (r"\bnearly\b|\balmost\b", ("close to",)),
    (r"\busing\b", ("with",)),
    (r"\bhelp\b", ("aid",)),
    (r"\bshow(?:s|ed)?\b", ("indicated",)),
    (r"\bnew\b", ("recent",)),
    (r"\bexpected\b", ("due",)),
    (r"\bchief executive\b", ("boss",)),
    (r"\bapproved\b", ("passed",)),
    (r"\bplans?\b", ("intends",)),
    (r"\bimportant\b", ("key",)),
    (r"\bmany\b", ("numerous",)),
    (r"\blaunched\b", ("introduced",)),
    (r"\bopened\b", ("was opened",)),
)
_DIRECTIONS = (
    ("rose", "fell"), ("increased", "decreased"), ("grew", "shrank"), ("climbed", "dropped"),
    ("gained", "lost"), ("won", "lost"), ("approved", "rejected"), ("higher", "lower"),
    ("increase", "decrease"), ("rise", "fall"), ("raised", "cut"), ("up", "down"),
    ("accepted", "refused"), ("supported", "opposed"), ("bought", "sold"), ("opened", "closed"),
    ("joined", "left"), ("jumped", "plunged"), ("growth", "decline"), ("improved", "worsened"),
    ("won", "lost"), ("expanded", "shrank"), ("allowed", "banned"), ("arrived", "left"),
)  # fmt: skip
_FLIPPED = {a: b for one, other in _DIRECTIONS for a, b in ((one, other), (other, one))}
_DIRECTION = re.compile(rf"\b(?:{'|'.join(sorted(_FLIPPED, key=len, reverse=True))})\b")
_CUT_BEFORE = re.compile(
    r", (?:which|who|whose|where|while|after|before|although|though|but|as|"
    r"according|he said|she said|they said|and|adding|saying)\b"
)
_LEADING = re.compile(r"^[^,]{3,60}, (?=(?:the|a|an|he|she|they|it|we|[A-Z])\b)")
_ADVERBIAL = re.compile(
    r" (?P<when>(?:on|in|last|this|since|by|during) (?:[A-Z][a-z]+day"
    r"|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]+|(?:19|20)\d\d|year|month|week))(?=[ .,])"
)
_NOUGHT = re.compile(r"(?<![\d.,])0(?![\d.,])")
_OPEN = ("more than", "at least", "up to")
_STRANGE = ("Halvorsen", "Brockwell", "Tarrant", "Okonjo", "Lindqvist", "Vellmouth", "Marchetti")


class Restated(NamedTuple):
    """An article with one claim said again and changed."""

    text: str
    kind: str
    sentence: Span
    """The sentence that was put in."""


def restated(document: Document, kind: str) -> Restated | None:
    """Say one of the document's claims again with a change; ``None`` where none can be."""
    chooser = random.Random(f"{kind}{document.text}")
    text = document.text
    spans = [span for span in sentences(document) if _is_usable(document, span)]
    chooser.shuffle(spans)
    for span in spans[:40]:
        found = _CHANGES[kind](document, span, chooser)
        if found is not None:
            sentence = _reworded(text, span, found, chooser, kind)
            if sentence is not None:
                return _placed(text, span, sentence, kind, chooser)
    return None


class _Change(NamedTuple):
    at: Span
    new: str


def _is_usable(document: Document, span: Span) -> bool:
    said = span.of(document.text)
    return (
        50 <= len(said) <= 320
        and said[0].isupper()
        and said[-1] == "."
        and not quoted(document).overlap(span)
        and sum(word.islower() for word in said.split()) >= 6
        and not re.search(r"[|<>{}\[\]]|: ", said)
    )


def _of_kinds(document: Document, span: Span, kinds: frozenset[str]) -> list[Mention]:
    return [m for m in mentions(document) if span.covers(m.span) and m.kind in kinds]


_NUMBERS = frozenset(("count", "%", "USD", "GBP", "EUR", "years", "days", "km", "miles", "months"))
_DATES = frozenset(("weekday", "day", "month", "year"))


def _number(document: Document, span: Span, chooser: random.Random) -> _Change | None:
    known = [m for m in _of_kinds(document, span, _NUMBERS) if m.high > 2]
    return _changed(document, known, chooser)


def _date(document: Document, span: Span, chooser: random.Random) -> _Change | None:
    return _changed(document, _of_kinds(document, span, _DATES), chooser)


def _total(document: Document, span: Span, chooser: random.Random) -> _Change | None:
    known = [m for m in _of_kinds(document, span, frozenset(("count",))) if m.high > 9 and m.noun]
    return _changed(document, known, chooser)


def _changed(document: Document, known: list[Mention], chooser: random.Random) -> _Change | None:
    if not known:
        return None
    mention = chooser.choice(known)
    new = changed_number(mention, document.text, chooser)
    if (
        new is None
        or re.search(r"(?<![\d.,])0(?![\d.,])", new)
        or mention.qualifier in ("more than", "at least", "up to")
    ):
        return None
    if mention.kind == "day":
        old = mention.span.of(document.text)
        month = next((name for name in MONTHS if name in old), None)
        if month and chooser.random() < 0.4:
            new = old.replace(month, chooser.choice([m for m in MONTHS if m != month]))
        if any(name in old for name in WEEKDAYS):
            return None
    return _Change(mention.span, new)


def _name(document: Document, span: Span, chooser: random.Random) -> _Change | None:
    known = [
        n for n in names(document)
        if span.covers(n.span) and n.kind in ("person", "place", "organisation")
        and n.span.start > span.start
    ]  # fmt: skip
    if not known:
        return None
    name = chooser.choice(known)
    written = name.span.of(document.text)
    others = sorted(
        {
            n.span.of(document.text)
            for n in names(document)
            if n.kind == name.kind
            and not set(n.span.of(document.text).split()) & set(written.split())
        }
    )
    new = chooser.choice([*others[:20], *_STRANGE]) if others else chooser.choice(_STRANGE)
    return _Change(name.span, new)


def _direction(document: Document, span: Span, chooser: random.Random) -> _Change | None:
    found = list(_DIRECTION.finditer(document.text, *span))
    if len(found) != 1:
        return None
    return _Change(Span(*found[0].span()), _FLIPPED[found[0].group()])


_CHANGES: dict[str, Callable[[Document, Span, random.Random], _Change | None]] = {
    "number": _number, "date": _date, "name": _name, "direction": _direction, "total": _total,
}  # fmt: skip


def _reworded(
    text: str, span: Span, change: _Change, chooser: random.Random, kind: str
) -> str | None:
    mark = "\x00"
    said = text[span.start : change.at.start] + mark + text[change.at.end : span.end]
    said = said.rstrip(". ")
    cut = next(
        (m.start() for m in _CUT_BEFORE.finditer(said) if m.start() > said.index(mark)), None
    )
    if cut is not None and chooser.random() < 0.8:
        said = said[:cut]
    lead = _LEADING.match(said)
    if lead and mark not in lead.group() and chooser.random() < 0.7:
        said = said[lead.end() :]
    words = list(_OTHER_WORDS)
    chooser.shuffle(words)
    done = 0
    for pattern, others in words:
        replaced = re.sub(pattern, chooser.choice(others), said, count=1)
        if replaced != said and done < 2:
            said, done = replaced, done + 1
    when = _ADVERBIAL.search(said)
    if when and mark not in when.group() and chooser.random() < 0.5:
        said = said[: when.start()] + said[when.end() :]
        front = when["when"][0].upper() + when["when"][1:]
        said = f"{front}, {_lowered(said)}"
    if len(said) < 30 or mark not in said:
        return None
    opening = chooser.choice(_TOTALS if kind == "total" else _OPENINGS)
    if opening:
        said = opening + _lowered(said)
    said = said[0].upper() + said[1:]
    return said.replace(mark, change.new) + "."


def _lowered(said: str) -> str:
    first = said.split(" ", 1)[0]
    if first in (
        "The",
        "A",
        "An",
        "In",
        "On",
        "It",
        "He",
        "She",
        "They",
        "This",
        "These",
        "At",
        "We",
        "There",
        "More",
        "About",
        "For",
        "But",
        "And",
        "Its",
        "His",
        "Her",
    ):
        return said[0].lower() + said[1:]
    return said


def _placed(text: str, span: Span, sentence: str, kind: str, chooser: random.Random) -> Restated:
    breaks = [match.end() for match in re.finditer(r"\n+", text) if match.start() > span.end + 200]
    at = chooser.choice(breaks) if breaks else len(text)
    before = text[:at] if text[:at].endswith("\n") else text[:at] + "\n"
    return Restated(
        f"{before}{sentence}\n{text[at:]}", kind, Span(len(before), len(before) + len(sentence))
    )


def restated_all(document: Document) -> Iterator[Restated]:
    """Yield the document with a changed restatement of each kind that it allows."""
    for kind in KINDS:
        found = restated(document, kind)
        if found is not None:
            yield found
