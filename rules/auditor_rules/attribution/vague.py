"""Sources that are nobody in particular, wherever they stand in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, folded, view
from auditor_rules.attribution.cues import cue_after
from auditor_rules.lexicons import lexicon, phrase_hits


class VagueSource(NamedTuple):
    """A claim hung on nobody in particular."""

    span: Span
    """The source with its cue: "Many observers believe"."""
    source: Span
    """The source alone; empty at the cue in a passive."""
    kind: str
    """``group``, ``some-group``, ``report``, ``hearsay``, ``according``, ``impersonal``,
    ``passive``."""


_WORD_BEFORE = re.compile(r"([\w'-]{2,20}) $")
_MODIFIERS = frozenset(
    """many some several most other various numerous certain few all leading political military
    industry market legal security economic financial independent foreign international western
    defense defence policy media film music literary health medical local regional outside
    modern contemporary early recent prominent noted respected religious academic senior party
    republican     democratic conservative liberal election crime""".split()
)
# "Doctors say" may be all doctors; "some doctors say" is nobody.
_QUANTIFIER = re.compile(r"(?:many|some|several|most|various|numerous|certain|few|other)\b")
# "The analysts" and "these critics" have been named before; "than analysts expected" is a figure.
_DEFINITE = frozenset(
    {"the", "these", "those", "both", "our", "my", "two", "three", "four", "five"}
)
_BE = r"(?:is|are|'s|been)"
_ADVERBS = (
    r"(?:also|widely|generally|commonly|often|usually|sometimes|frequently|largely|broadly|now|"
    r"still|popularly|universally|traditionally|typically|mostly|long|thus)"
)
_IMPERSONAL = re.compile(
    rf"\bit(?:'s|(?: (?:has|had|can|could|may|might|{_ADVERBS})){{0,2}} (?:is|was|be|been)"
    rf"(?: {_ADVERBS})?) $"
)
_PASSIVE = re.compile(rf"\b{_BE}(?P<adverb> {_ADVERBS})? $")
_AGENT = re.compile(
    r"[^.;:!?\n]{0,80}?\bby (?!(?:many|some|most|critics|experts|observers|analysts)\b)"
)
# Participles whose passive is vague without any adverb, and those that need "widely" or "often".
_ALWAYS = frozenset(
    p + end
    for p in "believed thought rumoured rumored alleged claimed presumed reputed considered".split()
    for end in (" to", " that")
) | {"seen as", "perceived as"}
_IMPERSONAL_ONLY = frozenset(
    """believed thought said rumoured rumored alleged claimed argued presumed suggested speculated
    assumed hypothesized theorized theorised feared contended""".split()
)


@view
def vague_sources(document: Document) -> tuple[VagueSource, ...]:
    """Return the vague sources in order, none overlapping another."""
    found = sorted((*_groups(document), *_phrases(document), *_passives(document)))
    kept: list[VagueSource] = []
    for each in found:
        if kept and each.span.start < kept[-1].span.end:
            if each.span.end - each.span.start > kept[-1].span.end - kept[-1].span.start:
                kept[-1] = each
        else:
            kept.append(each)
    return tuple(kept)


def _groups(document: Document) -> Iterator[VagueSource]:
    text = folded(document)
    kinds = lexicon("attribution/vague-sources")
    for hit in phrase_hits(document, "attribution/vague-sources"):
        cue = cue_after(text, hit.span.end)
        if cue is None or not cue.is_claim:
            continue
        start, before = _with_modifiers(text, hit.span.start)
        if _is_somebodys(document.text, start, hit.span.start):
            continue
        kind = kinds[hit.phrase]["kind"]
        is_quantified = _QUANTIFIER.match(text, start) is not None
        if before not in _DEFINITE and (is_quantified or kind != "some-group"):
            yield VagueSource(Span(start, cue.span.end), Span(start, hit.span.end), kind)


_SHARE_OF = re.compile(
    r"(?:\d ?%|percent|per cent|\b(?:half|third|quarter|majority|one|none)) of $"
)


def _is_somebodys(text: str, start: int, noun: int) -> bool:
    """Tell whether the group is counted or named: "63% of users told", "Trump opponents"."""
    before = text[max(0, start - 24) : start]
    last = before.rstrip().rpartition(" ")[2].lstrip("“\"(‘'")
    is_named = before.endswith(" ") and last[:1].isupper() and last[-1:] not in '.,;:!?”"’)'
    place = max(0, start - len(last) - 1)
    opens = text[max(0, place - 4) : place].rstrip(" ")[-1:] in ("", ".", "\n", "!", "?", "”")
    is_title = text[noun].isupper() and start != noun
    return _SHARE_OF.search(before) is not None or (is_named and not opens) or is_title


def _with_modifiers(text: str, start: int) -> tuple[int, str]:
    """Return where "many Western observers" begins and the word before it."""
    for _ in range(4):
        found = _WORD_BEFORE.search(text, max(0, start - 24), start)
        if found is None:
            return start, ""
        if found.group(1) not in _MODIFIERS:
            return start, found.group(1)
        start = found.start(1)
    return start, ""


def _phrases(document: Document) -> Iterator[VagueSource]:
    kinds = lexicon("attribution/vague-phrases")
    for hit in phrase_hits(document, "attribution/vague-phrases"):
        yield VagueSource(hit.span, hit.span, kinds[hit.phrase]["kind"])


def _passives(document: Document) -> Iterator[VagueSource]:
    text = folded(document)
    for hit in phrase_hits(document, "attribution/vague-participles"):
        left = max(0, hit.span.start - 40)
        if hit.phrase.split()[0] in _IMPERSONAL_ONLY and hit.phrase.endswith("that"):
            if before := _IMPERSONAL.search(text, left, hit.span.start):
                yield _passive(before.start(), hit.span.end, "impersonal")
        elif before := _PASSIVE.search(text, left, hit.span.start):
            is_vague = hit.phrase in _ALWAYS or before.group("adverb")
            if is_vague and _AGENT.match(text, hit.span.end) is None:
                yield _passive(before.start(), hit.span.end, "passive")


def _passive(start: int, end: int, kind: str) -> VagueSource:
    return VagueSource(Span(start, end), Span(start, start), kind)
