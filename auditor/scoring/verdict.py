"""The verdict on a document in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.dimensions import SIGNS, Dimension
from auditor.finding import Label, Recommendation, Severity
from auditor.scoring.phrasing import count, listed


def verdict(
    recommendation: Recommendation,
    labels: Mapping[Dimension, Label],
    severities: Sequence[Severity],
) -> str:
    """Return the verdict in one sentence that needs no glossary."""
    strong = [SIGNS[name] for name, label in labels.items() if label == "fail"]
    mild = [SIGNS[name] for name, label in labels.items() if label == "review"]
    grave = severities.count("error")
    start = "Do not use it as it stands" if recommendation == "reject" else "Read it before use"
    # Settings may reject or review what no label and no grave finding speaks against.
    if recommendation == "unjudged":
        return (
            "Not judged: what was looked at speaks against nothing, but that is no acceptance; "
            "read it yourself."
        )
    if recommendation != "accept" and not (strong or mild or grave):
        return f"{start}: the policy in the settings asks for that."
    if recommendation == "reject" and strong:
        also = f", and some of {listed(mild)}" if mild else ""
        return f"Do not use it as it stands: strong signs of {listed(strong)}{also}."
    if recommendation != "accept":
        signs = [*strong, *mild]
        reason = f"signs of {listed(signs)}" if signs else count(grave, "serious finding")
        return f"{start}: {reason}."
    if not severities:
        return "Nothing was found that speaks against using it."
    return f"Usable: {count(len(severities), 'finding')}, none that speaks against it as a whole."
