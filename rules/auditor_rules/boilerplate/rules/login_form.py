"""A login form is left in the text."""

from __future__ import annotations

from auditor import Example, Rule
from auditor_rules.boilerplate.line_kinds import finder

RULE = Rule(
    id="boilerplate/login-form",
    summary="A login form is left in the text",
    severity="note",
    find=finder("login-form", "a login form"),
    what=(
        'A line of the words around a login: "Log in", "Forgot your password?", "Create '
        'an account", in eight languages.'
    ),
    why="It belongs to the page's account menu.",
    known_problems="A manual whose steps are called the same.",
    invalid=(
        Example("Prices rose.\n⟦Forgot your password?⟧"),
        Example("Ceny wzrosły.\n⟦Zaloguj się⟧"),
    ),
    valid=(Example("Users log in with a code that the bank sends them."),),
    confidence=0.75,
    evidence="12 of 12 claimed lines of extractor.dev were residue",
)
