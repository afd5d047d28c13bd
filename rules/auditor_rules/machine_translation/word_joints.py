"""Where an unknown word falls into known ones: "tightand" → "tight", "and"."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise

from auditor_rules.english.counts import counts, frequency
from auditor_rules.lexicons import lexicon

# Function words that hardly ever begin or end a compound or a name, so that one of them beside a
# known word is evidence by itself. Those that do (over, out, in, by) need to be seen as a pair.
FIRM = frozenset(
    """the and of to that with for from this these those their our your his its which who has have
    was were are will would could should when while where what how why because than been such
    also they there then some other more about into before after during between says said
    according including called based not but only does did being whether both each most many very
    here without within however although another several few among across against toward towards
    until unless whose whom since though amid upon""".split()
)
PAIRED = frozenset(
    "a an in on at by as is it or we he she my her him us so be do if no all any you i just now "
    "can even still last first new".split()
)
"""Function words that compounds and names hold too: believed where the pair was counted often."""
# Right halves that no compound has: adverbs, and verbs of what news report.
_ONLY_RIGHT = frozenset(
    """earlier regardless reportedly recently officially released published launched designed offers
    includes provides began became announced reported essential available featuring featured created
    named owned built gathers shows helps allows makes takes gives estimates argues writes suggests
    explains notes intends kicks brings comes looks wants needs works plans claims tells believes
    warned added told took gave found showed helped claimed noted argued explained described
    confirmed revealed received earned expects agreed decided started continues remains last earlier
    former financial local national political social medical private public federal major
    products company companies industry services customers people users teams families""".split()
)
# A sentence that begins right after a name: "RutteFor his part". Without in, it, on, up and us,
# which end brands (LinkedIn, PostIt, MashUp).
_OPENERS = frozenset(
    """the this that these those for however but and he she they when while although after before
    according with from also his her their there then since because despite during if as
    its not what who where how why both some many most more has have was were is are will said
    """.split()
)
# Left halves of brands, identifiers and surnames with a capital inside: eBay, deVos, macOS.
_SMALL_PREFIXES = frozenset(
    "de di du la le van von den der del della da dos mac mc mi el al ap ab fitz san st un re pre "
    "non ex co bio neo cyber get set is on to new my watch pay air open web data text micro mega "
    "char int bool string value node inner sub auto multi foot head body test play code encode "
    "instant add has use show hide find map key log no".split()
)
_INFLECTED = re.compile(
    r"(?:[^s]s|ed|ing|ly|tion|ment|ous|ful|ity|ance|ence|ial|onal|ical|inal|ual)$"
)
"""Left halves of compounds carry no ending: "housework", but not "housesbuilt"."""
_SUFFIX_LIKE = frozenset(
    "able ability less like ness ship ward wards wide wise hood some men man women woman fold free "
    "ally ism ist ing ers ties age ware land field town house hall ford ham worth wood berg stein "
    "burg ville borough gate port mouth bridge stone ground ling ting ring book books force tide "
    "cape sing scape wise built made".split()
)
_PREFIXES = frozenset(
    "under over counter inter hyper super after water power paper silver never river winter summer "
    "fibre fiber cyber timber leather finger letter photo pre non self hand home tailor "
    "anti semi trans sports speed code dance case foot eye bed back through mis out".split()
)
_COMPOUNDING = frozenset("on all new no now up i first last".split())
"""Left halves of "onscreen", "alright", "newborn"."""
_AFTER_A_NAME = ("which", "have", "said", "says", "that", "who", "has", "was", "were")
_LIKE_ENDINGS = frozenset("its not our some more most here there other".split())
"""Firm words that rare words may end in ("bedsits", "maginot")."""
# After a surname even a firm word may be its end: "Westwith" no, "Sutherland" and "Bradfor" yes.
_ENDS_OF_NAMES = frozenset("and the for to all on of than not there her his can here how".split())
_AFTER_THE_UNKNOWN = ("which", "that", "with", "from", "because", "where", "when", "should", "will")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NUMBER_THEN_WORD = re.compile(
    r"\d(?=(?:and|only|has|was|with|for|which|from|that|the|are|were|have|will|when|is)$)"
)
_CAPITALS = re.compile(r"([A-Z]{3,})([a-z]{2,})$")
_DIGITS = re.compile(r"\d[\d.,:]*|^")
_NEGATED = re.compile(
    r"(.{2,24})(isn|aren|wasn|weren|doesn|don|didn|won|wouldn|couldn|shouldn|hasn|haven|hadn)$"
)
_INNER = re.compile(
    "and|the|that|with|for|from|this|their|your|our|which|have|has|was|were|are|will|than|of|to|in"
)
_ENDS_OF_FORMS = "sdgyr"
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers")
COMMON = 100
"""Counts in 131.6 million words below which a part is not taken for a word."""
SHORTEST_ROW = 9
LONGEST_PART = 14
COST_OF_A_WORD = 22.0
"""Log-odds that another word in a row must be worth."""
REAL = "machine-translation/joined-words"
"""Words and names that only look joined: counted eight times or more as they stand."""
FEWEST_BESIDE_FIRM = 30
"""The same beside a function word that compounds hardly ever hold."""


@lru_cache(1 << 14)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the words that an unknown one was put together from; empty where none are sure."""
    for mark in "’'":
        if mark in word:
            return _around_an_apostrophe(word, word.index(mark))
    if word.isupper():
        return ()
    if not word.isalpha():
        return _after_a_number(word)
    capitals = _CAPITALS.match(word)
    if capitals:
        is_word = capitals[2] in FIRM | PAIRED | _ONLY_RIGHT
        return (capitals[1], capitals[2]) if is_word else ()
    if _HUMP.search(word):
        return _at_capitals(word)
    return _in_lower_case(word) if len(word) > 4 else ()


def _after_a_number(word: str) -> tuple[str, ...]:
    found = _NUMBER_THEN_WORD.search(word)
    if found:
        return (word[: found.end()], word[found.end() :])
    digits, rest = _DIGITS.findall(word)[0], _DIGITS.sub("", word, count=1)
    if not (rest.isalpha() and word.startswith(digits) and len(rest) > 4):
        return ()
    if len(digits) > 2 and rest.islower() and frequency(rest) >= 20 * COMMON:
        return (digits, rest)
    parts = parts_of(rest)
    return (digits, *parts) if parts else ()


def _around_an_apostrophe(word: str, at: int) -> tuple[str, ...]:
    """Cut "market’sbest" after the ending, or "fromFendi’s" before the name."""
    before, ending = word[:at], word[at:]
    if before and frequency(before.lower()) and len(ending) < 4:
        return ()
    rest = ending[2:]
    if ending[1:2] == "s" and len(rest) > 1 and (_is_word(rest.lower()) or rest[0].isupper()):
        return (word[: at + 2], rest)
    negated = _NEGATED.match(before) if ending[1:] == "t" else None
    if negated and frequency(negated[2] + "'t"):
        rest = negated[1]
        is_word = len(rest) > 2 or rest in PAIRED
        return (rest, negated[2] + ending) if is_word else ()
    parts = parts_of(before) if ending[1:] in {"s", "t", "re", "ve", "ll", "d"} else ()
    return (*parts[:-1], parts[-1] + ending) if parts else ()


def _at_capitals(word: str) -> tuple[str, ...]:
    parts = tuple(_HUMP.split(word))
    if len(parts) > 3 or not all(
        part.isascii() and (len(part) > 1 or part == "I") for part in parts[1:]
    ):
        return ()
    first, second = parts[0], parts[1]
    if first[0].islower():
        is_identifier = len(parts) > 2 and first not in FIRM
        return parts if not is_identifier and _may_end_before_a_capital(first, second) else ()
    if len(parts) == 2 and len(first) > 3 and second.lower() in _OPENERS:
        return parts
    lowered = _in_lower_case(first)
    return (*lowered, *parts[1:]) if lowered else ()


def _may_end_before_a_capital(first: str, second: str) -> bool:
    if first in FIRM:
        return True
    if first in _SMALL_PREFIXES:
        return False
    if first in PAIRED:
        return len(first) > 1 or (first == "a" and len(second) > 3)
    return len(first) > 2 and frequency(first) > (COMMON if len(first) > 3 else 100 * COMMON)


def _in_lower_case(word: str) -> tuple[str, ...]:
    lowered = word.lower()
    is_name = word[0].isupper()
    if lowered in lexicon(REAL):
        return ()
    cuts = _two_words(lowered, is_name) or (() if is_name else _around_a_function_word(lowered))
    cuts = cuts or (_row(lowered) if len(word) >= SHORTEST_ROW else ())
    return tuple(word[a:b] for a, b in pairwise((0, *cuts, len(word)))) if cuts else ()


def _row(word: str) -> tuple[int, ...]:
    """Cut into three words or more, all counted beside each other: "recommendagainstdoing".

    Dynamic programming over the ends of words; of all rows the one with the largest product of
    counts, each above the square root of what chance would give, so that few words win.
    """
    best: list[tuple[float, tuple[int, ...]]] = [(-math.inf, ())] * (len(word) + 1)
    best[0] = (0.0, ())
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST_PART), end):
            score, cuts = best[start]
            part = word[start:end]
            if score == -math.inf or not _is_part_of_row(part) or (start and end - start < 2):
                continue
            before = word[cuts[-1] if cuts else 0 : start]
            if start and not _together(before, part):
                continue
            found = score + math.log(frequency(part)) - COST_OF_A_WORD
            if found > best[end][0]:
                best[end] = (found, (*cuts, start) if start else ())
    cuts = best[-1][1]
    parts = [word[a:b] for a, b in pairwise((0, *cuts, len(word)))]
    is_firm = any(part in FIRM for part in parts) or (len(word) > 12 and parts[0] in PAIRED)
    is_row = len(parts) > 2 and is_firm and len(word) >= 3.4 * len(parts)
    return cuts if is_row and parts[-1] not in _SUFFIX_LIKE and parts[:2] != ["his", "to"] else ()


def _is_part_of_row(part: str) -> bool:
    if len(part) < 2:
        return part == "a"
    if len(part) < 4:
        return part in FIRM or part in PAIRED or frequency(part) >= 400 * COMMON
    return frequency(part) >= 3 * COMMON


def _two_words(word: str, is_name: bool) -> tuple[int, ...]:
    """Cut where the likeliest pair of words results, if that pair is believable."""
    best = max(_cuts(word), key=lambda at: (_likelihood(word[:at], word[at:]), at))
    left, right = word[:best], word[best:]
    if _likelihood(left, right) > 0:
        return (best,) if _is_believable(left, right, is_name) else ()
    known = _AFTER_A_NAME if is_name else _AFTER_THE_UNKNOWN
    ends = [len(word) - len(right) for right in known if word.endswith(right)]
    return (ends[0],) if ends and ends[0] > 4 else ()


def _cuts(word: str) -> list[int]:
    """Return where the left part may be a word, or a form of one; anywhere if nowhere."""
    known = counts().ids
    return [
        at
        for at in range(1, len(word))
        if word[:at] in known or (at > 5 and word[at - 1] in _ENDS_OF_FORMS)
    ] or [1]


def _likelihood(left: str, right: str) -> float:
    """Return the product of the words' counts, raised where they were counted together."""
    count = _count(left)
    other = _count(right) if count else 0
    return count * other * (1.0 + _together(left, right)) if other else 0.0


def _count(word: str) -> int:
    """Return how often the word was counted; of an uncounted form, a share of its stem's count."""
    counted = frequency(word)
    if counted or len(word) < 6 or word[-1] not in _ENDS_OF_FORMS:
        return counted
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    return max((frequency(stem) // 20 for stem in stems), default=0)


def _together(left: str, right: str) -> float:
    known = counts().ids
    if left not in known or right not in known:
        return 0.0
    return counts().pair(known[left], known[right])


def _is_believable(left: str, right: str, is_name: bool) -> bool:
    if is_name and not _is_sentence_start(left):
        return _is_name_and_word(left, right)
    if left in FIRM or right in FIRM:
        other = right if left in FIRM else left
        is_word = _count(other) >= (FEWEST_BESIDE_FIRM if len(other) > 3 else 20 * COMMON)
        if right in _LIKE_ENDINGS and _together(left, right) < 4:
            return False
        length = len(left) + len(right)
        return is_word and (length > 6 or (length == 6 and _together(left, right) >= 50))
    if left in PAIRED or right in PAIRED:
        return _is_usual_pair(left, right)
    if right in _SUFFIX_LIKE or left in _PREFIXES or len(right) < 4:
        return False
    is_known = frequency(left) >= 5 * COMMON and frequency(right) >= 2 * COMMON
    is_no_compound = right in _ONLY_RIGHT or (len(right) > 5 and right.endswith("ly"))
    is_inflected = len(left) > 4 and bool(_INFLECTED.search(left))
    return is_known and len(left) > 2 and (is_inflected or is_no_compound)


def _is_sentence_start(left: str) -> bool:
    """Tell a common word at the start of a sentence ("Studiesshow") from a surname."""
    return left not in FIRM and frequency(left) >= 50 * COMMON and bool(_INFLECTED.search(left))


def _is_name_and_word(left: str, right: str) -> bool:
    if left in FIRM:
        return _together(left, right) > 3 and len(left) + len(right) > 6
    if frequency(left) < COMMON or len(left) < 4:
        return False
    if right in PAIRED and _INFLECTED.search(left):
        return _is_usual_pair(left, right)
    if right in {"and", "to", "from"}:
        return len(left) > 4 and left[-1] != "l"
    is_verb = right in _ONLY_RIGHT and right.endswith(("ly", "gan", "came", "told"))
    is_verb = is_verb or (right.endswith("ed") and len(right) > 5 and frequency(right) > 1000)
    return is_verb or (right in FIRM and right not in _ENDS_OF_NAMES)


def _is_usual_pair(left: str, right: str) -> bool:
    other = right if left in PAIRED else left
    is_suffix = right in PAIRED
    if len(other) < (4 if len(left) > 1 else 5) or len(right) < 2 or left in _COMPOUNDING:
        return False
    if is_suffix and len(left) > 4 and _INFLECTED.search(left):
        fewest = 5
    else:
        fewest = 30 if len(other) > 5 else 300 if is_suffix else 80
    return _together(left, right) >= fewest and frequency(other) >= 10 * COMMON


def _around_a_function_word(word: str) -> tuple[int, ...]:
    """Find a function word between two known words: "booksandpapers"."""
    for inner in _INNER.finditer(word, 2, len(word) - 2):
        start, end = inner.span()
        if _is_outer(word[:start]) and _is_outer(word[end:]):
            return start, end
    return ()


def _is_outer(part: str) -> bool:
    return part in FIRM or (len(part) > 3 and _is_word(part) and part not in _SUFFIX_LIKE)


def _is_word(part: str) -> bool:
    if len(part) < 3:
        return part in PAIRED or part in FIRM
    return frequency(part) >= (20 * COMMON if len(part) < 4 else COMMON)
