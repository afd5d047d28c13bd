"""A document that a known spinning program has been over."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, words
from auditor_rules.machine_translation.evidence import LIKELY, USUAL, Evidence, evidence
from auditor_rules.machine_translation.rules.spun_phrase import spun_phrases

MIN_LENGTH = 40
"""Words under which nothing is said of the document."""
SURE = 9.0
"""Evidence from which no reader is needed; none of the clean texts reached it."""
TWO, FOUR = 2, 4
"""Different phrases of the lexicon, for every 1,500 words begun."""
NAMED = 5
"""Words that a message names."""


def find(document: Document) -> Iterator[Hit]:
    """Yield one hit for a spun document."""
    length = len(words(document))
    if length < MIN_LENGTH:
        return
    found = evidence(document)
    share = found.safe / (1 + length // 1500)
    is_sure = found.log_odds >= SURE or share >= FOUR
    if is_sure or found.log_odds >= USUAL or share >= TWO:
        named = ", ".join(_named(document, found))
        yield Hit(
            _extent(document, found),
            f"signs of a synonym program throughout, such as {named}",
            severity="error" if is_sure else "warning",
            recommends="reject" if is_sure else "review",
        )


def _places(document: Document, found: Evidence) -> list[Span]:
    safe = [each.span for each in spun_phrases(document)]
    shown = (each for each in found.places if each.probability >= LIKELY)
    likeliest = sorted(shown, key=lambda each: (-each.probability, each.span))
    return [*safe, *(each.span for each in likeliest)]


def _named(document: Document, found: Evidence) -> list[str]:
    texts = (span.of(document.text) for span in _places(document, found))
    return list(dict.fromkeys(f"“{text}”" for text in texts))[:NAMED]


def _extent(document: Document, found: Evidence) -> Span | None:
    """Return the stretch from the first place to the last."""
    spans = _places(document, found)
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


_SPUN = (
    "The studio helps ⟦commercial enterprise owners who hope for extra site visitors. Its team "
    "builds an internet site with the aid of listening first, and customers can cope with every "
    "order without difficulty. The imaginative and prescient of the founders is to get right of "
    "entry to⟧ new markets."
)

RULE = Rule(
    id="machine-translation/spun-text",
    summary="text that a spinning program has been over",
    severity="warning",
    find=find,
    what=(
        "Adds up what all words say that known spinning programs put for others, each weighed in "
        "its context, and how many different phrases stand there that people never write. Two such "
        "phrases, or as much in many small signs, ask for a reader; four, or as much, for none."
    ),
    why=(
        "A program that replaces words by a list hides where a text was taken from and says what "
        "its author did not: “navy” for “military”, “risk” for “opportunity”. It shows in many "
        "small places, and 60 words are often enough."
    ),
    known_problems=(
        "Programs whose lists nobody knows are told by other measures only, and from 100 words on. "
        "A text that quotes many examples of spinning looks spun."
    ),
    invalid=(Example(_SPUN),),
    valid=(
        Example(
            "The studio helps business owners who want more visitors. Its team builds a website by "
            "listening first, and customers can handle every order easily. The vision of the "
            "founders is to gain access to new markets, and the business has grown every year "
            "since it was founded in a small office above a bakery."
        ),
    ),
    sources=(
        Source(
            "Wahle et al. (2022): Identifying machine-paraphrased plagiarism",
            "https://arxiv.org/abs/2103.11909",
        ),
    ),
    languages=("en",),
    confidence=0.78,
    evidence="14 of 14 pages that it flags on the half of the panel that was set aside are spun "
    "(lower "
    "bound .78), 12 of them throughout; 11 of 11 on the half that was looked at; 7 of 5,459 clean "
    "texts of 100 and 250 words flagged, none rejected",
)
