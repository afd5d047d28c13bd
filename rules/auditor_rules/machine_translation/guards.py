"""In which context a listed phrase is wrong: the ``guard`` column of the lexicons, read and held.

A guard is a row of conditions separated by ``;``, all of which must hold:

=================== ==========================================================================
``next=a|b``        the word after the phrase is one of these (``!=``: none of these)
``prev=a|b``        the word before it
``near=a|b``        one of these stands within eight words (``!=``: none does)
``case=lower``      the phrase stands in lower case; ``capital``: its words are capitalised
``hits=2``          so many *other* entries without this condition hit in the document,
                    for every 1,000 words begun
=================== ==========================================================================

Words are compared in lower case. ``#`` stands for a word that begins with a digit, ``^`` for the
beginning or end of the text or of a clause (any punctuation but a hyphen between), ``A`` for any
word with a capital, and ``-ing``, ``-ed`` or the like for any word that ends so.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from auditor import Document, PackError, Span, folded, words

NEAR = 8
"""Words on either side that ``near`` looks at."""
_NAMES = ("next", "prev", "near", "case", "hits")


class Condition(NamedTuple):
    """One condition of a guard."""

    name: str
    is_negated: bool
    values: frozenset[str]


class Guard(NamedTuple):
    """What must hold of a phrase's context."""

    conditions: tuple[Condition, ...] = ()
    hits: int = 0
    """How many other entries must hit in the document."""

    def holds(self, document: Document, span: Span) -> bool:
        """Tell whether every condition holds at a place; ``hits`` is not looked at."""
        return all(_holds(condition, document, span) for condition in self.conditions)


@cache
def parse_guard(text: str) -> Guard:
    """Read a guard.

    Raises:
        PackError: a condition is not of the form ``name=a|b`` or ``name!=a|b``.
    """
    conditions = [_parse_condition(part.strip(), text) for part in text.split(";") if part.strip()]
    hits = [int(next(iter(each.values))) for each in conditions if each.name == "hits"]
    return Guard(tuple(each for each in conditions if each.name != "hits"), hits[0] if hits else 0)


def _parse_condition(part: str, guard: str) -> Condition:
    name, _, values = part.partition("=")
    is_negated = name.endswith("!")
    name = name.rstrip("!")
    if name not in _NAMES or not values or (name == "hits" and not values.isdigit()):
        raise PackError(f"guard {guard!r}: {part!r} is not one of {', '.join(_NAMES)} = words")
    return Condition(name, is_negated, frozenset(values.split("|")))


def _holds(condition: Condition, document: Document, span: Span) -> bool:
    if condition.name == "case":
        return _case_of(span.of(document.text)) in condition.values
    if condition.name == "near":
        found = any(word in condition.values for word in _words_around(document, span))
    else:
        neighbour = next_word(document, span) if condition.name == "next" else _prev(document, span)
        found = _matches(neighbour, condition.values)
    return found != condition.is_negated


def _case_of(phrase: str) -> str:
    if phrase.islower():
        return "lower"
    return "capital" if all(word[0].isupper() for word in phrase.split()) else "mixed"


def _matches(word: str, values: frozenset[str]) -> bool:
    if word.lower() in values:
        return True
    if word[:1].isdigit():
        return "#" in values
    if word[:1].isupper() and "A" in values:
        return True
    return any(value[0] == "-" and word.endswith(value[1:]) for value in values)


def next_word(document: Document, span: Span) -> str:
    """Return the word after a place; ``^`` where the clause ends with it."""
    tokens = words(document)
    index = bisect_left(tokens.starts, span.end)
    if index == len(tokens) or _is_break(document.text[span.end : tokens[index].start]):
        return "^"
    return tokens[index].text


def _prev(document: Document, span: Span) -> str:
    tokens = words(document)
    index = bisect_left(tokens.starts, span.start) - 1
    if index < 0 or _is_break(document.text[tokens[index].end : span.start]):
        return "^"
    return tokens[index].text


def _is_break(between: str) -> bool:
    return len(between) > 80 or bool(between.strip(" \t-\u00a0"))


def _words_around(document: Document, span: Span) -> list[str]:
    tokens = words(document)
    index = bisect_left(tokens.starts, span.start)
    around = tokens[max(0, index - NEAR) : index + NEAR + 2]
    return folded(document)[around[0].start : around[-1].end].split() if around else []
