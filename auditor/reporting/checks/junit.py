"""A check as JUnit XML, in the dialect that Jenkins' xUnit plugin publishes (junit-10.xsd)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from auditor.checked import CheckedDocument, CheckedRun, LocatedFinding
from auditor.finding import Failure
from auditor.reporting.checks.concise import line_of
from auditor.reporting.escaping import visible
from auditor.rule import Rule

# What `visible` lets through and XML 1.0 has no place for.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render(run: CheckedRun, rules: Mapping[str, Rule]) -> str:
    """Return the report: a suite per document, a case per finding.

    What stops the change is a failure, what is suppressed is skipped, what could not be read is an
    error, and a document without findings is one case that passed.
    """
    root = ET.Element("testsuites", name="audit")
    for document in run.documents:
        _add_suite(root, document, run)
    if run.failures:
        _add_errors(root, run)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _add_suite(root: ET.Element, document: CheckedDocument, run: CheckedRun) -> None:
    suite = ET.SubElement(root, "testsuite", name=_safe(document.name), time="0")
    suppressed = [each for each in document.findings if each.suppression is not None]
    for finding in (*document.reported, *suppressed):
        _add_case(suite, document, finding, run)
    if len(suite) == 0:
        ET.SubElement(suite, "testcase", name="audit", classname=_safe(document.name), time="0")
    _count(suite)


def _add_case(
    suite: ET.Element, document: CheckedDocument, finding: LocatedFinding, run: CheckedRun
) -> None:
    where = f":{finding.place.line}:{finding.place.column}" if finding.place else ""
    name = f"{finding.rule}{where}"
    case = ET.SubElement(suite, "testcase", name=name, classname=_safe(document.name), time="0")
    line = _safe(line_of(document, finding))
    if finding.suppression is not None:
        ET.SubElement(case, "skipped", message=_safe(finding.suppression.justification))
    elif run.is_grave(finding, document):
        failure = ET.SubElement(
            case, "failure", message=_safe(finding.message), type=finding.severity
        )
        failure.text = line
    else:
        ET.SubElement(case, "system-out").text = line


def _add_errors(root: ET.Element, run: CheckedRun) -> None:
    suite = ET.SubElement(root, "testsuite", name="not audited", time="0")
    for failure in run.failures:
        _add_error(suite, failure)
    _count(suite)


def _add_error(suite: ET.Element, failure: Failure) -> None:
    subject = _safe(failure.subject)
    case = ET.SubElement(suite, "testcase", name=failure.stage, classname=subject, time="0")
    ET.SubElement(case, "error", message=_safe(failure.message), type=failure.stage)


def _count(suite: ET.Element) -> None:
    suite.set("tests", str(len(suite)))
    for plural, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(plural, str(len(suite.findall(f"testcase/{tag}"))))


def _safe(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", visible(text))
