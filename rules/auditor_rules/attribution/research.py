"""Research that is called on as a witness, and whether anything near by says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Document, Span, Spans, folded, names, view
from auditor_rules.attribution.weight import sentence_around
from auditor_rules.lexicons import phrase_hits

REACH, REACH_OF_LEAD, LEAD = 450, 2500, 700
"""Code points after the sentence's beginning within which a study may be named, and how far one is
looked for that the head of the text sums up; a head is so long."""

_WHO = (
    r"(?:scientists|researchers|academics|psychologists|biologists|physicists|astronomers|"
    r"archaeologists|neuroscientists|nutritionists|epidemiologists|scholars|doctors|physicians)"
)
_FIND = (
    r"(?:found|find|discovered|show|shown|showed|demonstrate|demonstrated|suggest|suggested|"
    r"indicate|indicated|revealed|reveal|conclude|concluded|proved|proven|prove|confirmed|confirm|"
    r"determined|established|observed|reported|link|linked|point to|estimate|estimated)"
)
_SINGULAR = (
    r"(?:found|finds|discovered|shows|showed|shown|demonstrates|demonstrated|suggests|suggested|"
    r"indicates|indicated|reveals|revealed|concludes|concluded|proves|proved|confirms|confirmed|"
    r"links|linked|points to|estimates|estimated)"
)
_KIND = (
    r"(?:recent|new|latest|many|some|several|numerous|various|countless|multiple|other|further|"
    r"experimental|clinical|scientific|medical|academic|early|initial|preliminary|previous|"
    r"independent|international|extensive|ongoing|growing|market|industry|psychological|more|"
    r"large|small|global|modern|emerging)"
)
_WORK = r"(?:stud(?:y|ies)|research|trials?|surveys?|experiments?|meta-analys[ei]s|polls?|findings)"
_NOW = (
    r"(?:(?:have|has|had|also|now|recently|consistently|repeatedly|often|long|even|clearly) ){0,2}"
)
# Each alternative begins with a word, so that the search goes from word to word.
_RESEARCH = re.compile(
    rf"\b(?:"
    rf"(?P<who>(?:{_KIND} ){{0,2}}{_WHO}) {_NOW}(?:{_FIND})\b"
    rf"|(?P<many>(?:{_KIND} ){{1,2}}(?:studies|research|trials|surveys|experiments|meta-analyses|"
    rf"polls|findings)) {_NOW}(?:{_FIND}|{_SINGULAR})\b"
    rf"|(?P<one>(?:an?|one|another) (?:{_KIND} ){{0,2}}(?:study|survey|trial|experiment|"
    rf"meta-analysis|poll)) (?:{_NOW}{_SINGULAR}|showing|finding|suggesting|indicating)\b"
    rf"|(?P<per>according to (?:(?:some|the|many|several) )?(?:(?:{_KIND}) )?(?:science|scientists|"
    rf"researchers|research|studies|a (?:{_KIND} )?(?:study|survey|poll)|statistics|surveys))"
    rf"(?=[,.;:]| ?$|\n)"
    rf"|(?P<it>it (?:has|had) (?:also |now |even |been |since ){{0,2}}been (?:{_FIND}) that)"
    rf"|(?P<how>(?:it is |been |is |are )(?:scientifically|clinically|medically) prov(?:en|ed))"
    rf")"
)
# What the pattern cannot match without: looked for first, since it takes no time.
_HINTS = ("scien", "research", "stud", "survey", "trial", "poll", "experiment", "analys", "ists",
          "been ", "prove", "doctors", "physicians", "academics", "scholars", "finding",
          "statistics", "astronomers")  # fmt: skip
# "The researchers" and "these studies" were named before; "Oxbow's scientists" are named here.
_NAMED_BEFORE = re.compile(
    r"(?:\b(?:the|these|those|our|his|her|their|its|my|two|three|four|five|six|\d+)"
    r"(?: [\w-]{2,20}){0,2}|['’]s|s['’]|\b[a-z]+ (?:by|from|of)) $"
)
_REFERENCE = re.compile(
    r"\[\d{1,3}(?:[,–-] ?\d{1,3}){0,9}\]|\(\d{1,3}(?:[,–-] ?\d{1,3}){0,9}\)[.,;]|"
    r"\((?:[^()]{0,60}, )?(?:19|20)\d\d[a-z]?\)|https?://|\bdoi\b|\bet al\b|"
    r"\b(?:published|printed|presented|appear(?:s|ed|ing)) (?:\w+ ){0,3}(?:in|by|at)\b|"
    r"\b(?:journal|university|institute|college|academy|survey by|study by|poll by|report by|"
    r"commissioned by|conducted by|carried out by|researchers (?:at|from)|scientists (?:at|from)|"
    r"team (?:at|from|led)|led by|professor|ph\.?d)\b",
    re.IGNORECASE,
)
# What names the research for a whole text: its researchers' house, a journal, a list of works.
_REFERENCED = re.compile(
    r"\b(?i:researchers|scientists|team|study|research|paper|survey|experts|trial|doctors|analysis)"
    r",? (?:\w+ ){0,4}(?:at|from|by|in|of|led by) (?:the )?(?:journal |university |[A-Z])"
    r"|\(\d{1,3}(?:, ?\d{1,3}){0,9}\)\.|"
    r"\b(?:[Jj]ournal of|[Rr]eferences\n|[Bb]ibliography\n|[Ww]orks [Cc]ited|et al\b|doi\b)"
)


@view
def unnamed_research(document: Document) -> tuple[Span, ...]:
    """Return the places that call on research which nothing near by names, in order."""
    text = folded(document)
    found = [
        hit.span
        for hit in phrase_hits(document, "attribution/unnamed-studies")
        if not text.startswith(("'s ", "s' "), hit.span.start - 3)
    ]
    if any(hint in text for hint in _HINTS):
        found += _matches(document, text)
    kept: list[Span] = []
    for span in sorted(found, key=lambda each: (each.start, -each.end)):
        is_inside = bool(kept) and span.start < kept[-1].end
        if not is_inside and not is_named(document, span):
            kept.append(span)
    return tuple(kept)


def _matches(document: Document, text: str) -> Iterator[Span]:
    is_referenced = _REFERENCED.search(document.text) is not None
    for found in _RESEARCH.finditer(text):
        is_definite = _NAMED_BEFORE.search(text, max(0, found.start() - 60), found.start())
        if is_definite is None and not (is_referenced and found.lastgroup in ("who", "many", "it")):
            yield Span(*found.span())


def is_named(document: Document, span: Span) -> bool:
    """Tell whether an author, an institution or a publication is named near by."""
    if span.of(folded(document)).endswith("a leading university"):
        return False
    start = sentence_around(document.text, span).start
    near = Span(max(0, start - REACH // 3), start + (REACH if start > LEAD else REACH_OF_LEAD))
    return _REFERENCE.search(document.text, near.start, near.end) is not None or (
        _named(document).overlap(near)
    )


@view
def _named(document: Document) -> Spans:
    """Return where persons and organisations are named."""
    every = names(document)
    return Spans(name.span for name in every if name.kind in ("person", "organisation"))
