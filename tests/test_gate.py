"""The gate and the exit codes."""

from __future__ import annotations

import pytest

from auditor.finding import Recommendation, Severity
from auditor.gate import Gate, exit_code, is_document_stopped


@pytest.mark.parametrize(
    ("gate", "severities", "recommendation", "expected"),
    [
        ("never", ["error"], "reject", False),
        ("note", [], "accept", False),
        ("note", ["note"], "accept", True),
        ("warning", ["note"], "accept", False),
        ("warning", ["note", "error"], "accept", True),
        ("error", ["warning"], "reject", False),
        ("review", ["error"], "accept", False),
        ("review", [], "review", True),
        ("reject", [], "review", False),
        ("reject", [], "reject", True),
    ],
)
def test_a_document_is_stopped_at_or_above_the_gate(
    gate: Gate, severities: list[Severity], recommendation: Recommendation, expected: bool
) -> None:
    assert is_document_stopped(gate, severities, recommendation) is expected


@pytest.mark.parametrize(
    ("is_stopped", "is_complete", "expected"),
    [(False, True, 0), (True, True, 1), (False, False, 3), (True, False, 3)],
)
def test_what_could_not_be_judged_outranks_what_was_found(
    is_stopped: bool, is_complete: bool, expected: int
) -> None:
    assert exit_code(is_stopped=is_stopped, is_complete=is_complete) == expected
