"""A press release or a sales text does not say that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, PhraseHit, Rule, Source, folded
from auditor_rules.attribution.kind_of_text import kind_of_text
from auditor_rules.lexicons import lexicon, phrase_hits

MIN_SIGNS = 3
"""Different phrases of one kind; two stand together in honest news now and then."""

_DECLARED = re.compile(
    r"\b(?:press release|news release|media release|sponsored|advertorial|advertisement feature|"
    r"paid (?:post|content|partnership)|partner content|promoted by|affiliate (?:links?|"
    r"commission)|pr newswire|prnewswire|business wire|businesswire|globe ?newswire|ein presswire|"
    r"accesswire|this text is a statement of|provided by the company)\b"
)


def _find(document: Document) -> Iterator[Hit]:
    for kind, name in (("press release", "a press release"), ("sales", "a sales text")):
        signs = _signs(document, kind)
        if len(signs) >= MIN_SIGNS and not _is_declared(document):
            listed = ", ".join(repr(sign.span.of(document.text)) for sign in signs[:4])
            yield Hit(
                signs[0].span,
                f"Signs of {name} that is not declared as one: {listed}.",
                related=tuple(sign.span for sign in signs[1:]),
                kind=f"undeclared-{kind.replace(' ', '-')}",
            )


def _is_declared(document: Document) -> bool:
    return (
        kind_of_text(document) == "press release" or _DECLARED.search(folded(document)) is not None
    )


def _signs(document: Document, kind: str) -> list[PhraseHit]:
    """The first hit of each different phrase of a kind."""
    kinds = lexicon("attribution/promotion")
    first: dict[str, PhraseHit] = {}
    for hit in phrase_hits(document, "attribution/promotion"):
        if kinds[hit.phrase]["kind"] == kind:
            first.setdefault(hit.phrase, hit)
    return sorted(first.values(), key=lambda hit: hit.span)


RULE = Rule(
    id="attribution/undeclared-promotion",
    summary="a press release or sales text does not say that it is one",
    severity="warning",
    find=_find,
    what="Counts wordings of company statements ('is pleased to announce', 'notes to editors', "
    "'is a leading provider') and of sales ('promo code', 'limited time offer'). Three different "
    "ones of a kind, in a text that nowhere says press release, sponsored, advertisement or "
    "affiliate, make one finding.",
    why="A reader takes for a journalist's what the seller wrote. Honest publishers label it.",
    known_problems="A report on advertising quotes such wordings; a label that stands only in the "
    "page's furniture, outside this text, is not seen.",
    invalid=(
        Example(
            "Oxbow ⟦is pleased to announce⟧ a pump. Oxbow ⟪is a leading provider⟫ of pumps.\n\n"
            "⟪For media enquiries⟫ write to Ann Lee."
        ),
        Example("⟦Use code⟧ PUMP. ⟪Free shipping⟫ and a ⟪money-back guarantee⟫ on every pump."),
    ),
    valid=(
        Example("Oxbow is pleased to announce a pump, it said. For media enquiries it names Lee."),
        Example(
            "PRESS RELEASE\n\nOxbow is pleased to announce a pump. Oxbow is a leading provider of "
            "pumps. For media enquiries write to Ann Lee."
        ),
        Example(
            "Sponsored. Use code PUMP. Free shipping and a money-back guarantee on every pump."
        ),
    ),
    sources=(
        Source("International Code of Advertising Practice (ICC), article 7: identification"),
        Source("US Federal Trade Commission 2015, Native Advertising: A Guide for Businesses"),
    ),
    languages=("en",),
    confidence=0.6,
    evidence="not measured: an estimate; no hit in 407,000 words of clean dev news",
    is_silent_in_quotations=True,
)
