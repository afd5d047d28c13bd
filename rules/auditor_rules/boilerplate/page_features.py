"""What the page's kind is told by: a row of numbers over the lines and words of a document."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from auditor import Document, view, words
from auditor_rules.boilerplate.line_kinds import claims, is_prose
from auditor_rules.boilerplate.phrases import Line, furnished_lines
from auditor_rules.boilerplate.stamps import is_stamp
from auditor_rules.lexicons import lexicon, phrase_hits

CUES = "boilerplate/page-kind-cues"
CUE_KINDS = ("article", "list", "product", "forum", "docs", "service")
CLAIMED = (
    *("menu", "related-list", "share-bar", "comment-form", "reader-comment", "view-counter"),
    *("cookie-notice", "subscription-plea", "legal-footer", "login-form", "date-stamp"),
)
SHAPES = "PSEHMDCNB"
"""Of a line: paragraph, short sentence, cut off by dots, heading, label, date, code, number,
bullet."""
FEATURES = (
    *("log_lines", "log_words", "log_mean_chars", "log_median_chars", "prose_chars", "prose_runs"),
    *("longest_run", "sentences_per_prose", "first_prose", "last_prose"),
    *(f"share_{shape}" for shape in SHAPES),
    *("duplicates", "prices", "links", "questions", "colons", "period", "lag"),
    *("same_as_two_back", "quotation_marks", "code_marks", "capitals", "digits"),
    *("first_person", "second_person", "we", "past", "cohesion", "isolated", "headline_cohesion"),
    *("new_names", "claimed"),
    *(f"claimed_{kind}" for kind in CLAIMED),
    *(f"cues_{kind}" for kind in CUE_KINDS),
)
MAX_LINES = 600
"""A page says what it is in its first lines; more are not looked at."""
_PRICE = re.compile(r"(?:[$€£¥₹₽]\s?\d|\d\s?(?:€|zł|руб|kr\b|USD|EUR))")
CODE_LINE = re.compile(
    r"[{};]\s*$|^\s*[<@#/$>]\S|\w\(\)|\w\(\w*,|[=!<>]=|=>|->|::|^\s*(?:import|def|const|let|var|return|if|for)\b.*[:;({]$"
)
_LINK = re.compile(r"https?:|www\.|»|→|>>")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]{0,2}(?:\s|$)|[。！？]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]{2,}")
_FIRST = frozenset({"i", "i'm", "i've", "my", "me", "ich", "je", "yo", "я"})
_SECOND = frozenset({"you", "your", "you're", "sie", "ihre", "vous", "votre", "usted", "вы"})
_PAST = frozenset(
    {
        "was",
        "were",
        "had",
        "did",
        "he",
        "she",
        "his",
        "her",
        "they",
        "their",
        "war",
        "était",
        "fue",
        "был",
    }
)
_WE = frozenset({"we", "our", "us", "wir", "unsere", "nous", "notre", "nuestra", "мы", "наш"})


@view
def page_row(document: Document) -> tuple[float, ...]:
    """Return the row in the order of ``FEATURES``."""
    found = furnished_lines(document)[:MAX_LINES]
    if not found:
        return (0.0,) * len(FEATURES)
    shapes = line_shapes(document)
    return (
        *_of_lengths(document, found, shapes),
        *(shapes.count(shape) / len(shapes) for shape in SHAPES),
        *_of_lines(found, shapes),
        *_of_text(document, found),
        *_of_cohesion(found, shapes),
        *_of_claims(document, found),
        *_of_cues(document),
    )


@view
def line_shapes(document: Document) -> str:
    """Return one letter of ``SHAPES`` for each of the first lines."""
    return "".join(map(_shape, furnished_lines(document)[:MAX_LINES]))


def _shape(line: Line) -> str:
    text = line.text
    if text.endswith(("…", "...", "[...]", "[…]")):
        return "E"
    if is_stamp(text):
        return "D"
    if len(text) < 240 and CODE_LINE.search(text):
        return "C"
    if is_prose(text):
        return "P"
    if text[0] in "•-–*·▪►":
        return "B"
    if _is_figure(text):
        return "N"
    if text[-1] in ".!?。！？":
        return "S"
    return "M" if text.count(" ") < 3 else "H"


def _is_figure(line: str) -> bool:
    """Tell a line of figures, with a unit at most."""
    return len(line) <= 80 and any(map(str.isdigit, line)) and sum(map(str.isalpha, line)) <= 4


def _of_lengths(document: Document, found: Sequence[Line], shapes: str) -> list[float]:
    lengths = [len(line.text) for line in found]
    chars = sum(lengths)
    runs = re.findall("P+", shapes)
    longest = 0
    for run in re.finditer("P+", shapes):
        longest = max(longest, sum(lengths[run.start() : run.end()]))
    prose = [line.text for line, shape in zip(found, shapes, strict=True) if shape == "P"]
    sentences = sum(len(_SENTENCE_END.findall(text)) for text in prose)
    first, last = shapes.find("P"), shapes.rfind("P")
    return [
        math.log1p(len(found)),
        math.log1p(len(words(document))),
        math.log1p(chars / len(found)),
        math.log1p(sorted(lengths)[len(lengths) // 2]),
        sum(map(len, prose)) / chars,
        len(runs) / (len(prose) or 1),
        longest / chars,
        sentences / (len(prose) or 1),
        (first if first >= 0 else len(shapes)) / len(shapes),
        (len(shapes) - 1 - last) / len(shapes),
    ]


def _of_lines(found: Sequence[Line], shapes: str) -> list[float]:
    count = len(found)
    texts = [line.text for line in found]
    period, lag = _period(shapes)
    return [
        1 - len(set(texts)) / count,
        sum(_PRICE.search(text) is not None for text in texts) / count,
        sum(_LINK.search(text) is not None for text in texts) / count,
        sum(text.endswith("?") for text in texts) / count,
        sum(text.endswith(":") for text in texts) / count,
        period,
        lag,
        sum(a == b for a, b in zip(shapes, shapes[2:], strict=False)) / count,
    ]


def _period(shapes: str) -> tuple[float, float]:
    """Return how far the shapes repeat at the best distance, above chance, and that distance."""
    count = len(shapes)
    if count < 6:
        return 0.0, 0.0
    chance = sum((shapes.count(shape) / count) ** 2 for shape in set(shapes))
    found = [
        (
            sum(a == b for a, b in zip(shapes, shapes[lag:], strict=False)) / (count - lag),
            lag,
        )
        for lag in range(2, min(11, count // 2))
    ]
    best, lag = max(found, default=(chance, 0), key=lambda each: each[0])
    return (best - chance) / (1.0001 - chance), float(lag)


def _of_text(document: Document, found: Sequence[Line]) -> list[float]:
    text = document.text[: found[-1].span.end]
    size = len(text)
    tokens = Counter(word.lower() for word in words(document).texts)
    count = tokens.total() or 1
    return [
        100 * sum(map(text.count, '"“”„«»')) / size,
        100 * sum(map(text.count, "{}[]()=<>;_/")) / size,
        sum(word[0].isupper() for word in words(document).texts) / count,
        sum(n for word, n in tokens.items() if word[0].isdigit()) / count,
        100 * sum(tokens[word] for word in _FIRST) / count,
        100 * sum(tokens[word] for word in _SECOND) / count,
        100 * sum(tokens[word] for word in _WE) / count,
        100 * sum(tokens[word] for word in _PAST) / count,
    ]


def _of_cohesion(found: Sequence[Line], shapes: str) -> list[float]:
    """Return how far the paragraphs speak of the same: a list's entries do not."""
    long = [line.text for line, shape in zip(found, shapes, strict=True) if shape in "PE"][:60]
    bags = [set(_WORD.findall(text.lower())) for text in long]
    counts = Counter(word for bag in bags for word in bag)
    rare = max(2, len(bags) // 4)
    content = [{word for word in bag if counts[word] <= rare} for bag in bags]
    shared = [len(a & b) / (min(len(a), len(b)) or 1) for a, b in pairwise(content)]
    alone = [all(counts[word] < 2 for word in bag) for bag in content]
    headline = set(_WORD.findall(found[0].text.lower()))
    touched = [len(headline & bag) for bag in bags]
    seen: set[str] = set()
    new = total = 0
    for text in long:
        names = set(_NAME.findall(text))
        new += len(names - seen)
        total += len(names)
        seen |= names
    return [
        sum(shared) / (len(shared) or 1),
        sum(alone) / (len(alone) or 1),
        sum(touched) / (len(touched) or 1),
        new / total if total else -1.0,
    ]


def _of_claims(document: Document, found: Sequence[Line]) -> list[float]:
    by_kind = claims(document)
    count = len(found)
    return [
        sum(map(len, by_kind.values())) / count,
        *(len(by_kind.get(kind, ())) / count for kind in CLAIMED),
    ]


def _of_cues(document: Document) -> list[float]:
    listed = lexicon(CUES)
    counts = Counter(listed[hit.phrase]["kind"] for hit in phrase_hits(document, CUES))
    size = len(words(document)) or 1
    return [100 * counts[kind] / size for kind in CUE_KINDS]
