"""A full stop in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span

# Opens with the stop, for which `re` looks in C; so does the next with " the ".
_STOP_THEN_LOWER = re.compile(r"\. (?<=[a-z]{2}[a-z”\"’)]\. )(?=([a-z]{2,}(?:[,;]?)) [a-z]+)")
_LAST_WORD = re.compile(r"([\w.'’-]+)$")
_ROLES = (
    "historian|writer|author|analyst|expert|journalist|minister|professor|economist|novelist|"
    "politician|lawyer|researcher|scientist|spokesman|spokeswoman|spokesperson|philosopher|poet|"
    "senator|general|director|actor|actress|singer|coach|mayor|governor|president|ambassador|"
    "columnist|sociologist|physicist|doctor|commentator|diplomat|artist|filmmaker|psychologist"
)
_SAID = re.compile(
    r"\b(?:said|says|explained|explains|told|wrote|writes|added|adds|argued|argues|noted|stated"
    r"|warned|declared|recalled|claimed|according to|by)$"
)
_LONGEST_SAID = 12
# The name must be followed by what carries the cut sentence on, not by a verb of its own.
_ROLE_THEN_NAME = re.compile(
    rf" the (?:[a-z]+ ){{0,2}}(?:{_ROLES})\. "
    r"(?:[A-Z][\w'’-]+ ){2,3}(?=(?:in|to|on|at|from|for|of|during|yesterday|last|this)\b|[,.])"
)
_ABBREVIATED = frozenset(
    "etc vs al approx dept est fig inc jr sr no nos vol pp st co corp ltd govt apt ave min max sec "
    "hrs hr oz lb lbs ft tel ext incl excl sq ca cf viz esp resp temp tbsp tsp mins pts avg misc "
    "jan feb mar apr jun jul aug sept sep oct nov dec mr mrs ms dr prof sen rep gov gen col lt "
    "capt sgt messrs calif ariz wash mass conn penn pa fla ill ind mich minn miss wis okla ore "
    "tenn tex va vt neb nev kan ky la ala ark colo del md mo mont wyo".split()
)
MOST_PER_1000_WORDS = 2
"""A text with more of them does not begin its sentences with capitals at all."""


def _find(document: Document) -> Iterator[Hit]:
    found = list(_stops(document.text))
    if len(found) <= 1 + MOST_PER_1000_WORDS * document.text.count(" ") / 1000:
        for span, usual in found:
            yield Hit(
                span,
                "a full stop cuts this sentence in two: signs of machine translation",
                usual,
                kind="lower-case",
            )
    for span in _roles_apart(document.text):
        whole = span.of(document.text)
        yield Hit(
            span,
            "a full stop stands between a role and its name: signs of machine translation",
            whole.replace(". ", " ", 1),
            kind="role-and-name",
        )


def _roles_apart(text: str) -> Iterator[Span]:
    """Yield "explained the historian. Ann Lee"."""
    for match in _ROLE_THEN_NAME.finditer(text):
        said = _SAID.search(text, max(match.start() - _LONGEST_SAID - 1, 0), match.start())
        if said:
            yield Span(said.start(), match.start() + len(match.group().rstrip()))


def _stops(text: str) -> Iterator[tuple[Span, str]]:
    for match in _STOP_THEN_LOWER.finditer(text):
        before = _LAST_WORD.search(text, max(0, match.start() - 31), match.start())
        if before and not _is_abbreviation(before.group(1)) and not _is_styled(match.group(1)):
            end = match.end() + len(match.group(1).rstrip(",;"))
            span = Span(before.start(), end)
            yield span, span.of(text).replace(". ", " ", 1)


def _is_abbreviation(word: str) -> bool:
    return "." in word or word.lower() in _ABBREVIATED


def _is_styled(word: str) -> bool:
    """Words that open a sentence in lower case: particles of names, addresses."""
    return word in {"de", "von", "van", "al", "bin", "www", "http", "https", "ii", "iii", "xx"}


RULE = Rule(
    id="machine-translation/cut-sentence",
    summary="a full stop in the middle of a sentence",
    severity="warning",
    find=_find,
    what=(
        "Looks for a full stop followed by a lower-case word, in texts that begin their sentences "
        "with capitals, and for one between a role and the name that belongs to it."
    ),
    why=(
        "Translation programs work on pieces of a page; where a link or a tag ended a piece, they "
        "end the sentence."
    ),
    known_problems=(
        "A slip of the author's looks the same. Unlisted abbreviations are taken for a sentence's "
        "end."
    ),
    invalid=(
        Example("They spoke of the future of the ⟦country. sovereignty⟧, and of its cost."),
        Example("It will pass, ⟦explained the historian. Ann Lee⟧ in this paper.",
                "explained the historian Ann Lee"),
    ),
    valid=(
        Example("They met at 5 p.m. on Friday, i.e. too late. Nobody came."),
        Example("It will pass, explained the historian. Ann Lee wrote two books on it."),
        Example("we met. we spoke. they left. nobody wrote. it ended. people went home."),
    ),
    languages=("en",),
    confidence=0.72,
    evidence=(
        "24 of 27 findings in clean news and blogs judged to be a stop in mid-sentence or a "
        "sentence without its capital"
    ),
)  # fmt: skip
