"""Which phrase a cue names as its source."""

from __future__ import annotations

import re

from auditor import Document, Span, quoted
from auditor_rules.attribution.mentions import source_after, source_before, subject_of_clause
from auditor_rules.attribution.passages import Cue, Paragraph, clause_at, cues_in, start_of_sentence
from auditor_rules.attribution.speaking import has_speaking_head

_COORDINATED = re.compile(r"\b(?:and|but)(?: (?:then|also|later|even))? $")
_OPENS_SOURCE = re.compile(r" (?:[A-ZÀ-Þ]|(?:the|an?|one|some|many|several|senior|local)\b)")
_CONJUNCTIONS = frozenset({"and", "but", "then", "and then", "also"})


def source_of(document: Document, cue: Cue, paragraph: Paragraph, i: int) -> Span | None:
    """Return the source that stands with a cue, inside its gap ``i`` between quotations."""
    text, gap = document.text, paragraph.gaps[i]
    clause = clause_at(document, gap, cue.span.start)
    if cue.kind == "per":
        return source_after(text, cue.span.end, clause.end)
    lead = text[clause.start : cue.span.start].strip(" ,.;:—–-\u00a0")
    if not lead:
        is_inverted = clause.start == gap.start and i > 0
        return source_after(text, cue.span.end, clause.end) if is_inverted else None
    if _is_inverted(text, cue):
        source = source_after(text, cue.span.end, clause.end)
        if source is not None and _closes(text, source):
            return source
    if lead in _CONJUNCTIONS or _hangs_on_subject(text, cue, clause):
        return _source_shared(document, cue, paragraph, i)
    return source_before(text, clause.start, cue.span.start)


def _is_inverted(text: str, cue: Cue) -> bool:
    """Tell whether the source follows a cue that a comma cuts off: "it is shut, said Ann Lee"."""
    return (
        cue.kind == "say"
        and text[cue.span.start - 2 : cue.span.start] == ", "
        and _OPENS_SOURCE.match(text, cue.span.end) is not None
    )


def _closes(text: str, source: Span) -> bool:
    """Tell whether the source ends its clause, and is nothing that was said: "said the deal is"."""
    is_name = source.of(text)[0].isupper()
    return text[source.end : source.end + 1] in (",", ".", "") and (
        is_name or has_speaking_head(source.of(text).lower())
    )


def _hangs_on_subject(text: str, cue: Cue, clause: Span) -> bool:
    """Tell whether the cue's subject is the sentence's: "…, saying", "… and said"."""
    if cue.form == "ing" or text[cue.span.start - 3 : cue.span.start] == "to ":
        return True
    start = max(clause.start, cue.span.start - 20)
    return _COORDINATED.search(text, start, cue.span.start) is not None


def _source_shared(document: Document, cue: Cue, paragraph: Paragraph, i: int) -> Span | None:
    """The source of an earlier cue in the sentence, or else the sentence's subject."""
    gap = paragraph.gaps[i]
    clause = clause_at(document, gap, cue.span.start)
    for earlier in reversed(cues_in(document, Span(clause.start, cue.span.start))):
        if not _hangs_on_subject(document.text, earlier, clause):
            source = source_of(document, earlier, paragraph, i)
            if source is not None:
                return source
    here = subject_of_clause(document.text, clause.start, cue.span.start)
    if clause.start > gap.start or i == 0:
        return here
    start = start_of_sentence(document, clause.start)
    is_quoted = quoted(document).hold(start)
    return here if is_quoted else subject_of_clause(document.text, start, cue.span.start)
