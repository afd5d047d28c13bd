"""A capital in mid-sentence on a word that is no name: where two pieces of text were joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Span
from auditor_rules.lexicons import lexicon

# A lower-case word, a capitalised one, and a lower-case word after it: prose, not a headline.
_CAPITAL = re.compile(r"([A-Z](?<=[a-z,] .)[a-z]+)(?= (?:[a-z]+ ){0,1}[a-z])")
_WORD_BEFORE = re.compile(r"([A-Za-z'’]+),? $")
_ARTICLES = frozenset("a an the this that these those his her its their our my your".split())
_PREPOSITIONS = frozenset(
    "of with to for in on by from and as at about into than or but over after before during".split()
)
_CAPITAL_BEFORE = re.compile(r"\b[A-Z]\w*,? (?:\w+,? )?$")
_CAPITAL_AFTER = re.compile(r" (?:[a-z]+ ){0,2}[A-Z]")


def _find(document: Document) -> Iterator[Hit]:
    listed = lexicon("machine-translation/never-names")
    for match in _CAPITAL.finditer(document.text):
        word = match.group().lower()
        if word in listed and not _is_title(document.text, match, listed[word]["kind"]):
            before = _WORD_BEFORE.search(document.text, max(0, match.start() - 20), match.start())
            start = before.start(1) if before else match.start()
            yield Hit(
                Span(start, match.end()),
                f"“{match.group()}” has a capital in mid-sentence: signs of pieces put together",
                document.text[start : match.start()] + word,
            )


def _is_title(text: str, match: re.Match[str], kind: str) -> bool:
    """Names and titles carry capitals: "of The Beatles", "a Senior Adviser", "Much Ado about"."""
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if before is None:
        return True
    word = before.group(1).lower()
    if kind == "article":
        return word not in _ARTICLES
    if word not in _ARTICLES | _PREPOSITIONS:
        return True
    context = text[max(0, match.start() - 30) : match.start()]
    after = text[match.end() : match.end() + 25]
    return bool(_CAPITAL_BEFORE.search(context) or _CAPITAL_AFTER.match(after))


RULE = Rule(
    id="machine-translation/stray-capital",
    summary="a capital in mid-sentence on a word that is no name",
    severity="note",
    find=_find,
    what=(
        "Looks for a capitalised word between lower-case ones that hardly ever is part of a name "
        "(“initial”, “comparable”, “the” after another article)."
    ),
    why=(
        "Programs that replace the words of a sentence, or of a link in it, keep the capital that "
        "the replacement had at the start of its own piece."
    ),
    known_problems=(
        "Titles of works within a sentence that are not marked as such are found where one word "
        "of them alone is capitalised."
    ),
    invalid=(
        Example("It began with ⟦an Additional⟧ delivery of fuel.", "an additional"),
        Example("In ⟦this The⟧ report was clear on every point.", "this the"),
        Example("He spoke of the aim ⟦of Finding⟧ peace soon.", "of finding"),
    ),
    valid=(
        Example("It began with an additional delivery of fuel."),
        Example("He wrote in The Guardian that it was late, and lives in The Hague with them."),
        Example("She saw Much Ado about nothing much and met the Additional Secretary."),
    ),
    languages=("en",),
    is_silent_in_quotations=True,
    confidence=0.05,
    evidence="1 of 4 on the panel's pages, the others one name of a type in a manual; 2 findings "
    "in 1.2 million words of clean news",
)
