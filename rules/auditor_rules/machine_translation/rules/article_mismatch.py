"""The article that fitted the word which was replaced: "a extra", "an good"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span
from auditor_rules.machine_translation.articles import begins_with_vowel_sound
from auditor_rules.machine_translation.rules.spun_phrase import spun_phrases

# After a space or an opening mark: "a-", "A.", "vitamin a's" are no articles. It opens with a class
# of characters, because `re` then skips to the next of them in C.
_ARTICLE = re.compile(
    r"([Aa](?<![\w.&'’/*-].)n?) (?=([A-Za-z][a-z]+(?:[-’'][A-Za-z]+)*)(?![\w@/.]\w))"
)
FEWEST = 2
"""A single slip is anybody's, unless the document holds spun phrases too."""


def _find(document: Document) -> Iterator[Hit]:
    found = list(_mismatches(document.text))
    if len(found) >= FEWEST or spun_phrases(document):
        yield from found


def _mismatches(text: str) -> Iterator[Hit]:
    for match in _ARTICLE.finditer(text):
        article, word = match.groups()
        if _is_name_or_letter(text, match):
            continue
        needs_an = begins_with_vowel_sound(word)
        if needs_an is not None and needs_an != (len(article) == 2):
            span = Span(match.start(1), match.end() + len(word))
            usual = article[0] + ("n " if needs_an else " ") + word
            yield Hit(
                span,
                f"“{span.of(text)}”: the article fits another word; signs of a word put in the "
                "place of another",
                usual,
            )


def _is_name_or_letter(text: str, match: re.Match[str]) -> bool:
    """Names may be foreign ("a Uighur", "an Hérault"); "A" may be a mark, a key, a class."""
    word = match.group(2)
    before = text[max(0, match.start() - 12) : match.start()].rstrip()
    is_sentence_start = not before or before[-1] in ".!?:\n“\"'’)—–-…"
    if match.group(1)[0] == "A" and not is_sentence_start:
        return True
    last = before.rpartition(" ")[2].lower()
    if last in _BEFORE_A_LETTER or word.lower() in _AFTER_A_LETTER:
        return True
    return word[0].isupper() and (match.group(1) == "an" or word[0] in "EUOH")


_BEFORE_A_LETTER = frozenset(
    "vitamin hepatitis grade class type group plan category letter level section point option "
    "influenza team model serie schedule appendix part block letter de la".split()
)
_AFTER_A_LETTER = frozenset("is as and or are in of to than if on at into an was".split())

RULE = Rule(
    id="machine-translation/article-mismatch",
    summary="“a” before a vowel sound, or “an” before a consonant",
    severity="note",
    find=_find,
    what=(
        "Compares “a” and “an” with the sound of the next word. Acronyms, most names, and words "
        "with which both are in use (“an historic”) are left alone. One mismatch is not "
        "enough: there must be two, or a spun phrase."
    ),
    why=(
        "A program that puts one word in the place of another leaves the article of the old one: "
        "“a more assertive” becomes “a extra assertive”."
    ),
    known_problems=(
        "People slip here as well, above all in a second language and in late edits. Acronyms that "
        "are read as words are not judged."
    ),
    invalid=(
        Example("It was ⟦a extra⟧ careful plan, quite than a bold one.", "an extra"),
        Example("They found ⟦an good⟧ answer. He left after ⟦a hour⟧."),
        Example("⟦A enormous⟧ crowd heard ⟦a old⟧ song."),
    ),
    valid=(
        Example("A European buyer paid an hour later for a one-off unit."),
        Example("It was an unimportant, an uninvited and a uniform remark in an NBA game."),
        Example("It was a old song, and everybody knew it."),
        Example("An historic hotel and a historic hotel, a US plan and an 8-year plan."),
        Example("Vitamin A is in carrots; a used car, a Ukrainian and a euro."),
    ),
    sources=(Source("The Chicago Manual of Style, 17th ed., 5.74"),),
    languages=("en",),
    is_silent_in_quotations=True,
    confidence=0.73,
    evidence="21 of 23 findings in obf_pan17 judged right; none in 1.2 million words of clean news",
)
