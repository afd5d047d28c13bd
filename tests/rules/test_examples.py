"""Every rule of the pack lives up to its own examples."""

from __future__ import annotations

import pytest

from auditor import Rule, discover
from auditor.testing import complaints


@pytest.mark.parametrize("rule", discover().rules, ids=lambda rule: rule.id)
def test_a_rule_finds_exactly_what_its_examples_mark(rule: Rule) -> None:
    assert list(complaints(rule)) == []
