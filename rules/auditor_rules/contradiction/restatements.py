"""Two sentences of a document that state the same thing, and in what they differ.

A restatement says nothing of its own: whatever its words name, the other sentence names too, but
for words of reporting and one thing that is told otherwise. Like items of a list say something of
their own each (another name, another product, another year) and are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Document, Span, folded, sentences, view
from auditor_rules.contradiction.mentions import Mention, mentions
from auditor_rules.english.stems import stem_and_weight

MIN_COVERED = 0.7
"""So much of the weight of the shorter sentence's words must stand in the longer one."""
MIN_SHARED = 3
NAME_WEIGHT = 0.6
MIN_LENGTH, MAX_LENGTH = 20, 700
"""Characters: a longer sentence is a list, a table or no prose."""
MAX_SENTENCES_OF_WORD = 10
"""A word of more sentences than this leads to no candidates: the cost stays linear."""
MIN_ALIKE, MIN_SHARE_ALIKE = 2, 0.4
MAX_CANDIDATES = 12
MAX_ALIKE = 2
"""A sentence like more others than this is one of a list."""

_SAME = {
    "business": "company", "firm": "company", "acquir": "buy",
    "purchas": "buy", "biggest": "largest", "dwelling": "hous", "youngster": "child",
    "residence": "hous", "automobile": "car", "vehicle": "car", "physician": "doctor",
    "attorney": "lawyer", "movie": "film", "commence": "begin", "start": "begin",
    "obtain": "get", "receiv": "get", "got": "get", "assist": "help", "aid": "help",
    "require": "need", "numerou": "many", "injur": "hurt", "wound": "hurt", "slay": "kill",
    "murder": "kill", "unveil": "announce", "declar": "announce", "constru": "build",
    "construct": "build", "launch": "introduce", "rais": "rise", "soar": "rise", "jump": "rise",
    "surg": "rise", "plung": "fall", "tumbl": "fall", "slump": "fall", "reduc": "cut",
    "slash": "cut", "employ": "work", "hire": "appoint", "nam": "appoint", "scrap": "cancel",
    "ax": "cancel", "halt": "stop", "author": "write", "publish": "release",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TIME_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december today yesterday tomorrow tonight""".split()
)
_GENERIC = frozenset(
    stem_and_weight(word)[0]
    for word in """say tell report note add explain state statement figure number total mention
    earlier above below article recap summary short brief sum overall altogether indeed fact reach
    amount come stand put give make get take full time now recall remember remind conclude
    conclusion finally end close word main point key repeat again confirm announce reveal show
    describe release news story thing way go have happen occur account accord officially later
    already before after previously once noted stated mentioned reported count record see mean
    estimate estimated think believe expect release released see briefly remain recent new known
    among     firm business person kid youngster current present also too got receiv many numerous
    introduce declar intend plan indicat large big dwelling acquir aid us help boss key import
    currently nearly almost close main""".split()
)


_COMMON = frozenset(
    """that with this from have they will were been their which would about there could other after
    also more than when what into some them then only over most such year years people said says
    first these those where while your very just like many much make made time should because before
    between""".split()
)


class Said(NamedTuple):
    """A sentence reduced to what it says."""

    place: int
    """Its place among the document's sentences."""
    span: Span
    stems: dict[str, float]
    """The telling words' stems with their weight; names, times and numbers left out."""
    names: dict[str, Span]
    """Each word of its proper names, folded."""
    total: float
    mentions: tuple[Mention, ...]


class Restatement(NamedTuple):
    """Two sentences that state the same thing; ``said`` is the one that adds nothing."""

    said: Said
    other: Said
    covered: float
    """Share of the weight of the first one's words that the second has."""
    shared: frozenset[str]
    own_words: tuple[str, ...]
    """Stems of the first one that the second has not; words of reporting left out."""
    own_names: tuple[str, ...]
    """Words of names of the first one that stand neither in the second nor right before it."""
    missing_names: tuple[str, ...]
    """Words of names of the second one that the first has not."""

    @property
    def unlike_names(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of names that only the one and only the other has."""
        said, other = self.said.names.keys(), self.other.names.keys()
        return frozenset(said - other), frozenset(other - said)

    @property
    def later(self) -> Said:
        """The one further down."""
        return max(self.said, self.other, key=lambda each: each.span)

    @property
    def earlier(self) -> Said:
        """The one further up."""
        return min(self.said, self.other, key=lambda each: each.span)


@view
def restatements(document: Document) -> tuple[Restatement, ...]:
    """The pairs of sentences of which one adds nothing to the other, in order of the later one."""
    known = _Known(document)
    found = []
    for earlier, later in _alike(document):
        pair = _compared(known, earlier, later)
        if pair is not None:
            found.append(pair)
    alike = Counter(index for pair in found for index in (pair.said.place, pair.other.place))
    return tuple(
        pair for pair in found if max(alike[pair.said.place], alike[pair.other.place]) <= MAX_ALIKE
    )


# Six letters tell words of one stem well enough to choose what is compared in full.
_BEGINNING = re.compile(r"(?<![^\W\d_])[^\W\d_]{4,6}")


def _alike(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences, by their places, that share many of their words."""
    low = folded(document)
    postings: dict[str, list[int]] = {}
    sizes: dict[int, int] = {}
    for place, span in enumerate(sentences(document)):
        if not MIN_LENGTH <= span.end - span.start <= MAX_LENGTH:
            continue
        words = set(_BEGINNING.findall(low, *span)) - _COMMON
        sizes[place] = len(words)
        hits: Counter[int] = Counter()
        for word in words:
            known = postings.setdefault(word, [])
            hits.update(known if len(known) <= MAX_SENTENCES_OF_WORD else known[:2] + known[-2:])
            known.append(place)
        ranked = sorted((-count, other) for other, count in hits.items() if count >= MIN_ALIKE)
        for count, other in ranked[:MAX_CANDIDATES]:
            if -count >= MIN_SHARE_ALIKE * min(sizes[other], len(words)):
                yield other, place


class _Known:
    """The sentences of a document that were reduced; few are."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.spans = sentences(document)
        self.mentions: dict[int, list[Mention]] = {}
        for mention in mentions(document):
            self.mentions.setdefault(mention.sentence, []).append(mention)
        self.said: dict[int, Said] = {}

    def at(self, index: int) -> Said:
        """Return a sentence reduced."""
        if index not in self.said:
            span, held = self.spans[index], tuple(self.mentions.get(index, ()))
            stems, names = _reduced(self.document, span, held, _name_words(self.document))
            total = sum(weight for stem, weight in stems.items() if stem not in _GENERIC)
            total += NAME_WEIGHT * len(names)
            self.said[index] = Said(index, span, stems, names, total, held)
        return self.said[index]


def _reduced(
    document: Document, span: Span, held: tuple[Mention, ...], known: frozenset[str]
) -> tuple[dict[str, float], dict[str, Span]]:
    """Return the telling stems of a sentence with their weight, and the words of its names."""
    text = document.text
    stems: dict[str, float] = {}
    names: dict[str, Span] = {}
    starts = [mention.span.start for mention in held]
    for match in _WORD.finditer(folded(document), *span):
        word, start = match.group(), match.start()
        at = bisect_left(starts, match.end()) - 1
        if word in _TIME_WORDS or (at >= 0 and held[at].span.end > start):
            continue
        bare = word[:-2] if word.endswith(("'s", "’s")) else word
        if bare in known and text[start].isupper():
            names[bare] = Span(start, start + len(bare))
            continue
        stem, weight = stem_and_weight(word)
        if weight:
            stems.setdefault(_SAME.get(stem, stem), weight)
    return stems, names


_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SMALL = re.compile(r"(?<![\w'’\-])[a-z][^\W\d_]+")


@view
def _name_words(document: Document) -> frozenset[str]:
    """The words that stand with a capital inside a sentence and never without one."""
    text = document.text
    capital = {match.group().lower() for match in _CAPITAL.finditer(text)}
    capital = {word[:-2] if word.endswith(("'s", "’s")) else word for word in capital}
    return frozenset(capital - _TIME_WORDS - set(_SMALL.findall(text)))


def _compared(known: _Known, earlier: int, later: int) -> Restatement | None:
    first, second = known.at(earlier), known.at(later)
    first_size, second_size = _size(first), _size(second)
    said, other = (second, first) if second_size <= first_size else (first, second)
    shared = frozenset(said.stems.keys() & other.stems.keys())
    shared_names = said.names.keys() & other.names.keys()
    if len(shared) + len(shared_names) < MIN_SHARED or not said.total:
        return None
    weight = sum(said.stems[stem] for stem in shared if stem not in _GENERIC)
    weight += NAME_WEIGHT * len(shared_names)
    if weight < MIN_COVERED * said.total:
        return None
    around = _around(other, known, said.place)
    return Restatement(
        said,
        other,
        weight / said.total,
        shared,
        tuple(stem for stem in said.stems if stem not in other.stems and stem not in _GENERIC),
        tuple(name for name in said.names if name not in other.names and name not in around),
        tuple(name for name in other.names if name not in said.names),
    )


def _size(said: Said) -> tuple[float, int]:
    return (round(said.total, 6), len(said.mentions))


def _around(said: Said, known: _Known, but: int) -> frozenset[str]:
    """The names right before a sentence and at the head of the text: "he" may be one of them."""
    found: set[str] = set()
    for index in {said.place - 1, said.place - 2, 0} - {said.place, but}:
        if index >= 0:
            found.update(known.at(index).names)
    return frozenset(found)
