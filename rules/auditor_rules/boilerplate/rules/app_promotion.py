"""A call to download an app, buy or donate stands in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/app-promotion",
    summary="A call to download an app, buy or donate stands in the text",
    severity="note",
    find=finder("app-promotion", "a call to download, buy or donate"),
    what=("A line that asks to get an app, to buy or to give, in one of eight languages."),
    why="It speaks for the site, not for the article.",
    known_problems="A charity's own appeal, where the call is the message.",
    invalid=(Example("The match ends at nine.\n⟦Download our app⟧"),),
    valid=(Example("The ministry asked residents to download the app before travelling."),),
)
