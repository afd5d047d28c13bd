"""The label of a widget is left in the text: a player, a summary by machine, a rating."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/page-widget",
    summary="The label of a widget is left in the text",
    severity="note",
    find=finder("page-widget", "a widget of the page"),
    what=(
        "Labels and notices of audio and video players, translators, machine-made summaries, "
        "readability tables, ratings, follow buttons and “story continues below”, in fourteen "
        "languages."
    ),
    why="None of it was written by the author; a machine's summary may even say something else.",
    known_problems="A very short article about such a widget, in whose headline it is named.",
    invalid=(
        Example("Strike stops trains\n⟦How informative is this news?⟧\nTrains stood still."),
        Example("Trains stood still.\n⟦AI summarized text⟧"),
        Example("Trains stood still.\n⟦AI-generated summary⟧\nNobody came."),
        Example("Züge standen still.\n⟦Zusammenfassung mit KI⟧\nNiemand kam."),
    ),
    valid=(
        Example("Anyone who listens to this article being read out hears the author's voice."),
        Example("Highlights\nThe choir sang the second part without a conductor."),
    ),
    confidence=0.79,
    evidence="15 of 15 claimed lines of extractor.dev were residue",
)
