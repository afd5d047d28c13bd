"""A claim is hung on nobody in particular."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source, folded, names, view
from auditor_rules.attribution.quoting import quoted
from auditor_rules.attribution.research import unnamed_research
from auditor_rules.attribution.vague import VagueSource, vague_sources
from auditor_rules.attribution.weight import is_weighty

REACH_BACK, REACH = 350, 700
"""Code points before and after a group within which a named member of it makes good for it."""

# A group and the singular that a named person would bear: "analysts", "an analyst at".
_PLURAL = re.compile(r"([a-z]+?)(?:ies|s)\b")
_WORDINGS = {
    "group": "names a group and nobody in it",
    "some-group": "names a group and nobody in it",
    "report": "names no report",
    "hearsay": "names nobody",
    "according": "names nobody",
    "impersonal": "does not say who holds this",
    "passive": "does not say who holds this",
}


@view
def _roles_of_named(document: Document) -> tuple[tuple[int, str], ...]:
    return tuple(
        (name.span.start, f"{name.title} {name.role}".lower())
        for name in names(document)
        if name.kind == "person" and (name.title or name.role)
    )


def is_made_good(document: Document, vague: VagueSource) -> bool:
    """Tell whether a named member of the group speaks soon after."""
    if vague.kind not in ("group", "some-group"):
        return False
    singular = _PLURAL.fullmatch(vague.source.of(document.text).lower().split()[-1])
    if singular is None:
        return False
    roles = _roles_of_named(document)
    first = bisect_left(roles, (vague.span.start - REACH_BACK + 1,))
    last = bisect_left(roles, (vague.span.end + REACH,))
    return any(singular.group(1)[:6] in role for _, role in roles[first:last])


def _find(document: Document) -> Iterator[Hit]:
    for vague in vague_sources(document):
        if is_made_good(document, vague) or _is_research(document, vague):
            continue
        yield Hit(
            vague.span,
            f"Vague attribution: {quoted(document, vague.span)} {_WORDINGS[vague.kind]}.",
            kind=vague.kind,
            severity="warning" if _is_grave(document, vague) else "note",
        )


# Courts and police must write "is alleged" and "is believed to", and opinion "arguably".
_GRAVE = frozenset({"group", "some-group", "report", "hearsay", "according"})
_HARMLESS = ("arguably", "conventional wisdom", "some would say", "one could argue")


def _is_grave(document: Document, vague: VagueSource) -> bool:
    return (
        vague.kind in _GRAVE
        and not folded(document).startswith(_HARMLESS, vague.span.start)
        and is_weighty(document, vague.span)
    )


def _is_research(document: Document, vague: VagueSource) -> bool:
    """Tell whether it is research, which has a rule of its own."""
    return any(vague.span.overlaps(each) for each in unnamed_research(document))


RULE = Rule(
    id="attribution/vague-attribution",
    summary="a claim is hung on nobody in particular",
    severity="note",
    find=_find,
    what='Marks groups without a name that pass on a claim ("observers believe"), unnamed reports, '
    'impersonal and passive forms ("it is believed that", "is seen as") and hearsay ("some '
    'say", "conventional wisdom"). A warning where figures, casualties or accusations hang on '
    "it, else a note. Silent where a named member of the group speaks near by, and in quotations.",
    why="A reader cannot weigh a claim whose holder cannot be found; such forms can stand for "
    "nobody but the writer.",
    known_problems="A summary of a debate may rightly say 'critics argue' when the critics follow "
    "further down than the rule looks. Definitions in textbook style ('is considered') look the "
    "same. 'Allegedly' and 'reportedly' are left alone: courts make them necessary.",
    invalid=(
        Example("⟦Many observers believe⟧ that the port will close."),
        Example(
            "⟦Reports suggest⟧ the mine was flooded. ⟦Critics have long argued⟧ it was unsafe."
        ),
        Example("⟦It is widely believed that⟧ the vote was bought."),
        Example("The bridge ⟦is seen as⟧ a gift to one company."),
        Example("⟦Según los analistas⟧, el puerto cerrará."),
        Example("⟦Selon des observateurs⟧, le port fermera."),
        Example("⟦Experten zufolge⟧ schließt der Hafen."),
    ),
    valid=(
        Example("Two observers from the embassy believe that the port will close."),
        Example("Analysts said prices will fall. “They must,” said Ann Lee, an analyst at Oxbow."),
        Example("“Critics argue that it is unsafe,” Mayor Bo Tan said."),
        Example("The bridge is seen as a gift by Mayor Bo Tan."),
        Example("The reports were printed in May."),
    ),
    sources=(
        Source(
            "Ganter and Strube 2009, Finding hedges by chasing weasels, ACL-IJCNLP",
            "https://aclanthology.org/P09-2044/",
        ),
        Source("Associated Press, News values and principles: anonymous sources"),
    ),
    languages=("en", "es", "fr", "de"),
    confidence=0.87,
    evidence="WikiWeasel dev: 228 of 250 hits stand in a sentence labelled uncertain (.91, 95 % "
    "interval .87 to .94)",
    is_silent_in_quotations=True,
)
