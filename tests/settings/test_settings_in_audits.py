"""Settings change an audit without training anew, by folder, and the audit says so."""

from __future__ import annotations

import pickle
from pathlib import Path

from auditor import Document, rule_set
from auditor.engine.audit_documents import audit_document
from auditor.finding import Audit
from auditor.settings import Settings, settings_from
from auditor.settings.judging import judged
from tests_shared.checks import PACK

RULES = rule_set([PACK])
TEXT = "The mayor allegedly resigned.\nShare this"


def settings(folder: Path, text: str) -> Settings:
    (folder / "auditor.toml").write_text(text)
    return settings_from(folder / "auditor.toml")


def audited(given: Settings, path: Path) -> Audit:
    return judged(audit_document(Document("a", TEXT, path=str(path)), RULES), given, RULES)


def test_levels_and_ignored_rules_hold_by_folder_and_are_told(tmp_path: Path) -> None:
    given = settings(
        tmp_path,
        'levels = {boilerplate = "note"}\n[[overrides]]\npaths = ["press/"]\n'
        'ignore = ["attribution"]',
    )

    press = audited(given, tmp_path / "press" / "a.txt")
    desk = audited(given, tmp_path / "desk" / "a.txt")

    assert [(each.rule, each.severity) for each in press.findings] == [
        ("boilerplate/share-button", "note")
    ]
    assert len(desk.findings) == 2
    assert press.versions["settings"] == "boilerplate=note; attribution=ignored"
    assert desk.versions["settings"] == "boilerplate=note"


def test_thresholds_and_policy_hold_by_folder(tmp_path: Path) -> None:
    given = settings(
        tmp_path,
        '[[overrides]]\npaths = ["wire/"]\nthresholds = {attribution = {fail = 0.0001}}\n'
        '[[overrides]]\npaths = ["opinion/"]\n'
        'policy = {severity = "off", review = [], reject = []}',
    )

    wire, opinion = (audited(given, tmp_path / name / "a.txt") for name in ("wire", "opinion"))

    assert wire.recommendation == "reject"
    assert wire.versions["settings"] == "attribution fail from 0.0001"
    assert opinion.recommendation == "accept"
    assert opinion.versions["settings"] == "a policy of its own"


def test_without_settings_an_audit_is_what_it_was() -> None:
    before = audit_document(Document("a", TEXT), RULES)

    assert judged(before, Settings(), RULES) == before
    assert not Settings().changes_audits


def test_settings_go_to_workers(tmp_path: Path) -> None:
    given = settings(tmp_path, 'levels = {boilerplate = "off"}\n[[overrides]]\npaths = ["a/"]')

    assert pickle.loads(pickle.dumps(given)) == given
