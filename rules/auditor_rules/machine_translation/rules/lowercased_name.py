"""Names of countries, peoples, languages and days without their capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from auditor import Document, Example, Hit, Rule, Span, Spans, view
from auditor_rules.lexicons import lexicon, phrase_hits
from auditor_rules.machine_translation.guards import parse_guard
from auditor_rules.machine_translation.rules.spun_phrase import spun_phrases

LIST = "machine-translation/proper-names"
_MID_SENTENCE_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]")
_SENTENCE = re.compile(r"(?:^|[.!?]\s)\s*([A-Za-z])", re.MULTILINE)
MAX_SHARE_OF_LOWERED = 0.25
"""Above this share of lower-cased names it is the writer's way, or learners' English."""


@view
def keeps_capitals(document: Document) -> bool:
    """Tell whether the text as a whole writes names and sentences with capitals."""
    starts = [match.group(1) for match in islice(_SENTENCE.finditer(document.text), 60)]
    names = sum(1 for _ in islice(_MID_SENTENCE_CAPITAL.finditer(document.text), 4))
    return names > 2 and sum(map(str.isupper, starts)) >= 0.8 * len(starts)


def _find(document: Document) -> Iterator[Hit]:
    hits = phrase_hits(document, LIST)
    lowered = [hit for hit in hits if hit.span.of(document.text) == hit.phrase]
    if not lowered or not keeps_capitals(document):
        return
    if len(lowered) > 1 and len(lowered) > MAX_SHARE_OF_LOWERED * len(hits):
        return
    explained = Spans(each.span for each in spun_phrases(document))
    for hit in lowered:
        row = lexicon(LIST)[hit.phrase]
        if (
            not _is_part_of_something(document.text, hit.span)
            and parse_guard(row["guard"]).holds(document, hit.span)
            and not explained.overlap(hit.span)
        ):
            yield Hit(
                hit.span,
                f"“{hit.phrase}” has lost its capital: signs of words put in by a program",
                row["name"],
            )


def _is_part_of_something(text: str, span: Span) -> bool:
    """Addresses, tags and compounds: "un-american", "#france", "sweden.se"."""
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    is_dotted = text[span.end : span.end + 1] == "." and text[span.end + 1 : span.end + 2].isalnum()
    return is_dotted or any(char in "-/@#_'’&=" for char in around)


RULE = Rule(
    id="machine-translation/lowercased-name",
    summary="the name of a country, a people or a day without its capital",
    severity="warning",
    find=_find,
    what=(
        "Looks for names of countries, peoples, languages, months and days in lower case, in texts "
        "that otherwise write names with capitals."
    ),
    why="Lists of synonyms are in lower case, and what a program takes from them stays so.",
    known_problems=(
        "Silent where a quarter of such names are lower-cased, which is a writer's way (or a "
        "learner's). Names that are words as well (china, turkey, polish, march) are not listed."
    ),
    invalid=(
        Example(
            "The minister met Anna Holm and Per Lund in Oslo. Later in Berlin he spoke of "
            "⟦america⟧ and its place in Europe, of Spain and of the Dutch.",
            "America",
        ),
    ),
    valid=(
        Example("i love paris and america and all of the french people i met there in france"),
        Example("The minister met Anna Holm in Oslo. See www.visit-france.fr and #america in May."),
    ),
    languages=("en",),
    confidence=0.74,
    evidence="17 of 18 findings in clean news and blogs judged to have lost a capital",
)
