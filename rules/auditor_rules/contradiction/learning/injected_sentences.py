"""Two sentences that are known to speak of one thing (KION): do they contradict one another?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor import Document, Figure, Span
from auditor.training.records import read_records
from auditor_rules.contradiction.agreement import agree_to_the_digit
from auditor_rules.contradiction.mentions import Mention, mentions
from auditor_rules.contradiction.negation import opposed, share_of, statement_of

KION = "contradiction/kion_dev.jsonl.gz"
SHARES = {"numeric": 0.15, "negation": 0.5, "antonym": 0.4}
"""So much of the lighter sentence's weight must be shared before a kind is looked for."""
_RANK = re.compile(r"\b(?:the )?number one\b ?", re.IGNORECASE)


def pair_figures(data: Path) -> Iterator[Figure]:
    """Yield the recall by kind, and the false alarms on pairs that do not contradict."""
    from auditor.training.statistics import wilson

    found: dict[str, list[bool]] = {}
    for record in read_records(data / KION):
        found.setdefault(record["type"][0], []).append(_is_contradicted(record))
    targets = {"numeric": 0.97, "negation": 0.92, "antonymity": 0.75}
    for kind, target in targets.items():
        hits = found[kind]
        yield Figure(f"KION {kind}", *wilson(sum(hits), len(hits)), len(hits), "", target)
    fine = found["entailment"] + found["neutral"]
    share = wilson(sum(fine), len(fine))
    yield Figure("KION entailment and neutral, false", *share, len(fine), "", 0.05, True)


def _is_contradicted(record: dict[str, Any]) -> bool:
    one, other = (Span(start, end).of(record["text"]) for start, end, _ in record["spans"])
    left, right = statement_of(one), statement_of(other)
    share = share_of(left, right)
    if share >= SHARES["numeric"] and numbers_apart(one, other):
        return True
    found = opposed(left, right)
    return found is not None and share >= SHARES[found.kind]


def numbers_apart(one: str, other: str) -> bool:
    """Tell whether each of two sentences has a number of one kind that the other contradicts."""
    left, right = (mentions(Document("sentence", _ranked(text))) for text in (one, other))
    for kind in sorted({mention.kind for mention in left}):
        ours = [mention for mention in left if mention.kind == kind]
        theirs = [mention for mention in right if mention.kind == kind]
        if _are_apart(ours, theirs):
            return True
    return False


def _are_apart(ours: list[Mention], theirs: list[Mention]) -> bool:
    if len(ours) == len(theirs) > 1:
        # Told one by one in the same order: "45.6 (2021: 409.5)" against "410 (2021: 409.5)".
        fits = [agree_to_the_digit(a, b) for a, b in zip(ours, theirs, strict=True)]
        if any(fits) and not all(fits):
            return True
    lonely = any(not any(agree_to_the_digit(a, b) for b in theirs) for a in ours)
    return lonely and any(not any(agree_to_the_digit(a, b) for a in ours) for b in theirs)


def _ranked(sentence: str) -> str:
    """Write "number one" as the ordinal that it is."""
    return _RANK.sub("first ", sentence)
