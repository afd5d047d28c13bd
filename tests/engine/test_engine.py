"""What a pack brings may crash; nothing of that is swallowed."""

from __future__ import annotations

from collections.abc import Iterator

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
