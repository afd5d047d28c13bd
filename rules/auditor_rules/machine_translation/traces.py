"""A trace of translation: a place that can be named, and the languages that would leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor import Hit, Span
from auditor_rules.english.function_words import LANGUAGE_NAMES

NAMES = {
    **LANGUAGE_NAMES, "ar": "Arabic", "cs": "Czech", "hi": "Hindi", "id": "Indonesian",
    "ja": "Japanese", "ko": "Korean", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
FAMILIES = (
    frozenset(("es", "pt", "fr", "it")),
    frozenset(("ru", "uk", "pl", "cs")),
    frozenset(("zh", "ja", "ko")),
    frozenset(("de", "nl")),
)
"""Languages that leave much the same traces, and are often translated by way of one another."""
MOST_NAMED = 3
"""Languages named in a message; of more, only that they are several."""
Languages = tuple[str, ...]
"""ISO 639-1 codes, the likeliest first; empty where any language may be behind it."""

SURE, FAIR, WEAK = 2.0, 1.0, 0.5
"""What a trace weighs: hardly ever, seldom, now and then found in other texts."""


class Trace(NamedTuple):
    """A place that a translation program left."""

    span: Span
    kind: str
    """The kind within its rule, such as ``decimal-comma``."""
    message: str
    """What was seen, without the language."""
    languages: Languages = ()
    usual: str | None = None
    """What was probably meant."""
    weight: float = SURE
    is_shown: bool = True
    """Whether it is worth pointing at by itself; all count for the whole document."""


def agree(code: str, languages: Languages) -> bool:
    """Tell whether a trace may be of a language, or of one of its family."""
    family = next((each for each in FAMILIES if code in each), frozenset((code,)))
    return not languages or not family.isdisjoint(languages)


def named(languages: Languages) -> str:
    """Return the languages as a phrase: " from Spanish or Italian"; empty for none or many."""
    if not languages or len(languages) > MOST_NAMED:
        return ""
    return " from " + " or ".join(NAMES[code] for code in languages)


def hits_of(traces: Iterable[Trace]) -> Iterable[Hit]:
    """Yield a hit for each trace that is worth pointing at."""
    for trace in traces:
        if trace.is_shown:
            yield Hit(
                trace.span,
                f"{trace.message}: signs of literal translation{named(trace.languages)}",
                trace.usual,
                kind=trace.kind,
            )


def without_overlaps(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """Return the traces in order of the text, the longest of those that overlap."""
    kept: list[Trace] = []
    for trace in sorted(traces, key=lambda each: (each.span.start, -each.span.end)):
        if kept and trace.span.start < kept[-1].span.end:
            if len_of(trace.span) > len_of(kept[-1].span):
                kept[-1] = trace
        else:
            kept.append(trace)
    return tuple(kept)


def len_of(span: Span) -> int:
    """Return how many code points a span covers."""
    return span.end - span.start
