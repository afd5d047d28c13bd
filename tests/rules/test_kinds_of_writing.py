"""Writing that no training data holds is not accused: a verdict that is sound, or none."""

from __future__ import annotations

from functools import cache

import pytest

from auditor import Audit, Document, RuleSet, audit_document, discover

VERSE = "\n".join(
    [
        "The tide came over the garden wall",
        "and took the last of the summer beans,",
        "the ladder, the line, the children's ball,",
        "and the bench where my mother leans.",
        "",
        "O keeper, keeper, what have you kept",
        "of all that the water gave?",
        "A spoon, a shoe, and the bed I slept",
        "in, under a paper wave.",
    ]
    * 4
)
CODE = "\n".join(
    [
        "def weigh(rows, limit=0.5):",
        "    total = {}",
        "    for row in rows:",
        "        if row.weight > limit and row.name:",
        "            total[row.name] = total.get(row.name, 0) + row.weight",
        "    return sorted(total.items(), key=lambda pair: -pair[1])",
        "",
        "class Scale:",
        "    def __init__(self, low, high):",
        "        self.low, self.high = low, high",
        "",
    ]
    * 8
)
NAMES = "\n".join(
    f"{number}. {first} {last}, {club}"
    for number, (first, last, club) in enumerate(
        [
            ("Ana", "Kovac", "Brackwater Harriers"),
            ("Jonas", "Reier", "Quellen Athletic"),
            ("Mary", "Oduya", "Tarrow Runners"),
            ("Ivan", "Petrov", "Sura Valley"),
        ]
        * 10,
        1,
    )
)
LAW = "\n".join(
    [
        "1. In this Agreement the following words have the meanings given to them",
        "below, unless the context otherwise requires, and headings are for ease of",
        "reference only and do not affect the construction of any provision.",
        "",
        "2. The Licensee shall not assign, sublicense or otherwise dispose of any of",
        "the rights granted hereunder without the prior written consent of the",
        "Licensor, which consent shall not be unreasonably withheld or delayed.",
        "",
        "3. Neither party is liable for any failure to perform its obligations where",
        "the failure results from circumstances beyond its reasonable control,",
        "provided that it gives notice to the other party as soon as practicable.",
        "",
    ]
    * 3
)
TRANSCRIPT = "\n".join(
    [
        "CHAIR: Good evening. The first item is the path along the canal. Who would like to begin?",
        "MS DUNNE: I walked it on Sunday and it is under water from the lock to the second bridge.",
        "MR ABARA: That happens every spring. It drains by May if the sluice is open.",
        "MS DUNNE: It has not been open since the wheel broke. I wrote to the county about it.",
        "CHAIR: Did they answer?",
        "MS DUNNE: They said they would look at it when somebody had the time.",
    ]
    * 4
)


@cache
def rules() -> RuleSet:
    return discover()


def audited(text: str) -> Audit:
    return audit_document(Document("kind", text), rules())


@pytest.mark.parametrize(
    "text",
    [VERSE, CODE, NAMES, LAW, TRANSCRIPT],
    ids=["verse", "code", "list of names", "legal text", "transcript"],
)
def test_it_is_neither_rejected_nor_said_to_be_spun(text: str) -> None:
    audit = audited(text)

    assert audit.recommendation != "reject"
    assert audit.scorecard["machine-translation"].label in ("clear", "abstain")
    assert audit.scorecard["attribution"].label in ("clear", "abstain")


@pytest.mark.parametrize("text", [VERSE, CODE, NAMES], ids=["verse", "code", "list of names"])
def test_lines_that_are_no_prose_get_no_verdict_on_spinning_and_the_reason_is_told(
    text: str,
) -> None:
    reason = audited(text).scorecard["machine-translation"].abstention

    assert reason is not None
    assert reason.startswith("unlike the writing that the model knows: ")


@pytest.mark.parametrize("text", [LAW, TRANSCRIPT], ids=["legal text", "transcript"])
def test_prose_of_another_kind_is_judged(text: str) -> None:
    assert audited(text).scorecard["machine-translation"].label == "clear"


def test_prose_that_is_broken_by_hand_is_no_residue() -> None:
    assert audited(LAW).scorecard["boilerplate"].label == "clear"
