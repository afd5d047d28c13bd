"""Claims that a reader asks a source for: casualties, figures, accusations, superlatives."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, PhraseHit, Span, folded, names
from auditor_rules.lexicons import phrase_hits


class Claim(NamedTuple):
    """Words that ask for a source."""

    span: Span
    kind: str
    """``casualties``, ``figure``, ``accusation`` or ``superlative``."""


AROUND = 100
"""Code points on either side of a needed word in which the claim stands."""
_SMALL = "two|three|four|five|six|seven|eight|nine|ten"
_ABOUT = (
    r"(?:(?:about|around|at least|more than|over|nearly|almost|some|up to|an estimated|as many as|"
    r"another|roughly|close to|only|just|less than|fewer than) )?"
)
_MANY = r"(?:(?:tens |hundreds )?of )?(?:dozens|scores|hundreds|thousands|millions)(?: of)?"
_COUNT = (
    rf"(?:(?:\d[\d,.]*|{_SMALL}|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
    rf"(?: hundred| thousand| million| dozen)?|{_MANY})"
)
_VICTIMS = (
    r"(?:people|civilians|soldiers|troops|children|women|men|lives|officers|residents|protesters|"
    r"fighters|militants|migrants|refugees|patients|workers|students|passengers|americans|"
    r"christians|muslims|jews|others|villagers|babies|policemen)"
)
_CASUALTIES = re.compile(
    rf"\b{_COUNT} (?:[a-z-]+ ){{0,2}}{_VICTIMS} (?:(?:were|have|had|been|are|also) ){{0,3}}"
    r"(?:killed|murdered|slaughtered|massacred|wounded|injured|maimed|executed|died|dead|"
    r"perished|lost their lives)\b|"
    r"\b(?:kill|murder|slaughter|massacr|wound|injur|maim|execut)(?:ed|ing) "
    rf"{_ABOUT}{_COUNT} (?:[a-z-]+ ){{0,2}}{_VICTIMS}\b|"
    rf"\b{_COUNT} (?:[a-z-]+ )?(?:deaths|fatalities|casualties)\b|"
    rf"\bdeath toll (?:of|rose to|has risen to|stands at|is|was) {_ABOUT}{_COUNT}"
)
_GROUP = (
    r"(?:people|adults|women|men|americans|britons|children|teenagers|students|patients|voters|"
    r"users|workers|immigrants|migrants|refugees|muslims|christians|families|households|parents|"
    r"citizens|residents|consumers|doctors|scientists|teachers|girls|boys|republicans|democrats|"
    r"(?:the )?(?:population|public))"
)
_SHARE = (
    r"(?:\d[\d.]*(?: ?%| percent| per cent)|half|(?:a|one)[ -](?:third|quarter|fifth)|"
    r"(?:two|three)[ -](?:thirds|quarters|fifths))"
)
_FIGURE = re.compile(
    rf"\b(?:{_SHARE} of (?:(?:all|the|our|these|those|[a-z-]+) ){{0,2}}{_GROUP}|"
    r"(?:the )?(?:vast|overwhelming|great) majority of (?:the )?(?:[a-z]+ )?"
    rf"{_GROUP}|(?:one|{_SMALL}|\d{{1,3}}) (?:in|out of) (?:every )?(?:{_SMALL}|\d{{1,3}}) "
    rf"(?:[a-z-]+ ){{0,2}}{_GROUP})\b|"
    r"\b(?:cut|reduce|boost|improve|lower|raise|increase|shrink|slow|prevent)s? "
    rf"(?:[a-z'-]+ ){{1,6}}by (?:up to|as much as|over|more than|nearly|almost) {_SHARE}"
)
_EVER = (
    r"(?:ever (?:recorded|seen|known|built|made|discovered|committed|held|found)\b|of all time\b|"
    r"on record\b|in (?:(?!league|franchise|club|team|school)[a-z.'-]+ ){0,2}history\b|"
    r"the world has (?:ever )?(?:known|seen)\b)"
)
# "Best" and "most beautiful" are somebody's taste: only what could be counted is asked about.
_SUPERLATIVE = re.compile(
    r"(?<!one of )\bthe (?:(?:single|very|by far) )?(?:(?:second|third)[ -])?"
    r"(?:largest|biggest|worst|deadliest|costliest|bloodiest|highest|longest|richest|"
    r"greatest (?=fraud|crime|scandal|financial|political|disaster|crisis)|most expensive )"
    r" ?(?:[a-z'-]+ ){1,5}?" + _EVER + r"|\bfor the first time in (?:[a-z]+ ){0,2}history\b"
)
# A search for plain words takes a hundredth of the pattern's time, and most texts have none.
_WORDS_OF_CASUALTIES = (
    *"kill died dead murder slaughter massacr wound injur maim execut perish deaths".split(),
    *("lost their lives", "fatalit", "casualt", "death toll"),
)
_PARTS = "% percent cent half third quarter fifth thirds quarters fifths majority".split()
_RATIOS = (
    *"two three four five six seven eight nine".split(),
    *(" one", "\none", " ten"),
    *(f" {ratio}" for ratio in range(1, 11)),
)
_WORDS_OF_FIGURES = (
    *(f"{part} of " for part in _PARTS),
    *(f"{ratio} in " for ratio in _RATIOS),
    *(f"{ratio} out of " for ratio in _RATIOS),
    *(
        f" by {about} "
        for about in ("up to", "as much as", "over", "more than", "nearly", "almost")
    ),
)
_WORDS_OF_RECORDS = ("history", " ever ", "of all time", "on record", "the world has ")
# Who counts: a text that speaks of them at all has a source for its counts, near or far.
_COUNTERS_OF_VICTIMS = (
    "police",
    "official",
    "authorit",
    "ministry",
    "military",
    "court",
    "hospital",
)
_COUNTERS_OF_PEOPLE = ("poll", "survey", "census", "respondents")


class _Kind(NamedTuple):
    """A kind of claim: words one of which it needs, words that tell who counted, its form."""

    name: str
    needed: tuple[str, ...]
    counters: tuple[str, ...]
    pattern: re.Pattern[str]


_KINDS = (
    _Kind("casualties", _WORDS_OF_CASUALTIES, _COUNTERS_OF_VICTIMS, _CASUALTIES),
    _Kind("figure", _WORDS_OF_FIGURES, _COUNTERS_OF_PEOPLE, _FIGURE),
    _Kind("superlative", _WORDS_OF_RECORDS, (), _SUPERLATIVE),
)

# What may stand between a name and what it is accused of.
_DID = re.compile(
    r" (?:(?:has|have|had|also|then|repeatedly|knowingly|deliberately|illegally|openly|clearly|"
    r"simply|just|even|secretly|personally|actually|already|and|his|her|wife|friends) ){0,4}"
)
_IS = re.compile(
    r" (?:is|are|was|were|has been|remains) (?:(?:a|an|the|deeply|completely|totally|so|most|"
    r"known|career|common|utterly|openly|guilty of|involved in|behind|responsible for) ){0,3}"
)
_OF = re.compile(r"'s (?:(?:own|many|endless|vast|massive|blatant|long) )?")
_STOLEN = re.compile(r" (?:the (?:election|presidency|vote|nomination)|millions|billions|money|\$)")
_DEEDS = frozenset(
    "assassinated bribed embezzled laundered lied massacred murdered raped rigged stole".split()
) | {"committed fraud", "covered up", "sexually assaulted"}
_STATES = frozenset(
    """corrupt criminal fraud fraudulent treason murder genocide corruption bribery crimes
    embezzlement extortion""".split()
)
_CRIMES = frozenset("corruption crimes treason fraud bribery embezzlement extortion".split())


def claims(document: Document) -> Iterator[Claim]:
    """Yield the claims in no order; none of a kind whose counters the text names."""
    text = folded(document)
    for kind in _KINDS:
        if _stands_in(text, kind.needed) and not _stands_in(text, kind.counters):
            for span in _places(text, kind):
                if kind.name != "superlative" or not _is_title(span.of(document.text)):
                    yield Claim(span, kind.name)
    yield from _accusations(document, text)


def _places(text: str, kind: _Kind) -> Iterator[Span]:
    """Match around the words that are needed; a place may come more than once."""
    for word in kind.needed:
        at = text.find(word)
        while at != -1:
            for found in kind.pattern.finditer(text, max(0, at - AROUND), at + AROUND):
                yield Span(*found.span())
            at = text.find(word, at + len(word))


def _stands_in(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _is_title(words: str) -> bool:
    """Tell whether "The Biggest Errors in Debate History" is the name of something."""
    return words.split()[1][0].isupper()


def _accusations(document: Document, text: str) -> Iterator[Claim]:
    """Somebody who is named is said to have done, or to be, what courts deal with."""
    hits = phrase_hits(document, "attribution/accusations")
    hits = tuple(hit for hit in hits if hit.phrase in _DEEDS or hit.phrase in _STATES)
    if not hits:
        return
    accused = [each.span for each in names(document) if each.kind in ("person", "organisation")]
    ends = [each.end for each in accused]
    for hit in hits:
        if hit.phrase == "stole" and not _STOLEN.match(text, hit.span.end):
            continue
        near = slice(bisect_right(ends, hit.span.start - 60), bisect_left(ends, hit.span.start))
        for name in accused[near]:
            if _is_laid_on(text, name, hit):
                yield Claim(Span(name.start, hit.span.end), "accusation")
                break


def _is_laid_on(text: str, name: Span, hit: PhraseHit) -> bool:
    """Tell whether only auxiliaries and the like stand between the name and the charge."""
    forms = [_DID] if hit.phrase in _DEEDS else [_IS]
    if hit.phrase in _CRIMES:
        forms.append(_OF)
    return any(form.fullmatch(text, name.end, hit.span.start) for form in forms)
