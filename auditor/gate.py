"""When a run passes: the gate, and the exit code that says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, cast, get_args

from auditor.finding import RECOMMENDATIONS, SEVERITIES, Recommendation, Severity

Gate = Literal["never", "note", "warning", "error", "unjudged", "review", "reject"]
GATES: tuple[Gate, ...] = get_args(Gate)

PASSED, STOPPED, MISUSED, INCOMPLETE = 0, 1, 2, 3


def is_document_stopped(
    gate: Gate, severities: Iterable[Severity], recommendation: Recommendation
) -> bool:
    """Tell whether a document with these findings does not pass the gate."""
    if gate == "never":
        return False
    if gate in RECOMMENDATIONS:
        least = RECOMMENDATIONS.index(cast(Recommendation, gate))
        return RECOMMENDATIONS.index(recommendation) >= least
    least = SEVERITIES.index(cast(Severity, gate))
    return any(SEVERITIES.index(severity) >= least for severity in severities)


def exit_code(*, is_stopped: bool, is_complete: bool) -> int:
    """Return the exit code; what could not be read or judged outranks what was found."""
    if not is_complete:
        return INCOMPLETE
    return STOPPED if is_stopped else PASSED
