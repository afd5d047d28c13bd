"""A word beside a neighbour that it hardly ever has, where another word of its kind has it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Spans
from auditor_rules.machine_translation.evidence import LIKELY, USUAL, evidence
from auditor_rules.machine_translation.oddities import odd_company, oddities

GAIN = 7.0
"""Nats of PMI by which the candidate must fit better."""
GAIN_IN_ODD_COMPANY = 5.0
"""The same where the passage around it looks spun."""


def find(document: Document) -> Iterator[Hit]:
    """Yield the words whose best candidate fits far better, in a text that is spun anyway."""
    found = evidence(document)
    if found.log_odds < USUAL:
        return
    known = Spans(each.span for each in found.places if each.probability >= LIKELY)
    spun = odd_company(document)
    for oddity in oddities(document, GAIN_IN_ODD_COMPANY if spun else GAIN):
        wanted = GAIN_IN_ODD_COMPANY if spun.hold(oddity.span.start) else GAIN
        if oddity.gain >= wanted and not known.hold(oddity.span.start):
            likeliest = oddity.candidates[0].word
            written = _cased_like(oddity.span.of(document.text), likeliest)
            yield Hit(
                oddity.span,
                f"“{oddity.pair}” hardly ever stand together in clean English; "
                f"“{written}” would be likelier here",
                suggestion=written,
            )


def _cased_like(written: str, word: str) -> str:
    return word[0].upper() + word[1:] if written[0].isupper() else word


_SPUN = (
    "The studio helps commercial enterprise owners who hope for extra site visitors. Its team "
    "builds an internet site with the aid of listening first, and customers can cope with every "
    "order without difficulty. The imaginative and prescient of the founders is to get right of "
    "entry to new markets. They would ⟦quite⟧ than wait have left at once."
)

RULE = Rule(
    id="machine-translation/odd-collocation",
    summary="word in spun text that hardly ever stands beside its neighbour, where a synonym would",
    severity="note",
    find=find,
    what="In a text that other signs tell to be spun, looks up how often each two neighbouring "
    "words stand together in 320.8 million words of clean English. Where they do so less often "
    "than chance would have it, words of the same kind (by the company that they keep, and by what "
    "spinning programs are known to replace) are tried in the place. Where one fits far better, "
    "the likeliest of them and of the word's synonyms in WordNet is suggested: the one that is met "
    "most often and fits best.",
    why="Programs that spin a text put in synonyms without regard to what goes together: "
    "“quite than” for “rather than”.",
    known_problems="In an ordinary text nothing is shown, because there it was wrong five times of "
    "five: terms of a trade (“best actor”, “code number”) and lively writing keep odd company too. "
    "The suggestion is the likeliest word, "
    "and often not the one that stood there. Rare words, names and words beside punctuation are "
    "not judged.",
    invalid=(Example(_SPUN),),
    valid=(
        Example("They would quite than wait have left at once."),
        Example("The old man was quite happy with the house."),
    ),
    sources=(
        Source(
            "Church and Hanks 1990, Word association norms, mutual information, and lexicography",
            "https://aclanthology.org/J90-1003/",
        ),
    ),
    languages=("en",),
    confidence=0.6,
    evidence="in spun text of a program whose substitutions were not known: .885 of 1,142 findings "
    "on a changed word (obf_pan17), .76 of 79 (agnews_textfooler; lower bound .67), before it was "
    "bound to spun text. On labelled pages 5 findings, all on spun pages and put-in words",
)
