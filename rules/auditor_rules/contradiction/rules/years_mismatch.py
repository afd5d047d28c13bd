"""Spans of years and ages that do not fit the years given beside them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from auditor import DateMention, Document, Example, Hit, Quantity, Rule, Source, Span, dates
from auditor_rules.contradiction.arithmetic import by_sentence
from auditor_rules.contradiction.calendar import dateline

REACH = 300
"""Characters on either side of a number in which its year is looked for."""
_FOR = re.compile(r"\b(?:for|the last|the past|over|these) \Z", re.IGNORECASE)
_SINCE = re.compile(r"\bsince \Z", re.IGNORECASE)
_BORN = re.compile(r"\bborn (?:in|on) \Z", re.IGNORECASE)
_DIED = re.compile(r"\b(?:died|dead|death|killed|when|then|at the age)\b", re.IGNORECASE)


def _find(document: Document) -> Iterator[Hit]:
    written = dateline(document)
    if written is None:
        return
    years = [mention for mention in dates(document) if mention.year]
    starts = [mention.span.start for mention in years]
    for sentence, members in by_sentence(document):
        for quantity in members:
            if quantity.unit in ("years", "years old"):
                # Looked up, not looked through: a text of numbers would take its length squared.
                start = max(sentence.start, quantity.span.start - REACH)
                end = min(sentence.end, quantity.span.end + REACH)
                for mention in years[bisect_left(starts, start) : bisect_left(starts, end)]:
                    yield from _misfit(document.text, sentence, quantity, mention, written)


def _misfit(
    text: str, sentence: Span, quantity: Quantity, mention: DateMention, written: date
) -> Iterator[Hit]:
    passed = written.year - (mention.year or 0)
    before_year = text[max(0, mention.span.start - 12) : mention.span.start]
    before = text[max(0, quantity.span.start - 12) : quantity.span.start]
    is_span = quantity.unit == "years" and _FOR.search(before) and _SINCE.search(before_year)
    is_age = quantity.unit == "years old" and _BORN.search(before_year)
    if not (is_span or is_age) or quantity.low != quantity.high or quantity.qualifier:
        return
    if is_age and _DIED.search(sentence.of(text)):
        return
    if abs(passed - quantity.low) > 1:
        now = f"{written.year}, when this was written"
        what = (
            f"From {mention.year} to {now}, {passed} years have passed"
            if is_span
            else f"Who was born in {mention.year} is {passed} in {now}"
        )
        yield Hit(
            quantity.span,
            f"{what}, not {quantity.low:.0f}.",
            related=(mention.span,),
            kind="arithmetic",
            grade="conflict",
        )


RULE = Rule(
    id="contradiction/years-mismatch",
    summary="A span of years or an age that does not fit the year beside it.",
    severity="warning",
    find=_find,
    what=(
        "Where the day of writing is known (metadata, or a full date at the head), checks 'for "
        "twenty years … since 2010' and 'born in 1970 … aged 40' within one sentence. A year more "
        "or less is allowed for."
    ),
    why="One of the two numbers is wrong, or the article is older than its date says.",
    known_problems=(
        "Only one sentence at a time. A republished article with a new date at its head is judged "
        "by the new one. Sentences that tell of a death or of an earlier age are left out."
    ),
    invalid=(
        Example("Tarrow, 9 October 2024. For ⟦twenty-four years⟧ it rained here, since ⟪2010⟫."),
        Example("9 October 2024. Ada Brook, ⟦45⟧, was born in ⟪1960⟫ in Tarrow."),
    ),
    valid=(
        Example("Tarrow, 9 October 2024. For fourteen years it rained here, since 2010."),
        Example("9 October 2024. Ada Brook, 63, was born in 1960 in Tarrow."),
        Example("For twenty-four years it rained here, since 2010."),
        Example("9 October 2024. Ada Brook, born in 1900, died aged 45."),
    ),
    sources=(Source("Cohn, V. & Cope, L. (2012), News & Numbers, 3rd ed., Wiley-Blackwell"),),
    languages=("en",),
    confidence=0.6,
    evidence=(
        "not measured: an estimate; no hit on 2,254 untouched news items, few of which give "
        "the day of writing"
    ),
)
