"""How grave a finding is follows how often its rule is right."""

from __future__ import annotations

import pytest

from auditor import Rule, discover

RULES = discover().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_that_is_wrong_more_often_than_right_is_a_note(rule: Rule) -> None:
    assert rule.severity == "note" or rule.confidence >= 0.5
