"""What rose in one sentence fell in another that says the same."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Document, Example, Hit, Rule, Source
from auditor_rules.contradiction.differences import differences, reason
from auditor_rules.contradiction.markets import reversals


def _find(document: Document) -> Iterator[Hit]:
    for found in differences(document):
        if found.kind == "direction":
            here, there = found.at.of(document.text), found.rival.of(document.text)
            yield Hit(
                found.at,
                f"“{here}” here and “{there}” earlier on: {reason(document, found)}",
                related=(found.rival,),
                severity="warning" if found.is_sure else "note",
                kind="direction",
                grade="conflict" if found.is_sure else "possible",
            )
    for reversal in reversals(document):
        said = reversal.claim.of(document.text)
        yield Hit(
            reversal.move,
            f"“{said}”, the text says, and every move that it then gives of {reversal.what} goes "
            "the other way.",
            related=(reversal.claim,),
            severity="note",
            kind="direction",
            grade="possible",
        )


RULE = Rule(
    id="contradiction/direction-reversed",
    summary="A direction that another sentence reverses: rose and fell, won and lost.",
    severity="warning",
    find=_find,
    what=(
        "Looks for two sentences that state the same thing (all telling words, names and numbers "
        "of the shorter one stand in the longer one) and have words of opposite directions: rose "
        "and fell, won and lost, approved and rejected, bought and sold. A price that traded "
        "higher, with two moves of the same thing that both go down, is a note."
    ),
    why="One of the two has it the wrong way round, and readers remember the direction longest.",
    known_problems=(
        "A reversal told in quite other words is missed, and so is one between sentences that "
        "each add something. Sentences with 'if' and words that tell two times or things apart "
        "are left alone."
    ),
    invalid=(
        Example(
            "⟪Zinc prices traded lower⟫ on Friday on hopes of a larger supply. Zinc for March "
            "⟦rose to $2,120⟧ a tonne in London, and zinc for May gained $30."
        ),
        Example(
            "Rents in Lindhaven ⟪rose⟫ by four percent in spring, the housing office said.\n"
            "It rained all day.\n"
            "In short, rents in Lindhaven ⟦fell⟧ by four percent in spring."
        ),
        Example(
            "The Vellmouth council ⟪approved⟫ the plan for a harbour bridge on Monday.\n"
            "Nobody spoke for long.\n"
            "The Vellmouth council ⟦rejected⟧ the plan for a harbour bridge on Monday."
        ),
    ),
    valid=(
        Example("Copper traded higher on Friday. Copper for March rose to $8,120 a tonne."),
        Example(
            "Rents in Lindhaven rose by four percent in spring, the housing office said. "
            "Rents in Tarrow fell by four percent in spring."
        ),
        Example(
            "Rents in Lindhaven rose by four percent in spring. Rents in Lindhaven fell by four "
            "percent in the spring before."
        ),
    ),
    sources=(
        Source(
            "de Marneffe, Rafferty & Manning (2008), Finding Contradictions in Text",
            "https://aclanthology.org/P08-1118/",
        ),
    ),
    languages=("en",),
    confidence=0.5,
    evidence="not measured: an estimate; hardly any untouched page has such a pair",
)
