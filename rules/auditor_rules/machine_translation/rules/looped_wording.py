"""Words that a translation program says again: "power power power", "teachers and teachers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import numpy as np

from auditor import Document, Example, Hit, Rule, Source, Span, language, view, words
from auditor_rules.english.vocabulary import word_codes
from auditor_rules.machine_translation.traces import (
    FAIR,
    SURE,
    Trace,
    hits_of,
    without_overlaps,
)

_THRICE = re.compile(r"\b([^\W\d_]{3,40})(?: \1\b){2,20}", re.IGNORECASE)
SHORTEST_PHRASE, LONGEST_PHRASE = 3, 8
"""Words of a phrase that is said twice."""
_WITH_ITSELF = re.compile(r"(?<![\w’'-])([A-Za-z]{4,}) (?:and|or) \1\b(?!['’-])")
_VERB_AND_ITS_NOUN = re.compile(
    r"(?<![\w’'-])([a-z]{5,14}?)(?:e|es|ed|ing|s|d|ting|ating|ated|ates) (?:the|an?|their|his|its) "
    r"(\1[a-z]{0,3}(?:tion|sion|ment|ance|ence))\b"
)
_EMPHATIC = frozenset(
    """very really many much never always please blah yada knock woof haha really super again higher
    lower bigger smaller faster louder harder closer deeper further farther longer stronger better
    worse more less wrong right there never hello goodbye location location maybe quite pretty
    totally would could should think great alright thank thanks happy""".split()
)
_PAIRED = frozenset(
    """more less over again years hours days weeks months miles pages times round through better
    worse higher lower further faster closer deeper louder bigger smaller longer stronger farther
    greater millions thousands hundreds billions dozens generations decades centuries tons piles
    lots loads heaps layers rows stacks stories books people gallons acres work working talk
    talked talking running waited walked looked tried fought tried wait wait round around down away
    there some things bunches side hand nearer harder older richer poorer cooler warmer hotter
    colder heavier thinner thicker larger fewer steeper tighter weirder crazier before
    after""".split()
)
"""What English does say twice: "years and years", "again and again"."""
_NOUN_ENDINGS = ("rs", "ns", "ts", "ds", "es", "ists", "ion", "ment", "ity", "ness")
_AFTER_A_SUBJECT = re.compile(r"(?:[.;)]|,| (?:is|are|was|were|has|have|will|can|must)\b)")
MOST_OF_A_KIND = 20


@view
def looped_wordings(document: Document) -> tuple[Trace, ...]:
    """Return what is said again at once, in order of the text."""
    text = document.text
    found = [
        *(_trace(each, "loop", SURE) for each in _some(_THRICE, text) if _is_loop(each)),
        *_phrases_twice(document),
    ]  # fmt: skip
    if language(document).code != "en":
        return without_overlaps(found)
    return without_overlaps(
        [
            *found,
            *(_trace(each, "with-itself", FAIR) for each in _some(_WITH_ITSELF, text)
              if _is_odd_pair(each)),
            *(_trace(each, "verb-and-its-noun", SURE) for each in _some(_VERB_AND_ITS_NOUN, text)),
        ]
    )  # fmt: skip


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return islice(pattern.finditer(text), MOST_OF_A_KIND)


def _trace(match: re.Match[str], kind: str, weight: float) -> Trace:
    usual = match.group(1) if kind == "loop" else None
    return Trace(Span(*match.span()), kind, f"“{match.group()}” says it again", (), usual, weight)


def _is_loop(match: re.Match[str]) -> bool:
    """Tell a loop from a chant ("study study study!"): four times, or in mid-sentence."""
    word = match.group(1).lower()
    times = len(match.group().split())
    is_chant = word in _EMPHATIC or len(set(word)) < 3
    goes_on = bool(re.match(" [a-z]", match.string[match.end() : match.end() + 2]))
    is_sure = times > 3 or (goes_on and match.group().islower())
    return not is_chant and is_sure and _is_within_a_sentence(match)


def _phrases_twice(document: Document) -> Iterator[Trace]:
    """Yield phrases that are followed by themselves, with nothing but a space between."""
    text, tokens, codes = document.text, words(document), word_codes(document)
    for length in range(SHORTEST_PHRASE, LONGEST_PHRASE + 1):
        same = np.flatnonzero(codes[:-length] == codes[length:])
        ends = same[length - 1 :]
        runs = same[: len(ends)][ends - same[: len(ends)] == length - 1]
        for at in runs.tolist():
            span = Span(tokens[at].start, tokens[at + 2 * length - 1].end)
            phrase = text[span.start : tokens[at + length - 1].end]
            if span.of(text) == f"{phrase} {phrase}" and _is_prose(text, span, phrase):
                yield Trace(
                    span, "phrase-twice", f"“{span.of(text)}” says it again", (), phrase, SURE
                )


def _is_prose(text: str, span: Span, phrase: str) -> bool:
    """Tell whether the phrase stands in a sentence and is no list, refrain or headline."""
    parts = phrase.split()
    is_lower = sum(word[0].islower() for word in parts) >= 2
    return is_lower and len(set(parts)) > 2 and len(parts[-1]) > 2 and _is_within(text, span)


def _is_odd_pair(match: re.Match[str]) -> bool:
    """Tell whether a word is joined with itself where English would not ("on and on")."""
    word = match.group(1)
    after = match.string[match.end() : match.end() + 8]
    if word.endswith(("al", "ic", "ive", "ous")):
        ends = bool(re.match(" [a-z]", after))
    else:
        ends = word.endswith(_NOUN_ENDINGS) and bool(_AFTER_A_SUBJECT.match(after))
    return ends and word.lower() not in _PAIRED and _is_within_a_sentence(match)


def _is_within_a_sentence(match: re.Match[str]) -> bool:
    return _is_within(match.string, Span(*match.span()))


def _is_within(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    is_inside = before[-1:] == " " and bool(before.strip()) and before[0] not in '“"('
    return is_inside and "!" not in after and "so on" not in span.of(text)


def _find(document: Document) -> Iterator[Hit]:
    yield from hits_of(looped_wordings(document))


RULE = Rule(
    id="machine-translation/looped-wording",
    summary="a word or a phrase said again at once",
    severity="warning",
    find=_find,
    what=(
        "Looks for a word three times in a row, a phrase twice in a row, a noun "
        "joined with itself (“teachers and teachers”), and a verb with its own noun for an object "
        "(“investigating the investigation”). Outside English only the first two."
    ),
    why=(
        "Programs that have lost the thread repeat themselves, and where the source has two words "
        "of one meaning they put the same one twice."
    ),
    known_problems=(
        "Slips of the hand double words too, so a word that stands twice is not found. Refrains, "
        "chants and lists of sizes are left alone as "
        "far as they can be told."
    ),
    invalid=(
        Example("The box holds a ⟦power power power⟧ cable of two metres.", "power"),
        Example("They took part ⟦in the contest in the contest⟧ of the town.", "in the contest"),
        Example("Most of our ⟦lecturers and lecturers⟧ are women."),
        Example("Officers were still ⟦investigating the investigation⟧ of the two men."),
    ),
    valid=(
        Example(
            "They waited for years and years, and it was very very very late, again and again."
        ),
        Example("He investigated the theft. Location, location, location: no, no, no, he said."),
        Example("Here we go again, here we go again! It went on and on."),
    ),
    sources=(Source("Holtzman et al. (2020): The curious case of neural text degeneration, ICLR"),),
    is_silent_in_quotations=True,
    confidence=0.5,
    evidence=(
        "13 findings in 4,000 clean texts, half of them real repetitions; not measured on pages"
    ),
)
