"""What a pack brings may crash; nothing of that is swallowed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor import Annotator, Document, Example, Hit, Measure, Pack, Rule, audit_document, rule_set


def _crash(document: Document) -> Iterator[Hit]:
    raise RuntimeError("on purpose")


def test_whoever_crashes_is_named_and_the_rest_goes_on() -> None:
    rule = Rule(
        "boilerplate/crash", "crash", "note", _crash, "", "", "", (Example("a"),), (Example("b"),)
    )
    pack = Pack(
        "crashing",
        "1",
        (rule,),
        annotators=(
            Annotator("broken_notes", "", _crash),  # type: ignore[arg-type]
            Annotator("empty_notes", "", lambda document: ()),
        ),
        measures=(
            Measure("broken_number", "", "", _crash),  # type: ignore[arg-type]
            Measure("number", "", "", lambda document: 1.0),
        ),
    )

    audit = audit_document(Document("d", "text"), rule_set([pack]))

    assert [failure.stage for failure in audit.failures] == [
        "boilerplate/crash",
        "broken_number",
        "broken_notes",
    ]
    assert dict(audit.measures) == {"number": 1.0}
    assert dict(audit.annotations) == {"empty_notes": ()}


@pytest.mark.parametrize(
    ("evidence", "counted"),
    [
        ("135 of 145 claimed lines of extractor.dev were residue", (135, 145)),
        ("WikiWeasel dev: 2,228 of 2,250 hits stand in a sentence", (2228, 2250)),
        ("an estimate: 125 of 125 wrong sums were found", None),
        ("not measured: an estimate from 3 of 4 hits", None),
        ("optimistic: 9 of 11 hits in dev news", None),
        ("cross-validated: .885 of 1,142 findings", None),
    ],
)
def test_how_often_a_rule_was_right_is_read_from_its_evidence(
    evidence: str, counted: tuple[int, int] | None
) -> None:
    examples = (Example("a"),), (Example("b"),)
    rule = Rule("boilerplate/x", "", "note", _crash, "", "", "", *examples, evidence=evidence)

    assert rule.times_right == counted
