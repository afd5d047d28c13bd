"""The outlet gives itself as the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span, folded, matches_at
from auditor_rules.attribution.quoting import quoted

_OUTLET = (
    r"(?:this|our) (?:newspaper|paper|publication|website|site|outlet|magazine|channel|portal|"
    r"newsroom|news agency|daily|weekly|correspondents?|reporters?|journal|blog|editorial team|"
    r"news desk|investigation|own sources|sources)"
)
_CLAIM = (
    r"(?:confirm(?:ed|s)?|learn(?:ed|t|s)?|understands?|understood|verified|verifies|obtained|"
    r"established|reveal(?:ed|s)?|discovered|found out|was told|was informed|was able to confirm|"
    r"reported|saw|seen|heard|can disclose|say|said|tell|told|report|believes?)"
)
_SELF = re.compile(
    rf"\b{_OUTLET}(?: (?:has|have|had|can|could|also|exclusively|now|already|independently|"
    rf"has since)){{0,3}} {_CLAIM}\b"
    rf"|\b(?:according to|confirmed by|told|from) {_OUTLET}\b"
    rf"|\b(?:sources|a source|an official) (?:told|tells|have told|has told) {_OUTLET}\b"
    r"|\b(?:we have learned|we have learnt|we can reveal|we understand that|it has been learned|"
    r"it has been learnt|it is learnt|it was learnt|it was learned)\b"
)
# What every match holds; most texts do not.
_SIGN = re.compile(rf"{_OUTLET}|(?:we have|it has been|it is|it was) learn|we can reveal|we unders")
_OPENINGS = ("this ", "our ", "we ", "it has been ", "it is ", "it was ")
"""What every sign begins with: few, and found far sooner than the pattern."""
# "X told this newspaper" names the source; only its absence is a fault.
_TOLD = re.compile(r"(?:told|from) ")


def _find(document: Document) -> Iterator[Hit]:
    text = folded(document)
    if not any(matches_at(_SIGN, text, _OPENINGS)):
        return
    for found in _SELF.finditer(text):
        if _TOLD.match(found.group()):
            continue
        span = Span(found.start(), found.end())
        yield Hit(
            span,
            f"The outlet as its own source: {quoted(document, span)} names nobody else who says "
            "so.",
            kind="self-reference",
        )


RULE = Rule(
    id="attribution/outlet-as-source",
    summary="the outlet gives itself as the source",
    severity="note",
    find=_find,
    what="Marks claims that rest on 'this newspaper', 'our sources' or 'it has been learnt': what "
    "was confirmed, learned or understood by the writer's own house.",
    why="The reader is asked to take the outlet's word; who told it, and how it checked, stays "
    "unsaid. In a copied text it is not even clear which newspaper 'this' is.",
    known_problems="An outlet that shows its own documents or footage next to the claim is fair. "
    "The rule does not see the outlet's name used in the same way.",
    invalid=(
        Example("⟦This newspaper has confirmed⟧ the sale with two banks."),
        Example("⟦It has been learnt⟧ that the mayor will go."),
        Example("The road is unsafe, ⟦our sources say⟧."),
    ),
    valid=(
        Example("Mayor Bo Tan told this newspaper that he will go."),
        Example("“This newspaper confirmed it,” said Ann Lee."),
        Example("This newspaper was founded in 1901."),
    ),
    sources=(Source("Reuters Handbook of Journalism: sourcing"),),
    languages=("en",),
    confidence=0.7,
    evidence="not measured: an estimate; too rare in the dev data",
    is_silent_in_quotations=True,
)
