"""Words that lost the space between them where a link or a tag stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view, words
from auditor_rules.machine_translation.counts import counts, frequency


class GluedWords(NamedTuple):
    """Words written as one."""

    span: Span
    parts: tuple[str, ...]
    """As they stand in the text; together they are the span's text."""


# Function words that hardly ever begin or end a compound or a name, so that one of them beside a
# known word is evidence by itself. Those that do (over, out, in, by) need to be seen as a pair.
FIRM = frozenset(
    """the and of to that with for from this these those their our your his its which who has have
    was were are will would can could should when while where what how why because than been such
    also they there then some other more about into before after during between through says said
    according including called based not but only does did being whether both each most many very
    here through without within however although""".split()
)
PAIRED = frozenset(
    "a an in on at by as is it or we he she my her him us so be do if no all any you i just now "
    "even still last first new".split()
)
"""Function words that compounds and names hold too: believed where the pair was counted often."""
# A sentence that begins right after a name: "RutteFor his part".
_OPENERS = frozenset(
    """the this that these those for however but and he she they when while although after before
    according with from also his her their there then since because despite during if as at it in
    its not what who where how why both some many most more""".split()
)
_BRAND_ENDS = frozenset("in it on up us for with me my you your at and".split())
"""Capitalised, they end brands: LinkedIn, PostIt, MashUp."""
# Left halves of brands, identifiers and surnames with a capital inside: eBay, deVos, macOS.
_SMALL_PREFIXES = frozenset(
    "de di du la le van von den der del della da dos mac mc mi el al ap ab fitz san st un re pre "
    "non ex co bio neo cyber get set is on to new my watch pay air open web data text micro mega "
    "char int bool string value node inner sub auto multi foot head body test play".split()
)
_INFLECTED = re.compile(r"(?:[^s]s|ed|ing|ly|tion|ment|ous|ful|ity|ance|ence)$")
"""Left halves of compounds carry no ending: "housework", but not "housesbuilt"."""
_SUFFIX_LIKE = frozenset(
    "able ability less like ness ship ward wards wide wise hood some men man women woman fold free "
    "ally ism ist ing ers ties age ware land field town house hall ford ham worth wood berg stein "
    "burg ville borough gate port mouth bridge stone house ground ling ting ring".split()
)
_PREFIXES = frozenset(
    "under over counter inter hyper super after water power paper silver never river winter summer "
    "fibre fiber cyber timber leather finger letter".split()
)
_AFTER_A_NAME = ("which", "have", "said", "says", "that", "who", "has", "was", "were")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NUMBER_THEN_WORD = re.compile(
    r"\d(?=(?:and|only|has|was|with|for|which|from|that|the|are|were|have|will|when|is)$)"
)
_WORD_THEN_YEAR = re.compile(
    r"\b(in|since|from|by|of|until|and|for|during)((?:19|20)\d\d)\b(?![./_-]?\w)"
)
_BEFORE = "@#/_\\.-&=:'’"
_AFTER = "@/_\\=("
SHORTEST = 5
LONGEST = 40
COMMON = 100
"""Counts in 131.6 million words below which a part is not taken for a word."""


@view
def glued_words(document: Document) -> tuple[GluedWords, ...]:
    """Return the words that were written as one, in order."""
    text, tokens = document.text, words(document)
    suspects = [
        token
        for token in tokens
        if SHORTEST <= len(token.text) <= LONGEST
        and (not token.text.isalpha() or not frequency(token.text.lower()))
    ]
    if len(suspects) > 0.3 * len(tokens) + 3:
        return ()
    times = Counter(token.text for token in suspects)
    found = []
    for token in suspects:
        if _is_part_of_an_address(text, token.start, token.end):
            continue
        parts = parts_of(token.text)
        if parts and (times[token.text] == 1 or token.text.islower()):
            found.append(GluedWords(Span(token.start, token.end), parts))
    years = (GluedWords(Span(*m.span()), m.groups()) for m in _WORD_THEN_YEAR.finditer(text))
    return tuple(sorted([*found, *years]))


def _is_part_of_an_address(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    is_dotted = after == "." and text[end + 1 : end + 2].isalnum()
    return (bool(before) and before in _BEFORE) or is_dotted or (bool(after) and after in _AFTER)


def parts_of(word: str) -> tuple[str, ...]:
    """Return the words that an unknown one was put together from; empty where none are sure."""
    if not word.isalpha():
        found = _NUMBER_THEN_WORD.search(word)
        return (word[: found.end()], word[found.end() :]) if found else ()
    if _HUMP.search(word):
        return _at_capitals(word)
    return _in_lower_case(word)


def _at_capitals(word: str) -> tuple[str, ...]:
    parts = tuple(_HUMP.split(word))
    if len(parts) > 3:
        return ()
    first, second = parts[0], parts[1]
    if first[0].islower():
        is_identifier = len(parts) > 2 and first.lower() not in FIRM
        return parts if not is_identifier and _may_end_before_a_capital(first) else ()
    opener = second.lower()
    if len(parts) == 2 and opener in _OPENERS - _BRAND_ENDS and len(first) > 3:
        return parts
    if opener in _BRAND_ENDS | {"for"} and len(first) > 4 and opener == "for":
        return parts
    lowered = _in_lower_case(first)
    return (*lowered, *parts[1:]) if lowered else ()


def _may_end_before_a_capital(first: str) -> bool:
    if first in FIRM or (first in PAIRED and len(first) > 1 and first not in _SMALL_PREFIXES):
        return True
    if first in _SMALL_PREFIXES:
        return False
    return len(first) > 3 and frequency(first) > COMMON


def _in_lower_case(word: str) -> tuple[str, ...]:
    lowered = word.lower()
    is_name = word[0].isupper()
    cuts = _two_words(lowered, is_name) or (
        (not is_name and _around_a_function_word(lowered)) or ()
    )
    bounds = (0, *cuts, len(word))
    return tuple(word[a:b] for a, b in pairwise(bounds)) if cuts else ()


def _two_words(word: str, is_name: bool) -> tuple[int, ...]:
    """Cut where the likeliest pair of words results, if that pair is believable."""
    best = max(range(1, len(word)), key=lambda at: (_likelihood(word[:at], word[at:]), at))
    left, right = word[:best], word[best:]
    if _likelihood(left, right) > 0:
        return (best,) if _is_believable(left, right, _together(left, right), is_name) else ()
    ends = [len(word) - len(verb) for verb in _AFTER_A_NAME if word.endswith(verb)]
    return (ends[0],) if is_name and ends and ends[0] > 4 else ()


def _likelihood(left: str, right: str) -> float:
    """Return the product of the words' counts, raised where they were counted together."""
    return frequency(left) * frequency(right) * (1.0 + _together(left, right))


def _together(left: str, right: str) -> float:
    known = counts().ids
    if left not in known or right not in known:
        return 0.0
    return counts().pair(known[left], known[right])


def _is_believable(left: str, right: str, together: float, is_name: bool) -> bool:
    if left in FIRM or right in FIRM:
        other = right if left in FIRM else left
        is_word = frequency(other) >= (COMMON if len(other) > 3 else 20 * COMMON)
        return is_word and len(left) + len(right) > 6 and (not is_name or together > 3)
    if left in PAIRED or right in PAIRED:
        other = right if left in PAIRED else left
        return len(other) > 3 and together >= 100 and not is_name and frequency(other) >= 1000
    if is_name or right in _SUFFIX_LIKE or left in _PREFIXES or len(right) < 4:
        return False
    is_known = min(frequency(left), frequency(right)) >= 5 * COMMON
    return is_known and len(left) > 4 and bool(_INFLECTED.search(left))


def _around_a_function_word(word: str) -> tuple[int, ...]:
    """Find a function word between two known words: "filesandfolders"."""
    for inner in _INNER.finditer(word, 2, len(word) - 2):
        start, end = inner.span()
        if _is_word(word[:start]) and _is_word(word[end:]):
            return start, end
    return ()


_INNER = re.compile(
    "and|the|that|with|for|from|this|their|your|our|which|have|has|was|were|are|will|than|of|to|in"
)


def _is_word(part: str) -> bool:
    if len(part) < 3:
        return part in PAIRED or part in FIRM
    return frequency(part) >= (2000 if len(part) < 4 else COMMON)


def _find(document: Document) -> Iterator[Hit]:
    for glued in glued_words(document):
        apart = " ".join(glued.parts)
        yield Hit(
            glued.span,
            f"“{''.join(glued.parts)}” is “{apart}” without its space: a link or tag was lost here",
            apart,
        )


RULE = Rule(
    id="machine-translation/glued-words",
    summary="two words without the space between them",
    severity="warning",
    find=_find,
    what=(
        "Looks for unknown words that fall into known ones, at least one of them a function word, "
        "or the left one with an ending that compounds do not have; and for a capital within a "
        "word after which a sentence begins. Words that occur twice are taken for names."
    ),
    why=(
        "The text was taken from a page by a program that dropped links and tags, and nobody has "
        "read it since."
    ),
    known_problems=(
        "New compounds and user names can look like it. Three or more content words in a row are "
        "not found, nor is a rare name before a rare word."
    ),
    invalid=(
        Example("The pipes are ⟦tightand⟧ were tested twice.", "tight and"),
        Example("Then ⟦LarssonFor⟧ his part went home.", "Larsson For"),
        Example("They moved the ⟦troopsLondon⟧ had sent.", "troops London"),
        Example("We read ⟦booksandpapers⟧ all day.", "books and papers"),
        Example("It was built by the town ⟦in1998⟧ or so.", "in 1998"),
    ),
    valid=(
        Example(
            "My iPhone runs JavaScript; McDonald and MacArthur met DeVos on WhatsApp and eBay."
        ),
        Example("The livestream on LinkedIn was a touchscreen makeover, said YouTube and SpaceX."),
        Example("Call getElementById or see www.bestofthetown.com and user@themail.org today."),
    ),
    sources=(
        Source(
            "Norvig (2009): Natural language corpus data, in Beautiful Data, O'Reilly",
            "https://norvig.com/ngrams/",
        ),
    ),
    languages=("en",),
)
