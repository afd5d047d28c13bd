"""What each line of a document is residue of, where the evidence is precise: the first tier.

A line is claimed for one kind only, so that each fault is found once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from auditor import Document, Hit, Span, view
from auditor_rules.boilerplate.patterns import glued_trail_length, matched_kind
from auditor_rules.boilerplate.phrases import Line, Mention, furnished_lines
from auditor_rules.boilerplate.stamps import has_hour, is_stamp

COVERED = 0.8
"""Share of a line's letters that phrases must cover to speak for all of it."""
COVERED_SENTENCE = 0.95
"""The same for a line that ends in a full stop."""
LONGEST_LABEL = 120
LONGEST_OPENING = 160
REACH = 2
"""Lines within which a common word finds the company that makes it furniture."""
RUN = 3
"""So many common words in a row, or in one line, are a menu by themselves."""
_LEADING = " \t\xa0-–—•·*»›>|[(<#+\u200b"


class Claim(NamedTuple):
    """A line, or a part of one, and the kind of residue that it is."""

    span: Span
    kind: str
    cue: str
    """The words or the shape that gave it away."""


@view
def claims(document: Document) -> dict[str, tuple[Claim, ...]]:
    """Return the claims by kind, each in order of the text."""
    found = furnished_lines(document)
    first = [_claim(document, found, index) for index in range(len(found))]
    runs = _lines_in_runs(found)
    cut = _cut_teasers(found)
    by_kind: defaultdict[str, list[Claim]] = defaultdict(list)
    for index, claim in enumerate(first):
        decided = claim or _claim_in_company(document, found, first, index, index in runs)
        if decided is None and index in cut:
            decided = Claim(found[index].span, "related-list", found[index].text)
        if decided is not None:
            by_kind[decided.kind].append(decided)
    return {kind: tuple(each) for kind, each in by_kind.items()}


def _claim(document: Document, found: tuple[Line, ...], index: int) -> Claim | None:
    line = found[index]
    trail = glued_trail_length(line.text)
    if trail:
        return _claim_of_trail(found, index, trail)
    if is_stamp(line.text):
        return _claim_of_stamp(line)
    kind = matched_kind(line.text)
    if kind is not None:
        return Claim(line.span, kind, line.text)
    mention = _speaking_mention(line, is_first=index == 0)
    if mention is None:
        return None
    return Claim(line.span, mention.kind, mention.span.of(document.text))


def _claim_of_trail(found: tuple[Line, ...], index: int, trail: int) -> Claim:
    line = found[index]
    headline = line.text[trail:].rstrip(".… ")
    is_repeated = len(headline) > 10 and any(
        other.text.startswith(headline) for other in found[index + 1 : index + 4]
    )
    end = line.span.end if is_repeated else line.span.start + trail
    return Claim(Span(line.span.start, end), "breadcrumb", line.text[:trail])


def _claim_of_stamp(line: Line) -> Claim | None:
    # A bare day is an article's own dateline, or a chronicle's heading.
    return Claim(line.span, "date-stamp", line.text) if has_hour(line.text) else None


def is_prose(text: str) -> bool:
    """Tell whether the line reads as a paragraph: long, and closed like a sentence."""
    return len(text) >= 60 and text[-1] in ".!?…”\"'’»)"


def _speaking_mention(line: Line, is_first: bool) -> Mention | None:
    """Return the phrase that makes the whole line furniture, if one does."""
    if not line.mentions:
        return None
    start = line.span.end - len(line.text.lstrip(_LEADING))
    for mention in line.mentions:
        if "holds" in mention.scopes or (
            mention.span.start == start and "begins" in mention.scopes
        ):
            return mention
    if is_first and _could_be_headline(line):
        return None
    for mention in line.mentions:
        if mention.span.start == start and "opens" in mention.scopes and _is_opening(line):
            return mention
    return _covering_mention(line)


def _could_be_headline(line: Line) -> bool:
    return line.cover < COVERED_SENTENCE or " " not in line.text


def _is_opening(line: Line) -> bool:
    return len(line.text) <= LONGEST_OPENING and line.text[-1] != "."


def _covering_mention(line: Line) -> Mention | None:
    if not is_label(line) or all(mention.scopes == ("weak",) for mention in line.mentions):
        return None
    return _chief_mention(line)


def _chief_mention(line: Line) -> Mention:
    """Return the longest phrase of the kind that says most of the line."""
    said: defaultdict[str, int] = defaultdict(int)
    for mention in line.mentions:
        said[mention.kind] += _length(mention)
    kind = max(said, key=lambda each: said[each])
    return max((each for each in line.mentions if each.kind == kind), key=_length)


def is_label(line: Line) -> bool:
    """Tell whether phrases of page furniture are all that the line says."""
    needed = COVERED_SENTENCE if line.text[-1] == "." else COVERED
    return line.cover >= needed and len(line.text) <= LONGEST_LABEL


def _length(mention: Mention) -> int:
    return mention.span.end - mention.span.start


def _claim_in_company(
    document: Document,
    found: tuple[Line, ...],
    first: list[Claim | None],
    index: int,
    is_in_run: bool,
) -> Claim | None:
    line = found[index]
    if index == 0 or not line.mentions or not is_label(line):
        return None
    if not (is_in_run or _has_claimed_neighbour(first, index)):
        return None
    mention = _chief_mention(line)
    return Claim(line.span, mention.kind, mention.span.of(document.text))


def _has_claimed_neighbour(first: list[Claim | None], index: int) -> bool:
    nearby = first[max(index - REACH, 0) : index + REACH + 1]
    return any(claim is not None and claim.kind not in UNSOCIABLE for claim in nearby)


UNSOCIABLE = frozenset({"interlink", "photo-credit", "date-stamp", "advert-marker", "author-box"})
"""Kinds that stand alone inside articles: a heading beside them is no menu."""


_CUT_OFF = ("…", "...", "[...]", "[…]")
SHORTEST_TEASER, LONGEST_TEASER = 20, 180
LEAST_TEASERS = 2


def _cut_teasers(found: tuple[Line, ...]) -> frozenset[int]:
    """Return the places of headlines and leads that are cut off by dots, if there are several.

    One in a text may be its author's; two beside other lines that are no sentences are a sidebar's.
    """
    places = [
        index
        for index, line in enumerate(found)
        if index > 0
        and line.text.endswith(_CUT_OFF)
        and SHORTEST_TEASER <= len(line.text) <= LONGEST_TEASER
        and line.text[0].isupper()
        and ". " not in line.text
        and _stands_among_labels(found, index)
    ]
    return frozenset(places if len(places) >= LEAST_TEASERS else ())


def _stands_among_labels(found: tuple[Line, ...], index: int) -> bool:
    around = [*found[max(index - 1, 0) : index], *found[index + 1 : index + 2]]
    return any(line.text[-1] not in '.!?”"’:' or line.text.endswith(_CUT_OFF) for line in around)


def _lines_in_runs(found: tuple[Line, ...]) -> set[int]:
    """Return the places of lines of three names, and of labels in a run of three lines."""
    inside: set[int] = set()
    start = 0
    for index in range(len(found) + 1):
        if index < len(found) and found[index].mentions and is_label(found[index]):
            continue
        if index - start >= RUN:
            inside.update(range(start, index))
        start = index + 1
    return inside | {
        index
        for index, line in enumerate(found)
        if len({mention.span for mention in line.mentions}) >= RUN
    }


def finder(kind: str, wording: str) -> Callable[[Document], Iterator[Hit]]:
    """Return the ``find`` of a rule that reports the claims of one kind.

    Args:
        kind: what ``Claim.kind`` must be; becomes the hit's kind.
        wording: what the line seems to be, after "signs of".
    """

    def find(document: Document) -> Iterator[Hit]:
        for claim in claims(document).get(kind, ()):
            message = f"signs of {wording} left in the text: “{_shortened(claim.cue)}”"
            yield Hit(claim.span, message, suggestion="", kind=kind)

    return find


def _shortened(cue: str) -> str:
    return cue if len(cue) <= 60 else cue[:59] + "…"
