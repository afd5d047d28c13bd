"""Statements that are reported without quotation marks."""

from __future__ import annotations

import re

from auditor import Document, Span, folded, view
from auditor_rules.attribution.mentions import PRONOUNS, names_in
from auditor_rules.attribution.passages import Cue, Paragraph, clause_at, cues_in, paragraphs
from auditor_rules.attribution.sourcing import source_of
from auditor_rules.attribution.speaking import is_person_noun
from auditor_rules.attribution.statements import Statement, quoted_statements

_THAT = (" that ", " how ", " why ", " whether ")


@view
def reported_statements(document: Document) -> tuple[Statement, ...]:
    """Return the sentences that pass on what somebody said, in order.

    A sentence whose cue ascribes a quotation is that quotation's and not listed again.
    """
    used = {each.cue.start for each in quoted_statements(document) if each.cue is not None}
    found: list[Statement] = []
    for paragraph in paragraphs(document):
        for i, gap in enumerate(paragraph.gaps):
            for cue in cues_in(document, gap):
                if cue.span.start not in used and _reports(document, cue):
                    _add(found, document, cue, paragraph, i)
    return tuple(found)


# Verbs that mostly do something else than speak: of these in PolNeAR's news, without "that", fewer
# than half had a source.
_EVERYDAY = frozenset(
    "charge continue demand maintain mean read reason reflect relate rule state venture".split()
)
# Of these anything may be the subject; of "add" or "signal" only somebody.
_SAYING = frozenset("say tell claim argue warn insist deny admit announce confirm allege".split())


def _is_somebody(document: Document, source: Span, lemma: str) -> bool:
    """Tell whether the source can speak: a name, a person, an office, a report."""
    words = folded(document)[source.start : source.end]
    if lemma in _SAYING or words in PRONOUNS - {"it", "who"}:
        return words not in ("it", "who")
    is_named = any(
        name.kind in ("person", "organisation", "place", "unknown")
        for name in names_in(document, source)
    )
    return (is_named and not words.startswith(("this ", "the ", "these "))) or bool(
        is_person_noun(words)
    )


def _reports(document: Document, cue: Cue) -> bool:
    """Tell whether the cue passes a statement on: some verbs only before "that"."""
    if cue.kind in ("think", "show") or cue.lemma in _EVERYDAY:
        return document.text.startswith(_THAT, cue.span.end)
    return cue.kind in ("say", "per") and cue.form != "ing" and not _is_passive(document, cue)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|got)(?: \w{1,12})? $")


def _is_passive(document: Document, cue: Cue) -> bool:
    """Tell whether the cue is what was done to its subject: "the sale was confirmed"."""
    is_participle = "participle" in cue.form
    start = max(0, cue.span.start - 24)
    return is_participle and bool(_PASSIVE.search(folded(document), start, cue.span.start))


def _add(
    found: list[Statement], document: Document, cue: Cue, paragraph: Paragraph, i: int
) -> None:
    clause = clause_at(document, paragraph.gaps[i], cue.span.start)
    is_same = bool(found) and found[-1].span == clause
    # "The council agreed the plan, the mayor said.": who closes the sentence says all of it.
    if is_same and document.text[cue.span.end : clause.end].strip(" .\n"):
        return
    source = source_of(document, cue, paragraph, i)
    if source is not None and _is_somebody(document, source, cue.lemma):
        if is_same:
            found.pop()
        found.append(Statement(clause, False, cue.span, source, "reported"))
