"""A source is kept nameless and nobody says why."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, Span
from auditor_rules.attribution.anonymous import AnonymousSource, anonymous_sources
from auditor_rules.attribution.quoting import quoted
from auditor_rules.attribution.weight import is_weighty


def _find(document: Document) -> Iterator[Hit]:
    """One finding for each description; its further mentions are related."""
    mentions: dict[str, list[AnonymousSource]] = {}
    for source in anonymous_sources(document):
        mentions.setdefault(source.span.of(document.text).lower(), []).append(source)
    if any(source.reason for sources in mentions.values() for source in sources):
        mentions = {key: each for key, each in mentions.items() if not _is_explained(each)}
    for sources in mentions.values():
        yield _hit(document, sources)


def _is_explained(sources: list[AnonymousSource]) -> bool:
    return any(source.reason is not None for source in sources)


def _hit(document: Document, sources: list[AnonymousSource]) -> Hit:
    first, spans = sources[0], [source.span for source in sources]
    times = f", {len(spans)} times" if len(spans) > 1 else ""
    is_grave = first.kind == "source" and any(is_weighty(document, span) for span in spans)
    return Hit(
        first.span,
        f"Anonymous source{times}: {quoted(document, first.span)} has no name, and the text "
        "gives no reason for it.",
        related=tuple(Span(*span) for span in spans[1:]),
        kind=f"anonymous-{first.kind}",
        severity="warning" if is_grave else "note",
    )


RULE = Rule(
    id="attribution/anonymous-source",
    summary="a source has no name, and no reason is given",
    severity="note",
    find=_find,
    what="Marks sources, insiders, people familiar with a matter, and officials, aides, diplomats "
    "and the like without a name that pass something on. One finding for each description. Silent "
    "where the text says why the name is kept back, and in quotations. A warning where figures, "
    "casualties or accusations hang on bare 'sources', else a note.",
    why="Anonymity takes accountability away from the source. Newsrooms' rules ask that the reason "
    "be given and the source be described as closely as can be.",
    known_problems="'Officials said' is the daily bread of agencies, hence a note. A named "
    "official who is called 'a senior official' later on looks anonymous.",
    invalid=(
        Example("The footage came from ⟦Kenyan sources⟧."),
        Example(
            "Losses, which ⟦officials⟧ estimate at 40 ships, mount. ⟦A senior aide⟧ denied it."
        ),
        Example("⟦Two people familiar with the matter⟧ said the deal is off."),
        Example("⟦Sources⟧ say it is over. More ⟪sources⟫ said so on Friday."),
    ),
    valid=(
        Example("A senior aide said so on condition of anonymity because the talks are secret."),
        Example("The official said it was late."),
        Example("“Sources say it is over,” Ann Lee said."),
        Example("Officials in Nairobi opened the road."),
        Example("The sources of the river lie in the hills."),
    ),
    sources=(
        Source("Associated Press, News values and principles: anonymous sources"),
        Source("Reuters Handbook of Journalism: sourcing"),
        Source("Society of Professional Journalists, Code of Ethics", "https://www.spj.org"),
    ),
    languages=("en",),
    confidence=0.8,
    evidence="not measured: an estimate from 60 hits read in dev news",
    is_silent_in_quotations=True,
)
