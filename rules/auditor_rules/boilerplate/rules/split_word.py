"""A word was torn in two where a tag stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import UNDETERMINED, Document, Example, Hit, Rule, Span, language
from auditor_rules.english.counts import counts, frequency

_PAIR = re.compile(r"(?<![\w'’.&/@#-])([A-Za-z]{1,14}) (?=([a-z]{1,12})(?![\w'’&/@-]))")
COMMON = 300
"""Counts in 131.6 million words from which the whole is a word that everybody knows."""
RARE = 60
"""Counts below which a piece is none, but for a torn edge."""
_ONE_LETTER = frozenset("aio")
_PIECES = frozenset(
    """s t d m re ve ll th st nd rd km cm mm kg mg ml ft lb oz hr pm am vs et al de la le el en un
    il da di du van von der den das ist und der die les des mr mrs dr jr sr ma ba pa ha la na oh ah
    eh um uh er ex co pre non un sub pro anti semi mid ed etc no so to be he we me my""".split()
)
_AFTER_A_LETTER = frozenset(
    "and is as at or are was were has had have in to of on an can will may said says".split()
)
"""What follows a letter that is a name: "B and C are"."""
_SUFFIXES = ("s", "y", "d", "r", "n", "t", "e", "ed", "ly", "er", "ing", "tion", "ment", "ness",
             "able", "ous", "es", "al", "ers", "ity", "ion", "ce")  # fmt: skip
MOST_PER_1000 = 25
_HYPHENED = re.compile(r"(?<![\w'’.&/@-])([a-z]{2,9})-([a-z]{2,9})(?![\w'’&/@-])")
_PREFIXES = frozenset(
    "re co de un in non pre pro sub sur tri bi mid anti semi multi micro mini".split()
)


def find(document: Document) -> Iterator[Hit]:
    """Yield pairs of pieces that are no words and make one together; English only."""
    if language(document).code not in ("en", UNDETERMINED):
        return
    text = document.text
    found = [match for match in _PAIR.finditer(text) if _is_torn(text, match)]
    found += [match for match in _HYPHENED.finditer(text) if _is_broken_at_hyphen(match)]
    if len(found) > 3 + MOST_PER_1000 * text.count(" ") / 1000:
        return  # letter-spaced or another language
    for match in sorted(found, key=lambda each: each.start()):
        left, right = match.groups()
        span = Span(match.start(), match.start() + len(left) + 1 + len(right))
        message = f"“{span.of(text)}” is “{left}{right}” torn in two: a tag stood here"
        yield Hit(span, message, suggestion=left + right, kind="split-word")


def _is_torn(text: str, match: re.Match[str]) -> bool:
    left, right = match.groups()
    if left.isupper() and len(left) > 1:
        return False
    low = left.lower()
    whole = low + right
    if len(whole) < 2 or frequency(whole) < (COMMON if len(whole) > 3 else 100 * COMMON):
        return False
    if len(left) == 1 and left.isupper():
        return _is_torn_capital(text, match.start(), left, right, whole)
    if low in _PIECES and right in _PIECES:
        return False
    return _is_torn_end(low, right, whole) or _is_torn_start(low, right, whole)


def _is_broken_at_hyphen(match: re.Match[str]) -> bool:
    """Tell "busi-ness", which a line's end had broken, from a compound."""
    left, right = match.groups()
    if left in _PREFIXES or frequency(left + right) < 10 * COMMON:
        return False
    return (frequency(left) < RARE or frequency(right) < RARE) and not (
        _is_word(left) and _is_word(right)
    )


def _is_torn_capital(text: str, start: int, left: str, right: str, whole: str) -> bool:
    """Tell "N o one" and "T he mill" at a sentence's start from "A man", "Plan B is"."""
    if left in "AIO" and frequency(right) >= RARE:
        return False
    before = text[max(start - 3, 0) : start].rstrip(' "“‘(')
    is_start = not before or before[-1] in ".!?:\n"
    is_piece = len(right) == 1 or right not in _AFTER_A_LETTER
    return is_start and is_piece and frequency(whole) >= 10 * COMMON


def _is_torn_end(left: str, right: str, whole: str) -> bool:
    """Tell "fault y": an ending that is no word behind what is one or a part of one."""
    return (
        right in _SUFFIXES
        and right not in _ONE_LETTER
        and (len(left) > 3 and not (len(right) > 3 and _is_word(right)))
        and (len(right) < 3 or not _is_word(right))
        and not _were_seen(left, right)
        and (right not in ("s", "d", "t", "n", "e", "r") or len(whole) > 5)
    )


def _is_torn_start(left: str, right: str, whole: str) -> bool:
    """Tell "wa s", "th e": both pieces are none, or one is none and the other hardly."""
    if left in _PIECES or (len(left) == 1 and left in _ONE_LETTER):
        return False
    if len(left) == 1 and len(right) < 3:
        return False
    is_none = frequency(left) < RARE or len(left) == 1
    return is_none and not _were_seen(left, right) and len(whole) > 4 and not _is_word(left)


def _is_word(piece: str) -> bool:
    return frequency(piece) >= 20 * COMMON


def _were_seen(left: str, right: str) -> bool:
    known = counts().ids
    if left not in known or right not in known:
        return False
    return counts().pair(known[left], known[right]) > 0


RULE = Rule(
    id="boilerplate/split-word",
    summary="A word was torn in two where a tag stood",
    severity="note",
    find=find,
    what=(
        "Two pieces with a space between that are not both words and make a common one: “fault "
        "y”, “N o one” at the beginning of a sentence. English only."
    ),
    why="The scraper put a space where an initial, a link or a line break was marked up.",
    known_problems=(
        "Words torn where both halves are words (“in formation”) are not found. Sounds that are "
        "spelt out and lists of letters can look torn."
    ),
    invalid=(
        Example("He found a ⟦fault y⟧ cable in the cellar.", "faulty"),
        Example("She is a ⟦busi-ness⟧ woman from the north.", "business"),
        Example("They searched. ⟦N o⟧ one was there.", "No"),
        Example("The owner said the mill had been ⟦aban doned⟧ in March.", "abandoned"),
    ),
    valid=(
        Example("Vitamin C is in it, and plan B is to wait; x y z are letters."),
        Example("I saw a man on a bus. A man said no."),
        Example("The group s and the group t were compared with n and m."),
    ),
    languages=("en",),
)
