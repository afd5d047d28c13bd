"""What the line model looks at: a row of numbers for every line that is not plainly a paragraph.

A paragraph between paragraphs, without any phrase of page furniture, gets no row: it is text. Such
lines are most of an article, and leaving them out is what keeps the line pass quick.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from auditor import Document, view
from auditor_rules.boilerplate.line_kinds import claims, is_label, is_prose
from auditor_rules.boilerplate.line_words import words_score
from auditor_rules.boilerplate.phrases import Line, furnished_lines
from auditor_rules.boilerplate.stamps import is_stamp

OWN = (
    *("log_chars", "log_words", "mean_word", "function_share", "capital_share", "upper_share"),
    *("digit_share", "ends_stop", "ends_colon", "ends_ellipsis", "ends_quote", "starts_lower"),
    *("starts_mark", "starts_digit", "starts_quote", "commas_per_word", "sentences", "has_bar"),
    *("has_copyright", "has_at", "has_address", "has_exclamation", "has_question", "has_colon"),
    *("has_quote", "self_share", "is_stamp", "cover", "mentions", "has_strong", "is_label"),
    *("opens", "begins", "holds", "kind", "distinct_share", "longest_word", "words_score"),
)
PLACE = (
    *("index", "from_end", "share_before", "chars_before", "log_lines", "log_mean_chars"),
    *("copies", "prose_share", "from_first_prose", "to_last_prose", "in_prose", "in_headline"),
    *("content_words", "chars_to_mean", "gap_before", "gap_after", "near_prose", "near_chars"),
    *("near_kinds", "near_score", "run_before", "run_after"),
)
NEIGHBOURS = (-2, -1, 1, 2)
SEEN_OF_NEIGHBOUR = ("log_chars", "ends_stop", "cover", "kind", "words_score", "capital_share")
FEATURES = (
    *OWN,
    *PLACE,
    *(f"{name}@{offset:+d}" for offset in NEIGHBOURS for name in SEEN_OF_NEIGHBOUR),
)
Row = list[float]
WordsScore = Callable[[Sequence[str]], float]
PARAGRAPH = 140
"""Code points from which a line that is closed like a sentence can be plainly a paragraph."""
FARTHEST = 30.0
WINDOW = 5
WORD = re.compile(r"[^\W_](?:(?<=\d)\d*|[^\W\d_]*(?:['’-][^\W\d_]+(?:['’-][^\W\d_]+)*|))")
_ASCII_WORD = re.compile(
    r"[A-Za-z0-9](?:(?<=\d)[0-9]*|[A-Za-z]*(?:['-][A-Za-z]+(?:['-][A-Za-z]+)*|))"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]{0,2}\s")
_FUNCTION_WORDS = frozenset(
    """the of and to in that is was for with on as are by from at has have this it be which not or
    an had will but they their his its who a he she we you el la los las de del que y en un una por
    con para se su al lo como más pero es le les des du et qui dans sur par est au aux avec ne pas
    ce cette der die das und den von zu mit dem ein eine ist im nicht auf für sich auch o os da do
    em não uma il di che per i con non della sono w na z się nie że do jest od и в на не что с по
    к из у за от как och att det som på av för är ja ei se oli on""".split()
)
_SELF_WORDS = frozenset("i we you my our your us me".split())
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|org|net|co|de|ru|fr)\b")
KIND_ORDER: tuple[str, ...] = (
    *("date-stamp", "photo-credit", "contact-details", "breadcrumb", "interlink", "related-list"),
    *("legal-footer", "view-counter", "author-box", "tag-list", "advert-marker", "share-bar"),
    *("print-tools", "app-promotion", "pagination", "reader-comment", "menu", "login-form"),
    *("subscription-plea", "cookie-notice", "comment-counter", "comment-form"),
)
"""From the kinds that people most often keep as part of an article to those that they never do."""
_RANK = {kind: float(rank + 1) for rank, kind in enumerate(KIND_ORDER)}


class _Text(NamedTuple):
    """What the rows of one document share."""

    lines: tuple[Line, ...]
    is_prose: list[bool]
    is_plain: list[bool]
    kinds: list[float]
    copies: Counter[str]
    prose_words: set[str]
    """Of the paragraphs; empty where no other line has a row."""
    headline: set[str]
    chars_before: list[int]
    chars: int
    prose_count: int
    first_prose: int
    last_prose: int


@view
def line_rows(document: Document) -> tuple[Row | None, ...]:
    """Return a row in the order of ``FEATURES`` for each line; ``None`` for plain paragraphs."""
    return rows_with(document, words_score)


def rows_with(document: Document, score: WordsScore) -> tuple[Row | None, ...]:
    """Return the rows, with the words weighed by ``score``: training brings a table of its own."""
    plain = _plain_lines(document)
    if all(plain):
        return (None,) * len(plain)
    text = _survey(document, plain)
    own = [None if plain else _own(text, i, score) for i, plain in enumerate(text.is_plain)]
    return tuple(
        None if row is None else [*row, *_place(text, own, i), *_neighbours(text, own, i)]
        for i, row in enumerate(own)
    )


def _plain_lines(document: Document) -> list[bool]:
    found = furnished_lines(document)
    prose = [is_prose(line.text) for line in found]
    return [_is_plain(found, prose, index) for index in range(len(found))]


def _survey(document: Document, plain: list[bool]) -> _Text:
    found = furnished_lines(document)
    prose = [is_prose(line.text) for line in found]
    kind_at = {claim.span.start: kind for kind, each in claims(document).items() for claim in each}
    return _Text(
        lines=found,
        is_prose=prose,
        is_plain=plain,
        kinds=[_RANK.get(kind_at.get(line.span.start, ""), 0.0) for line in found],
        copies=Counter(line.text for line in found),
        prose_words=_words_of_prose(found, prose) if not all(prose) else set(),
        headline=_content_words(found[0].text) if found else set(),
        chars_before=[0, *accumulate(len(line.text) for line in found)],
        chars=sum(len(line.text) for line in found),
        prose_count=sum(prose),
        first_prose=prose.index(True) if True in prose else len(prose),
        last_prose=len(prose) - 1 - prose[::-1].index(True) if True in prose else -1,
    )


def _words_of_prose(found: tuple[Line, ...], prose: list[bool]) -> set[str]:
    long = (line.text for line, is_long in zip(found, prose, strict=True) if is_long)
    return set(" ".join(long).lower().split())


def _words_of(text: str) -> list[str]:
    return (_ASCII_WORD if text.isascii() else WORD).findall(text)


def _is_plain(found: tuple[Line, ...], prose: list[bool], index: int) -> bool:
    line = found[index]
    if not prose[index] or len(line.text) < PARAGRAPH or index + 1 >= len(found):
        return False
    if any("begins" in each.scopes or "holds" in each.scopes for each in line.mentions):
        return False
    return prose[index + 1] and (index == 0 or prose[index - 1])


def _content_words(text: str) -> set[str]:
    return {
        word for word in _words_of(text.lower()) if len(word) > 3 and word not in _FUNCTION_WORDS
    }


def _own(text: _Text, index: int, score: WordsScore) -> Row:
    line = text.lines[index]
    words = _words_of(line.text)
    return [
        *_of_words(words),
        *_of_marks(line.text, len(words) or 1),
        *_of_phrases(line, text.kinds[index]),
        len(set(words)) / (len(words) or 1),
        max(map(len, words), default=0),
        score(words),
    ]


def _of_words(words: list[str]) -> Row:
    count, letters = len(words) or 1, sum(map(len, words))
    firsts = [word[0] for word in words]
    return [
        math.log1p(letters + len(words)),
        math.log1p(len(words)),
        letters / count,
        sum([word.lower() in _FUNCTION_WORDS for word in words]) / count,
        sum(map(str.isupper, firsts)) / count,
        sum([word.isupper() and len(word) > 1 for word in words]) / count,
        sum(map(str.isdigit, firsts)) / count,
    ]


def _of_marks(line: str, count: int) -> Row:
    first, last = line[0], line[-1]
    return [
        last in ".!?",
        last == ":",
        last == "…" or line.endswith("..."),
        last in "\"'”’»)",
        first.islower(),
        first in "•-–—*·»›>[(#|",
        first.isdigit(),
        first in "\"'“„«",
        line.count(",") / count,
        len(_SENTENCE_END.findall(line)),
        "|" in line,
        "©" in line,
        "@" in line,
        _ADDRESS.search(line) is not None,
        "!" in line,
        "?" in line,
        ":" in line,
        '"' in line or "“" in line,
        sum(map(_SELF_WORDS.__contains__, line.lower().split())) / count,
        is_stamp(line),
    ]


def _of_phrases(line: Line, kind: float) -> Row:
    scopes = [each.scopes for each in line.mentions]
    opening = [each.scopes for each in line.mentions if each.span.start - line.span.start < 3]
    return [
        line.cover,
        len(scopes),
        any(each != ("weak",) for each in scopes),
        bool(scopes) and is_label(line),
        any("opens" in each for each in opening),
        any("begins" in each for each in opening),
        any("holds" in each for each in scopes),
        kind,
    ]


_SCORE = OWN.index("words_score")
_COLUMNS = tuple(OWN.index(name) for name in SEEN_OF_NEIGHBOUR)
_SCORE_OF_PLAIN = -3.0


def _place(text: _Text, own: list[Row | None], index: int) -> Row:
    line, count = text.lines[index], len(text.lines)
    prose = text.is_prose
    first, last = text.first_prose, text.last_prose
    mean = text.chars / count
    content = _content_words(line.text)
    return [
        min(index, FARTHEST),
        min(count - 1 - index, FARTHEST),
        index / count,
        text.chars_before[index] / text.chars,
        math.log1p(count),
        math.log1p(mean),
        text.copies[line.text],
        text.prose_count / count,
        max(min(index - first, FARTHEST), -FARTHEST),
        max(min(last - index, FARTHEST), -FARTHEST),
        _shared(content, text.prose_words) if not prose[index] else 1.0,
        _shared(content, text.headline),
        len(content),
        len(line.text) / mean,
        *_around(text, own, index),
    ]


def _shared(some: set[str], other: set[str]) -> float:
    return len(some & other) / (len(some) or 1)


def _around(text: _Text, own: list[Row | None], index: int) -> Row:
    prose, count = text.is_prose, len(text.lines)
    before = _distance(prose, range(index - 1, -1, -1))
    after = _distance(prose, range(index + 1, count))
    near = range(max(index - WINDOW, 0), min(index + WINDOW + 1, count))
    close = own[max(index - 3, 0) : index + 4]
    is_long = prose[index]
    return [
        before,
        after,
        sum(prose[i] for i in near) / len(near),
        sum(len(text.lines[i].text) for i in near) / len(near),
        sum(text.kinds[i] > 0 for i in near) / len(near),
        sum(_SCORE_OF_PLAIN if row is None else row[_SCORE] for row in close) / len(close),
        0.0 if is_long else before,
        0.0 if is_long else after,
    ]


def _distance(prose: list[bool], places: range) -> float:
    for steps, place in enumerate(places, 1):
        if prose[place] or steps >= FARTHEST:
            return float(steps)
    return float(len(places) + 1)


_OF_NOTHING: Row = [-1.0] * len(SEEN_OF_NEIGHBOUR)
_OF_PLAIN: Row = [6.0, 1.0, 0.0, 0.0, _SCORE_OF_PLAIN, 0.1]


def _neighbours(text: _Text, own: list[Row | None], index: int) -> Row:
    seen: Row = []
    for offset in NEIGHBOURS:
        place = index + offset
        row = own[place] if 0 <= place < len(own) else _OF_NOTHING
        if row is _OF_NOTHING:
            seen += _OF_NOTHING
        elif row is None:
            seen += _OF_PLAIN
        else:
            seen += [row[column] for column in _COLUMNS]
    return seen
