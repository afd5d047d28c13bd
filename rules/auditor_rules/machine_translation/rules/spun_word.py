"""Words that are English by themselves, in a place where a program put them for another."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source
from auditor_rules.machine_translation.articles import with_article
from auditor_rules.machine_translation.evidence import LIKELY, evidence


def find(document: Document) -> Iterator[Hit]:
    """Yield the words that were put in, with what stood there."""
    for each in evidence(document).places:
        if each.probability >= LIKELY:
            put = each.span.of(document.text)
            instead = " or ".join(f"“{name}”" for name in each.originals[:2])
            span, suggestion = with_article(document.text, each.span, each.originals[0])
            yield Hit(
                span,
                f"“{put}” stands where {instead} would: signs of a synonym program, which other "
                "words of this text confirm",
                suggestion,
            )


_SPUN = (
    "The studio helps ⟦commercial enterprise⟧ owners who hope for extra ⟦site visitors⟧. Its team "
    "builds an internet site ⟦with the aid of⟧ listening first, and customers can ⟦cope with⟧ "
    "every order without difficulty. The imaginative and prescient of the founders is to "
    "⟦get right of entry to⟧ new markets."
)

RULE = Rule(
    id="machine-translation/spun-word",
    summary="ordinary word where a synonym program puts it for another",
    severity="warning",
    find=find,
    what=(
        "Weighs every word and phrase that spinning programs are known to put for another "
        "(spinners.tsv) where it stands: how much better the original would fit between its "
        "neighbours, how surely a program puts the one for the other, and how much else in the "
        "document is that program's work. What is more likely put in than written is shown, with "
        "the original."
    ),
    why=(
        "Most of what a spinner puts in is English by itself: “enterprise” for “business”, "
        "“necessary” for “important”. Between the wrong neighbours, and beside other words of "
        "the same program, it is told."
    ),
    known_problems=(
        "One such word alone is never shown, so a text in which a program changed little stays "
        "unmarked. The original is the likeliest of those that were seen, and now and then another "
        "one. In a text that is spun, a few of the author's own words are marked too."
    ),
    invalid=(Example(_SPUN),),
    valid=(
        Example("The studio helps business owners who want more visitors on their website."),
        Example("Customers can cope with a short delay if they are told about it."),
        Example("The army said that the struggle for water would go on for years."),
    ),
    sources=(
        Source(
            "Wahle et al. (2022): Identifying machine-paraphrased plagiarism",
            "https://arxiv.org/abs/2103.11909",
        ),
    ),
    languages=("en",),
    confidence=0.79,
    evidence="66 of 74 marks on labelled spun pages of the web, drawn at random, read as put in "
    "(lower bound .80): 58 of 60 on the panel's half that was looked at, by the rule's author, "
    "and 8 of 14, with 2 arguable, on the half set aside, by another; the first suggestion was the "
    "original in 46 of the 60. No mark on 68 labelled clean pages, 25 in 5,459 clean texts of 100 "
    "and 250 words",
)
