"""What other tools read of a check: SARIF, JUnit, GitHub, GitLab, Markdown, JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from auditor.checked import (
    CheckedDocument,
    CheckedRun,
    LocatedFinding,
    Place,
    Suppression,
)
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.finding import Failure, Label
from auditor.record.audit_record import schema as record_schema
from auditor.reporting.formats import CHECK_FORMATS
from reporting.published import junit_schema, sarif_schema
from tests_shared.checks import PACK

RULES = {rule.id: rule for rule in PACK.rules}
HEARSAY = LocatedFinding(
    rule="attribution/hearsay",
    dimension="attribution",
    severity="warning",
    confidence=0.9,
    message="who says so?",
    place=Place(2, 5, 2, 14, 30, 39, "allegedly"),
    related=(Place(1, 1, 1, 4, 0, 3, "The"),),
    fingerprint="attribution/hearsay:a:b:c",
)
BUTTON = LocatedFinding(
    rule="boilerplate/share-button",
    dimension="boilerplate",
    severity="error",
    confidence=0.95,
    message="a button's label",
    place=Place(3, 1, 4, 5, 50, 60, "Share\nthis"),
    suggestion="",
    fingerprint="boilerplate/share-button:a:b:c",
)
MISSING = replace(HEARSAY, place=None, related=(), fingerprint="attribution/hearsay:::")
IGNORED = replace(BUTTON, suppression=Suppression("inSource", "a quotation"))
FAILURES = (Failure("reading", "bad.txt", "empty: there is nothing to audit"),)


def document(*findings: LocatedFinding, path: str = "desk/page.md") -> CheckedDocument:
    return CheckedDocument(
        path=path,
        record_id=None,
        title="A page",
        findings=findings,
        recommendation="accept",
        probabilities=dict.fromkeys(DIMENSIONS, 0.5),
        labels=dict.fromkeys(DIMENSIONS, "clear"),
        record={"document": {"id": "page"}, "scorecard": {}},
    )


RUN = CheckedRun(
    (document(MISSING, HEARSAY, IGNORED, BUTTON), document(path="clean.txt")),
    FAILURES,
    ("old.txt: gone",),
    ("error", "reject"),
)


def rendered(name: str, run: CheckedRun = RUN) -> str:
    return CHECK_FORMATS[name].render(run, RULES)


def test_concise_has_a_line_per_finding_that_counts() -> None:
    assert rendered("concise") == (
        "desk/page.md:1:1: warning attribution/hearsay who says so?\n"
        "desk/page.md:2:5: warning attribution/hearsay who says so?\n"
        "desk/page.md:3:1: error boilerplate/share-button a button's label\n"
    )


def test_text_groups_by_document_and_shows_each_line_once_with_its_page() -> None:
    text = "The first line.\nSay allegedly twice.\n1234567890123 Share\nthis."
    shown = replace(
        document(HEARSAY, replace(HEARSAY, suggestion="as the court said"), BUTTON),
        record={"document": {"id": "page", "text": text}, "scorecard": {}},
    )
    placed = replace(
        shown,
        findings=tuple(
            replace(each, place=each.place._replace(start=start, end=end))
            for each, start, end in zip(shown.findings, (20, 20, 51), (29, 29, 61), strict=True)
            if each.place
        ),
    )

    assert rendered("text", replace(RUN, documents=(placed, document(path="clean.txt")))) == (
        "desk/page.md: 1 error and 2 warnings\n"
        "desk/page.md:2:5: warning attribution/hearsay who says so?\n"
        "  2 | Say allegedly twice.\n"
        "    |     ^^^^^^^^^\n"
        "    = see 1:1: “The”\n"
        "    = audit explain attribution/hearsay\n"
        "\n"
        "desk/page.md:2:5: warning attribution/hearsay who says so?\n"
        "  2 | Say allegedly twice.\n"
        "    |     ^^^^^^^^^\n"
        "    = see 1:1: “The”\n"
        "    = instead: “as the court said”\n"
        "\n"
        "desk/page.md:3:1: error boilerplate/share-button a button's label\n"
        "  3 | 1234567890123 Share\n"
        "    |               ^^^^^ to line 4\n"
        "    = take it out\n"
        "    = audit explain boilerplate/share-button\n"
        "\n"
    )


def test_the_recommendation_is_a_finding_of_its_own_until_it_is_accepted() -> None:
    labels: dict[Dimension, Label] = {**dict.fromkeys(DIMENSIONS, "clear"), "boilerplate": "fail"}
    rejected = replace(document(), recommendation="reject", labels=labels)

    told = rendered("concise", replace(RUN, documents=(rejected,)))

    assert told == (
        "desk/page.md:1:1: error audit/recommendation Do not use it as it stands: strong signs of "
        "web-page residue.\n"
    )
    accepted = replace(rejected, is_accepted=True)
    assert rendered("concise", replace(RUN, documents=(accepted,))) == ""
    assert [RUN.stops(each) for each in (rejected, accepted)] == [True, False]


def test_sarif_names_rules_places_fingerprints_and_suppressions() -> None:
    (run,) = json.loads(rendered("sarif"))["runs"]
    results = run["results"]

    assert [each["ruleId"] for each in results] == [
        "attribution/hearsay",
        "attribution/hearsay",
        "boilerplate/share-button",
        "boilerplate/share-button",
    ]
    assert all(
        run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        for each in results
    )
    located = results[1]["locations"][0]["physicalLocation"]
    assert located["artifactLocation"] == {"uri": "desk/page.md", "uriBaseId": "%SRCROOT%"}
    assert located["region"] == {
        "startLine": 2,
        "startColumn": 5,
        "endLine": 2,
        "endColumn": 14,
        "snippet": {"text": "allegedly"},
    }
    assert "region" not in results[0]["locations"][0]["physicalLocation"]
    assert results[3]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "a quotation"}
    ]
    hashes = [each["partialFingerprints"]["primaryLocationLineHash"] for each in results]
    assert len(set(hashes)) == len(hashes)
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["columnKind"] == "unicodeCodePoints"


@pytest.mark.slow
def test_sarif_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    schema = sarif_schema(tmp_path)

    assert schema["properties"]["runs"]["items"] == {"$ref": "#/definitions/run"}
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    validator(schema).validate(json.loads(rendered("sarif")))
    with pytest.raises(jsonschema.ValidationError):
        validator(schema).validate({"version": "2.1.0"})


@pytest.mark.slow
def test_junit_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.fromstring(junit_schema(tmp_path)))

    schema.assertValid(etree.fromstring(rendered("junit").encode()))
    assert not schema.validate(etree.fromstring(b"<testsuites><wrong/></testsuites>"))


def test_junit_fails_what_stops_skips_what_is_suppressed_and_passes_the_rest() -> None:
    root = ET.fromstring(rendered("junit"))

    suites = {
        suite.get("name"): {
            key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")
        }
        for suite in root
    }
    assert suites == {
        "desk/page.md": {"tests": "4", "failures": "1", "errors": "0", "skipped": "1"},
        "clean.txt": {"tests": "1", "failures": "0", "errors": "0", "skipped": "0"},
        "not audited": {"tests": "1", "failures": "0", "errors": "1", "skipped": "0"},
    }
    assert [each.get("message") for each in root.iter("failure")] == ["a button's label"]


def test_github_annotates_the_gravest_first_and_escapes() -> None:
    odd = replace(HEARSAY, message="100 %, a:b\n::error::forged")
    run = replace(RUN, documents=(document(odd, BUTTON, path="a,b:c%.md"),), failures=())

    assert rendered("github", run).splitlines() == [
        "::error file=a%2Cb%3Ac%25.md,title=boilerplate/share-button,line=3,endLine=4::"
        "a button's label",
        "::warning file=a%2Cb%3Ac%25.md,title=attribution/hearsay,line=2,endLine=2,col=5,"
        "endColumn=14::100 %25, a:b ::error::forged",
    ]


def test_github_keeps_under_the_cap_and_lists_the_rest() -> None:
    findings = [replace(HEARSAY, confidence=index / 100) for index in range(1, 31)]
    lines = rendered("github", replace(RUN, documents=(document(*findings, BUTTON),))).splitlines()

    annotations = [line for line in lines if re.match("::(error|warning|notice) ", line)]
    assert [line.split()[0] for line in annotations] == ["::error"] * 2 + ["::warning"] * 10
    assert lines[12] == "::group::20 further findings, above GitHub's limit"
    assert lines[-1] == "::endgroup::"
    assert len(lines) == 12 + 22


def test_gitlab_has_what_its_documentation_asks_for() -> None:
    issues = json.loads(rendered("gitlab"))

    assert issues[2] == {
        "description": "a button's label",
        "check_name": "boilerplate/share-button",
        "fingerprint": issues[2]["fingerprint"],
        "severity": "major",
        "location": {"path": "desk/page.md", "lines": {"begin": 3, "end": 4}},
    }
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 3


def test_markdown_tables_every_finding_and_what_went_wrong() -> None:
    text = rendered("markdown")

    assert text.startswith("# Audit of 2 documents\n\n3 findings; 1 document stopped.\n")
    assert "| 3 | error | boilerplate/share-button | a button's label | Share this |" in text
    assert "## Not audited\n\n- bad.txt: empty" in text
    assert "- old.txt: gone" in text
    assert "clean.txt" not in text


def test_json_keeps_suppressed_findings_apart() -> None:
    content = json.loads(rendered("json"))

    (page, clean) = content["documents"]
    assert [each["rule"] for each in page["suppressed"]] == ["boilerplate/share-button"]
    assert page["suppressed"][0]["suppression"] == {
        "kind": "inSource",
        "justification": "a quotation",
    }
    assert len(page["findings"]) == 3
    assert (page["stops"], clean["stops"]) == (True, False)
    assert content["failures"] == [
        {"stage": "reading", "subject": "bad.txt", "message": "empty: there is nothing to audit"}
    ]
    assert set(page["findings"][0]) >= set(
        record_schema()["$defs"]["finding"]["required"]
        if "finding" in record_schema().get("$defs", {})
        else ()
    )


anything = st.text(max_size=30)


@given(anything, anything.filter(bool), anything)
@settings(max_examples=50)
def test_whatever_a_document_holds_every_format_stays_well_formed(
    message: str, path: str, quote: str
) -> None:
    place = Place(1, 1, 1, 2, 0, 1, quote)
    odd = replace(
        HEARSAY,
        message=message,
        place=place,
        related=(place,),
        suppression=None,
        suggestion=quote,
    )
    skipped = replace(odd, suppression=Suppression("external", message))
    run = CheckedRun((document(odd, skipped, path=path),), (Failure("reading", path, message),))

    for name in ("json", "sarif", "gitlab"):
        json.loads(rendered(name, run).encode("utf-8"))
    assert len(rendered("jsonl", run).splitlines()) >= 1
    assert len(rendered("concise", run).encode().splitlines()) == 1
    assert all("\x1b" not in line for line in rendered("text", run).split("\n"))
    ET.fromstring(rendered("junit", run).encode())
    assert all(
        line.startswith(("::error ", "::warning "))
        for line in rendered("github", run).rstrip("\n").split("\n")
    )
