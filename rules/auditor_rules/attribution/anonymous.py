"""Sources that have a place or an office but no name."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor import Document, Span, folded, names, view
from auditor_rules.attribution.cues import cue_after, cue_words
from auditor_rules.lexicons import lexicon, phrase_hits


class AnonymousSource(NamedTuple):
    """A source without a name."""

    span: Span
    """The source: "a senior official", "Kenyan sources"."""
    kind: str
    """``source`` or ``office``."""
    reason: Span | None
    """Where the text says why it has no name."""


MAX_LENGTH_WAY_TO_REASON = 350
_WORD_BEFORE = re.compile(r"([\w.'-]{1,20}) $")
_MODIFIERS = frozenset(
    """a an senior top former high-ranking high-level unnamed anonymous unidentified several some
    two three four other another many various local foreign western diplomatic military police
    security intelligence government official us u.s. uk u.k. eu nato north south east american
    european asian african defense defence law enforcement administration white house congressional
    industry company party campaign legal court hospital medical state federal national regional
    independent reliable trusted credible unofficial informed multiple one well-placed palace
    ministry army navy health embassy un u.n. republican democratic palestinian
    counterterrorism counter-terrorism current diplomatic""".split()
)
_TAIL = re.compile(
    r" (?:familiar with|close to|near|with (?:direct )?knowledge of|briefed on|inside|within|in|at|"
    r"from)(?: [a-z'-]+){1,4}?(?= (?:said|says|say|told|tell|claim|claimed|have|has|had|is|are|was|"
    r"were|believe|described|confirmed|insist|insisted|added|revealed)\b)"
)
_UNDERSTOOD = re.compile(r" (?:is|are|was|were) (?:understood|said|believed|reported) to\b")
_NAMING = frozenset({"call", "describe"})
_DEFINITE_BEFORE = re.compile(
    r"\b(?:the|these|those|his|her|its|their|our|my|'s|s')(?: [a-z-]{2,14})? $"
)
_INDEFINITE = re.compile(r"(?:an?|one|another|some|any|no|unnamed|anonymous|unidentified)\b")
_PREPOSITION = re.compile(r"\b(?:from|by|to|with|citing|quoting|through|via|of) $")
_REASON = re.compile(
    r"(?:on (?:the )?condition of anonymity|(?:declin|refus|ask)(?:ed|ing) (?:not )?to be "
    r"(?:named|identified)|requested anonymity|anonymity)[^.\n]{0,60}?\b(?:because|since|as|"
    r"to (?:discuss|speak|describe|avoid)|for fear|fearing|due to|citing|so (?:as )?to|in order to|"
    r"so that)\b|not (?:authori[sz]ed|allowed|permitted) to (?:speak|discuss|comment|talk)"
    r"|for fear of (?:reprisal|retaliation|retribution|losing)"
    r"|names? (?:have|has) been changed"
)


@view
def anonymous_sources(document: Document) -> tuple[AnonymousSource, ...]:
    """Return the sources without a name that pass something on, in order."""
    text = folded(document)
    kinds = lexicon("attribution/anonymous-sources")
    found: list[AnonymousSource] = []
    for hit in phrase_hits(document, "attribution/anonymous-sources"):
        kind = kinds[hit.phrase]["kind"]
        span = Span(_with_modifiers(document.text, text, hit.span.start), hit.span.end)
        if _is_nameless(document, text, span, hit.span) and _passes_on(text, span, kind):
            _keep_longest(found, AnonymousSource(span, kind, _reason(text, span.end)))
    return tuple(found)


def _is_nameless(document: Document, text: str, span: Span, noun: Span) -> bool:
    """Tell whether no name and no earlier mention stands behind the description."""
    if document.text[noun.start].isupper() and not _opens_sentence(text, noun.start):
        return False
    before = text[max(0, span.start - 24) : span.start]
    is_plural = text[noun.end - 1] == "s" and not text[noun.start : noun.end].startswith("a ")
    if is_plural and _DEFINITE_BEFORE.search(before):
        return False
    is_plural = is_plural or text.startswith(("people", "those"), noun.start)
    if not is_plural and not _INDEFINITE.match(text, span.start):
        return False
    return not (before.endswith(", ") and _ends_name(document, span))


def _opens_sentence(text: str, start: int) -> bool:
    return start == 0 or text[max(0, start - 2) : start].strip()[-1:] in ("", ".", "!", "?", "\n")


def _ends_name(document: Document, span: Span) -> bool:
    return span.start - 2 in _ends_of_persons(document)


@view
def _ends_of_persons(document: Document) -> frozenset[int]:
    return frozenset(name.span.end for name in names(document) if name.kind == "person")


def _keep_longest(found: list[AnonymousSource], source: AnonymousSource) -> None:
    if found and source.span.start < found[-1].span.end:
        if source.span.end > found[-1].span.end:
            found[-1] = source._replace(span=Span(found[-1].span.start, source.span.end))
    else:
        found.append(source)


def _with_modifiers(text: str, folded_text: str, start: int) -> int:
    for _ in range(5):
        found = _WORD_BEFORE.search(folded_text, max(0, start - 22), start)
        if found is None:
            return start
        word = found.group(1)
        is_demonym = text[found.start(1)].isupper() and word.endswith(
            ("an", "ian", "ish", "ese", "ch", "i", "ean", "ss", "ek", "korean")
        )
        if word not in _MODIFIERS and not is_demonym:
            return start
        start = found.start(1)
    return start


def _passes_on(text: str, span: Span, kind: str) -> bool:
    """Tell whether the source is said to have said something."""
    tail = _TAIL.match(text, span.end) if kind == "source" else None
    cue = cue_after(text, tail.end() if tail else span.end)
    if cue is not None and (cue.is_claim or cue.lemma in _NAMING):
        return True
    if tail is not None and _UNDERSTOOD.match(text, tail.end()):
        return True
    left = text[max(0, span.start - 14) : span.start]
    is_described = text[span.start : span.end].count(" ") > 0
    if kind == "source" and is_described and _PREPOSITION.search(left):
        return True
    return left.endswith(("according to ", "according to the ")) or _is_after_cue(left)


def _is_after_cue(left: str) -> bool:
    """Tell whether ", said" stands before the source."""
    words = left.split()
    return (
        len(words) >= 1
        and left.endswith(" ")
        and cue_words().get(words[-1], ("", "", ""))[1] == "say"
        and words[-1] in ("said", "says", "told", "added")
    )


def _reason(text: str, end: int) -> Span | None:
    found = _REASON.search(text, end, end + MAX_LENGTH_WAY_TO_REASON)
    return Span(found.start(), found.end()) if found else None
