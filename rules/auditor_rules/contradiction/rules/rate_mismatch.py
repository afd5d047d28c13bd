"""Two rates of one pay in one sentence that lie a hundredfold apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from auditor import Document, Example, Hit, Rule
from auditor_rules.contradiction.arithmetic import groups

MIN_RATIO = 100.0
_PER = re.compile(r" (?:a|an|per|each|every) (hour|day|week|month|year|tonne|share|barrel|head)\b")
_PAYS = re.compile(r"\b(?:earns?|earned|pays?|paid|gets?|makes?|receives?|costs?|charges?)\b")
_TWO_THINGS = re.compile(
    r"\b(?:than|while|whereas|compared|versus|but|only|instead|from|up to|others?|another|some"
    r"|between|another|rich|poor|minimum|maximum|average|respectively|million|billion)\b"
)


def _find(document: Document) -> Iterator[Hit]:
    for group in groups(document):
        said = group.sentence.of(document.text)
        if len(group.members) > 3 or len(_PAYS.findall(said)) < 2 or _TWO_THINGS.search(said):
            continue
        rated = [
            (each, rate[1])
            for each in group.members
            if each.unit and (rate := _PER.match(document.text, each.span.end))
        ]
        for (one, per), (other, same) in combinations(rated, 2):
            low, high = sorted((one.low, other.low))
            if one.unit == other.unit and per == same and low > 0 and high / low >= MIN_RATIO:
                yield Hit(
                    other.span,
                    f"“{other.span.of(document.text)}” and “{one.span.of(document.text)}” per "
                    f"{per} are told of one pay in one sentence.",
                    related=(one.span,),
                    kind="quantity",
                    grade="possible",
                )


RULE = Rule(
    id="contradiction/rate-mismatch",
    summary="Two rates of one pay that lie a hundredfold apart.",
    severity="note",
    find=_find,
    what=(
        "Looks at sentences in which two verbs of paying stand with two sums of one currency per "
        "day, hour or year, the one a hundred times the other, and nothing tells two things apart."
    ),
    why="One of the two has lost its noughts or its decimal point.",
    known_problems="A note only: two kinds of pay in one sentence are often not told apart.",
    invalid=(
        Example(
            "Members earn ⟪$40⟫ a week by sharing their data, and for that the scheme pays them "
            "⟦$0.02⟧ per week."
        ),
    ),
    valid=(
        Example("Members earn $40 a week, while the scheme pays others $0.02 per week."),
        Example("Members earn $40 a week, and the scheme pays them $42 per week."),
    ),
    languages=("en",),
    confidence=0.3,
    evidence="not measured: an estimate; no hit on 5,754 untouched pages and news items",
)
