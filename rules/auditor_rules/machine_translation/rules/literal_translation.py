"""A text with so many traces of translation, of such different kinds, that a program made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from auditor import Document, Example, Hit, Rule, Source, Span, view, words
from auditor_rules.machine_translation.rules.calqued_order import calqued_orders
from auditor_rules.machine_translation.rules.calqued_phrase import calqued_phrases, core_of
from auditor_rules.machine_translation.rules.literal_order import literal_orders
from auditor_rules.machine_translation.rules.looped_wording import looped_wordings
from auditor_rules.machine_translation.rules.recased_name import recased_names
from auditor_rules.machine_translation.rules.source_mark import source_marks
from auditor_rules.machine_translation.rules.source_punctuation import foreign_punctuation
from auditor_rules.machine_translation.rules.untranslated_passage import untranslated_passages
from auditor_rules.machine_translation.rules.untranslated_word import untranslated_words
from auditor_rules.machine_translation.traces import (
    FAIR,
    NAMES,
    SURE,
    Trace,
    agree,
    without_overlaps,
)

REVIEW, REJECT = 3.0, 5.0
"""Weight of traces that agree on one family of languages: a sure and a fair one; two sure
ones and a fair one."""
DENSITY_REVIEW, DENSITY_REJECT = 2.5, 10.0
"""The same per 1,000 words: a long text collects a few traces without being a translation."""
KINDS_REVIEW, KINDS_REJECT = 2, 3
"""Independent kinds; two different calques of one language are two. On the panel's dev half, where
the bounds for rejection were chosen, all five English pages with three kinds were translated badly
throughout, and two of three with two kinds were translations that can be read."""
MAX_OF_A_KIND = 3
"""Places of one kind that count, and as many different calques again: a habit is no crowd."""
MIN_LENGTH = 150
"""Words that a shorter text is taken to have."""


class Weighed(NamedTuple):
    """What the traces of a text come to."""

    traces: tuple[Trace, ...]
    """Those that agree with the language, in order of the text."""
    kinds: frozenset[str]
    weight: float
    language: str
    """The language that explains most; empty where the traces name none."""


@view
def translation_traces(document: Document) -> tuple[Trace, ...]:
    """Return every trace of translation in the document, in order."""
    found = [
        *calqued_phrases(document),
        *source_marks(document),
        *literal_orders(document),
        *looped_wordings(document),
        *recased_names(document),
        *untranslated_words(document),
        *_as_traces(foreign_punctuation(document), "foreign", FAIR),
        *_as_traces(untranslated_passages(document), "passage", SURE),
        *_as_traces(calqued_orders(document), "title-order", FAIR),
    ]
    return without_overlaps(found)


def _as_traces(hits: Iterable[Hit], kind: str, weight: float) -> Iterator[Trace]:
    for hit in hits:
        if hit.span is not None:
            yield Trace(hit.span, f"{kind}-{hit.kind or ''}", hit.message, (), None, weight)


@view
def weighed_traces(document: Document) -> Weighed:
    """Weigh the traces under the language that explains most of them."""
    found = translation_traces(document)
    codes = sorted({code for trace in found for code in trace.languages})
    under = [_weighed_under(document.text, found, code) for code in codes]
    return max(
        under or [_weighed_under(document.text, found, "")],
        key=lambda each: (each.weight, len(each.kinds), _naming(each)),
    )


def _naming(weighed: Weighed) -> int:
    """Return how many of the traces name the language itself, and not only its family."""
    return sum(weighed.language in each.languages for each in weighed.traces)


def _weighed_under(text: str, found: tuple[Trace, ...], code: str) -> Weighed:
    agreeing = [each for each in found if agree(code, each.languages)]
    seen: dict[str, set[str]] = {}
    kept = []
    for trace in agreeing:
        places = seen.setdefault(trace.kind, set())
        words_of = core_of(trace.span.of(text))
        most = 2 * MAX_OF_A_KIND if trace.kind == "calque" else MAX_OF_A_KIND
        if words_of not in places and len(places) < most:
            places.add(words_of)
            kept.append(trace)
    kinds = {
        f"calque {core_of(each.span.of(text))}" if each.kind == "calque" else each.kind
        for each in kept
        if each.weight >= FAIR
    }
    return Weighed(tuple(agreeing), frozenset(kinds), sum(each.weight for each in kept), code)


def _find(document: Document) -> Iterator[Hit]:
    weighed = weighed_traces(document)
    demand = _demand(weighed, len(words(document)))
    if demand is None:
        return
    language = f" from {NAMES[weighed.language]}" if weighed.language else ""
    yield Hit(
        None,
        f"{len(weighed.traces)} traces of {len(weighed.kinds)} kinds: signs of a literal "
        f"translation{language}",
        related=tuple(_places(weighed.traces)),
        recommends=demand,
    )


def _demand(weighed: Weighed, length: int) -> Literal["review", "reject"] | None:
    density = 1000 * weighed.weight / max(length, MIN_LENGTH)
    kinds = len(weighed.kinds)
    if weighed.weight >= REJECT and density >= DENSITY_REJECT and kinds >= KINDS_REJECT:
        return "reject"
    if weighed.weight >= REVIEW and density >= DENSITY_REVIEW and kinds >= KINDS_REVIEW:
        return "review"
    return None


def _places(traces: Iterable[Trace]) -> Iterator[Span]:
    for trace in traces:
        yield trace.span


RULE = Rule(
    id="machine-translation/literal-translation",
    summary="traces of literal translation of several kinds",
    severity="warning",
    find=_find,
    what=(
        "Adds up the traces that the rules of translation find (calques, marks, order, loops, "
        "capitals, words left over), under the language that explains most of them. A sure and a "
        "fair one of independent kinds ask for review; six sure ones of four kinds, close "
        "together, reject."
    ),
    why=(
        "One trace is anybody's slip or a second-language writer's habit. Several kinds that "
        "point to one language are a translation that nobody has read since."
    ),
    known_problems=(
        "A fluent translation leaves no trace, however wrong it is. A person who writes in a "
        "second language and was never edited can reach the line for review."
    ),
    invalid=(
        Example(
            "After six minutes at the address ⟪arrived the first crews⟫, and the fire spread over "
            "900 ⟪square meters. m.⟫ of roof. ⟪It became known about⟫ it from ⟪the press-service⟫."
        ),
    ),
    valid=(
        Example("Prices rose by 2,5 percent in May, and the mayor of the town was glad of it."),
        Example("The first crews arrived after six minutes; the fire had spread over the roof."),
    ),
    sources=(
        Source(
            "Volansky, Ordan and Wintner (2015): On the features of translationese, Digital "
            "Scholarship in the Humanities 30(1)"
        ),
    ),
    languages=("en",),
    confidence=0.6,
    evidence=(
        "no alarm on 6,500 clean documents of 400 words, nor on 270 human translations; 8 of 8 "
        "pages are translations on the half of the panel that was looked at while it was written "
        "(lower bound .68, .6 for that); on the half set aside it fires on no page, of ten that are"
    ),
)
