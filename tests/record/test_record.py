"""The JSON object that programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import Audit, Document, RuleSet, Score, audit_document
from auditor.dimensions import DIMENSIONS
from auditor.record.audit_record import (
    AnnotationRecord,
    DocumentRecord,
    FailureRecord,
    FindingRecord,
    PlaceRecord,
    ReasonRecord,
    Record,
    ScoreRecord,
    record_of,
    schema,
)
from auditor.reporting.formats import DOCUMENT_FORMATS
from tests_shared.audits import TEXT, hostile, ordinary


@pytest.mark.parametrize("audit", [ordinary(), hostile(), hostile("")], ids=["plain", "evil", "-"])
def test_the_object_fits_its_published_schema(audit: Audit) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())

    jsonschema.validate(record_of(audit), schema(), jsonschema.Draft202012Validator)


def test_the_schema_wants_every_key() -> None:
    record = json.loads(json.dumps(record_of(ordinary())))
    del record["findings"][0]["severity"]

    with pytest.raises(jsonschema.ValidationError, match="'severity' is a required property"):
        jsonschema.validate(record, schema())


def test_a_finding_says_where_it_is_and_quotes_it() -> None:
    finding = record_of(ordinary())["findings"][1]

    assert finding == {
        "rule": "contradiction/quantity",
        "dimension": "contradiction",
        "severity": "error",
        "confidence": 0.8,
        "message": "Two amounts for one bridge.",
        "start": 38,
        "end": 54,
        "line": 3,
        "column": 17,
        "quote": "three,000 pounds",
        "suggestion": None,
        "related": [{"start": 101, "end": 113, "line": 4, "column": 30, "quote": "5,000 pounds"}],
        "kind": None,
        "grade": "conflict",
        "recommends": None,
    }


def test_a_finding_about_the_whole_document_has_no_place() -> None:
    finding = record_of(ordinary())["findings"][0]

    assert [finding[key] for key in ("start", "end", "line", "column", "quote")] == [None] * 5


def test_the_document_comes_with_what_the_input_said_of_it() -> None:
    assert record_of(ordinary())["document"] == {
        "id": "bridge.txt",
        "path": None,
        "title": "Council opens bridge",
        "byline": None,
        "published": None,
        "modified": None,
        "site": None,
        "url": None,
        "language": "en",
        "words": 21,
        "origins": {"title": "first line"},
        "text": TEXT,
    }


def test_the_text_can_be_left_out() -> None:
    record = json.loads(DOCUMENT_FORMATS["jsonl"].render(ordinary(), with_text=False))

    assert "text" not in record["document"]
    assert record["findings"] == record_of(ordinary())["findings"]


def test_numbers_are_rounded_and_what_is_no_number_is_null() -> None:
    assert record_of(ordinary())["measures"] == {"residue_share": 0.123457, "undefined": None}


def test_one_line_per_document_and_nothing_else() -> None:
    line = DOCUMENT_FORMATS["jsonl"].render(hostile())

    assert line.count("\n") == 1
    assert json.loads(line) == json.loads(json.dumps(record_of(hostile())))
    line.encode("utf-8")


def test_a_file_of_json_has_a_line_for_each_finding() -> None:
    report = DOCUMENT_FORMATS["json"].render(hostile())
    findings = record_of(hostile())["findings"]

    assert json.loads(report) == json.loads(json.dumps(record_of(hostile())))
    lines = [line.strip().rstrip(",") for line in report.splitlines()]
    own = [json.loads(line) for line in lines if line.startswith("{") and '"rule"' in line]
    assert own == json.loads(json.dumps(findings))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_every_quote_is_the_text_between_its_offsets(rules: RuleSet, text: str) -> None:
    record = record_of(audit_document(Document("x", text), rules))

    for finding in record["findings"]:
        if finding["start"] is not None:
            assert text[finding["start"] : finding["end"]] == finding["quote"]


def test_rounding_makes_no_certainty() -> None:
    audit = replace(ordinary(), scorecard={"boilerplate": Score("fail", 1 - 1e-12)})

    assert record_of(audit)["scorecard"]["boilerplate"]["probability"] == 0.999999


@pytest.mark.parametrize(
    ("typed", "described"),
    [
        (Record, schema()),
        (DocumentRecord, schema()["properties"]["document"]),
        (FindingRecord, schema()["$defs"]["finding"]),
        (PlaceRecord, schema()["$defs"]["place"]),
        (ScoreRecord, schema()["$defs"]["score"]),
        (AnnotationRecord, schema()["$defs"]["annotation"]),
        (ReasonRecord, schema()["$defs"]["score"]["properties"]["reasons"]["items"]),
        (FailureRecord, schema()["properties"]["failures"]["items"]),
    ],
)
def test_types_and_schema_name_the_same_keys(typed: Any, described: dict[str, Any]) -> None:
    assert set(typed.__annotations__) == set(described["properties"])
    # What was added later is not required, so that older records fit the schema too.
    assert typed.__required_keys__ >= set(described["required"])


def test_the_schema_names_every_dimension() -> None:
    assert list(schema()["properties"]["scorecard"]["properties"]) == list(DIMENSIONS)
