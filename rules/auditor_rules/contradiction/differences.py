"""What two sentences that state the same thing tell otherwise: one number, date, name or direction.

Only where a single thing differs is it a slip; where two do, the sentences speak of two things.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from auditor import Document, Span, folded, quoted, view
from auditor_rules.contradiction.agreement import agree
from auditor_rules.contradiction.directions import opposite_directions
from auditor_rules.contradiction.mentions import Mention
from auditor_rules.contradiction.negation import NEGATIONS
from auditor_rules.contradiction.restatements import (
    NAME_WEIGHT,
    Restatement,
    Said,
    restatements,
)
from auditor_rules.english.stems import stem_and_weight

TIMES = frozenset(("weekday", "month", "day", "year"))
MAX_FOUND = 2
"""A text with more such pairs of one kind is made of like items."""
MIN_SMALL_WORDS = 4
"""Words without a capital: fewer make no sentence."""
MIN_SHARED, MIN_SHARED_WITH_OWN = 4, 6
_SAME_NOUN = {"individual": "person", "youngster": "child", "job": "post", "firm": "company",
              "business": "company"}  # fmt: skip
_VERSION = re.compile(r"\.[\dx*]|[-.)]?(?:\.x|beta|alpha|LTS|rc)\b|\)")
_ONE_OF_SEVERAL = frozenset(("each", "another", "second", "other", "also", "again", "same"))
_SAYS_AGAIN = re.compile(
    r"[“\"'(]?(?:in (?:short|sum|summary|brief|other words|conclusion|all|total|fact|the end)"
    r"|to (?:sum up|summari[sz]e|conclude|recap|repeat|put it)|as (?:noted|reported|mentioned"
    r"|stated|said|we said|already|described|shown|discussed|written)|put (?:briefly|differently"
    r"|simply|another way)|once (?:again|more)|overall|altogether|all told|all in all|finally"
    r"|conclusion|the main point|the bottom line|it remains|again|recall|remember|earlier|above"
    r"|that is|this means|what is (?:clear|certain))\b"
)
"""How a sentence says of itself that it says something again."""
LEADS = 2
"""The headline and the lead, which the rest of a text says again."""
MIN_SHARED_IF_SURE = 5
_WHOLE = re.compile(r"\A[“\"'(]?[A-Z0-9].{25,}[.!][”\"')]?\Z", re.DOTALL)
_CONDITIONS = frozenset(("if", "unless", "whether"))
MIN_REST_COVERED = 0.85
NEAR, BESIDE = 40, 12
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d,.]*\d|\d|[$£€%]")
_SMALL = re.compile(r"(?<![\w'’\-])[a-z]+(?![\w])")
_NO_PROSE = re.compile(
    r"[|<>{}\[\]=•·►@#\U0001f000-\U0001faff\\]|\.{3}|…|\b[A-Z][^.,;]{0,30}: |\?|https?:"
    r"|\d{1,4}[-–]\d{1,4}[-–]\d"
)
# Words that tell one thing or time from another where only one of two sentences has them.
_TELLS_APART = frozenset(
    """another other others second third again each every respectively instead unlike similarly
    likewise further additional extra more remaining rest both either neither former latter
    previously earlier initially originally ago once previous last next later before after until
    since if would could might may should unless whether than average median first then
    expected forecast projected predicted estimated target aims plans planned initial final half
    quarter annual annually monthly weekly daily per including excluding only except
    without there here elsewhere""".split()
)
_QUALIFY = frozenset(("more", "than", "including"))
_OPENING = re.compile(r"in other words|once again|once more")
_HE, _SHE = frozenset(("he", "him", "his")), frozenset(("she", "her", "hers"))
_PRONOUNS = re.compile(
    r"(?:[^,]{0,40}, )?(?:he|she|it|they|you|your|we|our|his|her|its|their|i|my|this|these|that)\b"
)
_UPDATED = re.compile(
    r"\b(?:revised|updated?|corrected|upgraded|downgraded|adjusted|amended|restated|now stands"
    r"|(?:earlier|initial) (?:reports?|estimates?|figures?|count)|previously (?:reported|estimated"
    r"|said|put|announced)|an earlier version|compared|versus|vs)\b"
)


class Difference(NamedTuple):
    """One thing told in two ways."""

    kind: str
    """``number``, ``date``, ``name``, ``direction`` or ``negation``."""
    at: Span
    """Where the later sentence tells it."""
    rival: Span
    """Where the earlier one does."""
    pair: Restatement
    is_sure: bool = False
    """Whether nothing else of the two whole sentences differs."""


@view
def differences(document: Document) -> tuple[Difference, ...]:
    """The single differences between sentences that state the same thing, in order."""
    found = [each for pair in restatements(document) if (each := difference(document, pair))]
    counts = Counter(each.kind for each in found)
    seen: set[Span] = set()
    kept = []
    for each in sorted(found):
        if counts[each.kind] <= MAX_FOUND and each.at not in seen:
            seen.add(each.at)
            kept.append(each._replace(is_sure=_is_sure(document, each)))
    return tuple(kept)


def difference(document: Document, pair: Restatement) -> Difference | None:
    """Return the one thing that two sentences tell otherwise; ``None`` for none or several."""
    if not _may_speak_of_one_thing(document, pair):
        return None
    numbers = _numbers(pair)
    if numbers is None:
        return None
    if numbers:
        is_one = len(numbers) == 1 and not pair.own_names
        return _of_number(document, pair, *numbers[0]) if is_one else None
    if not pair.own_names and (found := _of_direction(document, pair)):
        return found
    return _of_name(document, pair) if all(pair.unlike_names) else None


def _may_speak_of_one_thing(document: Document, pair: Restatement) -> bool:
    text, low = document.text, folded(document)
    for each in (pair.said, pair.other):
        said = each.span.of(text)
        if _NO_PROSE.search(said) or _UPDATED.search(each.span.of(low)):
            return False
        if len(_SMALL.findall(said)) < MIN_SMALL_WORDS:
            return False
    if _is_anybodys(document, pair):
        return False
    return not (
        quoted(document).overlap(pair.said.span) and quoted(document).overlap(pair.other.span)
    )


def _is_anybodys(document: Document, pair: Restatement) -> bool:
    """Tell sentences whose subjects may be two: he and she, "it" and "it", "you"."""
    said, other = (_tokens(document, each) for each in (pair.said, pair.other))
    if (said & _HE and other & _SHE and not said & _SHE) or (
        said & _SHE and other & _HE and not said & _HE
    ):
        return True
    low = folded(document)
    shares_names = pair.said.names.keys() & pair.other.names.keys()
    if any(_PRONOUNS.match(low, *each.span) for each in (pair.said, pair.other)):
        return bool(pair.own_words) or (not shares_names and len(pair.shared) < 7)
    if shares_names:
        return False
    return bool(pair.own_words and pair.missing_names)


def _numbers(pair: Restatement) -> list[tuple[Mention, Mention]] | None:
    """Return the numbers of the restatement with those that the other has in their stead.

    ``None`` where it has one that the other has nothing for: it then says something of its own.
    """
    found = []
    for mention in pair.said.mentions:
        rivals = [each for each in pair.other.mentions if each.kind == mention.kind]
        if any(_agree(mention, each) for each in rivals):
            continue
        if any(each.kind == "day" and _holds(mention, each) for each in pair.other.mentions):
            continue
        rivals = [
            each
            for each in rivals
            if not any(own.kind == each.kind and _agree(own, each) for own in pair.said.mentions)
        ]
        if not rivals:
            return None
        rivals.sort(key=lambda each: _rank(mention, each))
        if len(rivals) > 1 and _rank(mention, rivals[0]) == _rank(mention, rivals[1]):
            return None
        found.append((mention, rivals[0]))
    return found


def _agree(one: Mention, other: Mention) -> bool:
    """Tell whether both can be true; "about 42%" beside 45% cannot, where nothing is rounded."""
    if one.grain == other.grain and {one.qualifier, other.qualifier} <= {"", "about", "nearly"}:
        low, high = sorted((one.low, other.low))
        is_exact = high < 1000 and one.grain < 10 and one.low == one.high
        if is_exact and one.kind not in TIMES and high > 1.06 * low:
            return False
    return agree(one, other)


def _holds(part: Mention, day: Mention) -> bool:
    """Tell whether a month is that of a day."""
    return part.kind == "month" and int(day.low) // 100 == int(part.low)


def _rank(mention: Mention, rival: Mention) -> tuple[bool, int]:
    return (mention.noun != rival.noun, len(set(mention.noun_words) ^ set(rival.noun_words)))


def _of_number(
    document: Document, pair: Restatement, mention: Mention, rival: Mention
) -> Difference | None:
    first, second = (
        {_SAME_NOUN.get(word, word) for word in each.noun_words} for each in (mention, rival)
    )
    if mention.kind not in TIMES and first and second and not first & second:
        return None
    if mention.kind == "count" and (mention.low <= 1 or rival.low <= 1):
        return None
    if any(
        _is_a_list_mark(document, each, end)
        for each, end in ((pair.said, mention.span), (pair.other, rival.span))
    ):
        return None
    if mention.kind == "ordinal" or {mention.qualifier, rival.qualifier} & {"at least", "up to"}:
        return None
    if not _adds_nothing(document, pair, (mention.span, rival.span)):
        return None
    if not _stands_alike(document, mention.span, rival.span):
        return None
    kind = "date" if mention.kind in TIMES else "number"
    return _made(kind, pair, mention.span, rival.span)


def _is_a_list_mark(document: Document, said: Said, end: Span) -> bool:
    """Tell the 4 of "4 Mr Brook asked" from a number."""
    return (
        end.start <= said.span.start + 1 and document.text[end.end : end.end + 2].strip().istitle()
    )


def _adds_nothing(
    document: Document,
    pair: Restatement,
    ends: tuple[Span, Span],
    spared: frozenset[str] = frozenset(),
) -> bool:
    own = [stem for stem in pair.own_words if stem not in spared]
    shared = len(pair.shared) + len(pair.said.names.keys() & pair.other.names.keys())
    differing = sum(ends[0] == each.span or ends[1] == each.span for each in pair.said.mentions)
    if shared + len(pair.said.mentions) - differing < (MIN_SHARED_WITH_OWN if own else MIN_SHARED):
        return False
    if len(own) > 1 + (len(pair.shared) > 8) or (own and pair.covered < 0.78):
        return False
    said, other = (_tokens(document, each) for each in (pair.said, pair.other))
    near = _near(document, ends[1], pair.other.span) - said - _QUALIFY
    if ((said - other) | near) & (_TELLS_APART - spared):
        return False
    reach = BESIDE if not own and pair.covered > 0.95 and len(pair.shared) > 7 else NEAR
    return not any(
        abs(span.start - ends[1].end) < reach and name in pair.missing_names
        for name, span in pair.other.names.items()
    )


def _tokens(document: Document, said: Said) -> set[str]:
    low = folded(document)
    opening = _OPENING.match(low, *said.span)
    return set(_TOKEN.findall(low, opening.end() if opening else said.span.start, said.span.end))


def _near(document: Document, span: Span, within: Span) -> set[str]:
    """Return the words of a sentence right around a place."""
    start, end = max(within.start, span.start - 30), min(within.end, span.end + 30)
    return set(_TOKEN.findall(folded(document), start, end))


def _stands_alike(document: Document, one: Span, other: Span) -> bool:
    """Tell whether a word before or behind both numbers is the same."""
    return bool(_neighbours(document, one) & _neighbours(document, other))


def _neighbours(document: Document, span: Span) -> set[tuple[int, str]]:
    low = folded(document)
    before = _TOKEN.findall(low, max(0, span.start - 40), span.start)[-2:]
    behind = _TOKEN.findall(low, span.end, span.end + 40)[:2]
    return {(0, word) for word in before} | {(1, word) for word in behind}


def _of_name(document: Document, pair: Restatement) -> Difference | None:
    own, missing = pair.unlike_names
    rest = pair.said.total - NAME_WEIGHT * len(own)
    if pair.covered * pair.said.total < MIN_REST_COVERED * rest:
        return None
    if len(pair.own_words) > 1 or len(pair.shared) < 5:
        return None
    at = _run(pair.said, own)
    if at is None:
        return None
    for rival in _runs(pair.other, missing):
        is_aligned = _next_words(document, at) & _next_words(document, rival)
        bare = pair._replace(missing_names=())
        if is_aligned and _adds_nothing(document, bare, (at, rival)):
            return _made("name", pair, at, rival)
    return None


def _run(said: Said, own: frozenset[str]) -> Span | None:
    runs = _runs(said, own)
    return runs[0] if len(runs) == 1 else None


def _runs(said: Said, words: frozenset[str]) -> list[Span]:
    """Return the stretches of a sentence that consist of some words of names."""
    runs: list[Span] = []
    for name, span in sorted(said.names.items(), key=lambda each: each[1]):
        if name not in words:
            continue
        if runs and span.start - runs[-1].end <= 2:
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _next_words(document: Document, span: Span) -> set[tuple[int, str]]:
    low = folded(document)
    before = _TOKEN.findall(low, max(0, span.start - 30), span.start)[-1:]
    behind = _TOKEN.findall(low, span.end, span.end + 30)[:1]
    return {(0, word) for word in before} | {(1, word) for word in behind}


def _of_direction(document: Document, pair: Restatement) -> Difference | None:
    said, other = (_tokens(document, each) for each in (pair.said, pair.other))
    found = opposite_directions(said, other)
    if found is None:
        return _of_negation(document, pair, said, other)
    word, rival, stems = found
    at = _place(document, pair.said.span, word)
    there = _place(document, pair.other.span, rival)
    spared = frozenset((word, rival, *stems))
    if pair.covered < 0.8 and not _stands_alike(document, at, there):
        return None
    if not _adds_nothing(document, pair, (at, there), spared):
        return None
    return _made("direction", pair, at, there)


def _of_negation(
    document: Document, pair: Restatement, said: set[str], other: set[str]
) -> Difference | None:
    if _is_conditional(said | other) or document.text[pair.said.span.end - 1] == ":":
        return None
    if bool(_negations(said)) == bool(_negations(other)) or pair.own_words or pair.covered < 0.9:
        return None
    if pair.other.total > 1.6 * pair.said.total or len(pair.shared) < 5:
        return None
    ends = (pair.said.span, pair.other.span)
    return _made("negation", pair, *ends) if _adds_nothing(document, pair, ends) else None


def _place(document: Document, span: Span, word: str) -> Span:
    match = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(folded(document), *span)
    return Span(*match.span()) if match else span


def _made(kind: str, pair: Restatement, at: Span, rival: Span) -> Difference:
    first, second = sorted((at, rival))
    return Difference(kind, second, first, pair)


def _is_sure(document: Document, found: Difference) -> bool:
    """Tell sentences that are whole and in which nothing else differs."""
    pair, text = found.pair, document.text
    shared = len(pair.shared) + len(pair.said.names.keys() & pair.other.names.keys())
    said, other = (_tokens(document, each) for each in (pair.said, pair.other))
    spared = set(_TOKEN.findall(folded(document), *found.at))
    spared |= set(_TOKEN.findall(folded(document), *found.rival))
    own = [word for word in pair.own_words if not any(each.startswith(word) for each in spared)]
    if _is_of_a_version(document, found):
        return False
    if not _SAYS_AGAIN.match(folded(document), *pair.later.span) and pair.earlier.place >= LEADS:
        return False
    if (said ^ other) & (_ONE_OF_SEVERAL - spared):
        return False
    return (
        found.kind != "name"
        and not pair.unlike_names[0]
        and (found.kind != "direction" or _stands_alike(document, found.at, found.rival))
        and (found.kind != "negation" or pair.other.total < 1.2 * pair.said.total)
        and not own
        and shared >= MIN_SHARED_IF_SURE
        and all(_WHOLE.search(each.span.of(text)) for each in (pair.said, pair.other))
        and (found.kind == "negation") == (bool(_negations(said)) != bool(_negations(other)))
        and not _is_conditional(said | other)
    )


def _is_of_a_version(document: Document, found: Difference) -> bool:
    return any(
        _VERSION.match(document.text, each.end) or document.text[each.start - 1 : each.start] == "."
        for each in (found.at, found.rival)
    )


def _negations(tokens: set[str]) -> set[str]:
    return {word for word in tokens if word in NEGATIONS or word.endswith("n't")}


def _is_conditional(tokens: set[str]) -> bool:
    return bool(tokens & _CONDITIONS)


def reason(document: Document, found: Difference) -> str:
    """Return in half a sentence why the two places must be of one thing."""
    low, text = folded(document), document.text
    shared = found.pair.shared | (found.pair.said.names.keys() & found.pair.other.names.keys())
    words = dict.fromkeys(
        match.group()
        for match in _TOKEN.finditer(text, *found.pair.later.span)
        if stem_and_weight(low[match.start() : match.end()])[0] in shared
        or low[match.start() : match.end()] in shared
    )
    return (
        f"the two sentences say the same ({', '.join(list(words)[:5])}) and differ in this alone."
    )
