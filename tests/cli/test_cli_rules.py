"""`audit rules` and `audit explain`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from auditor import RuleSet
from auditor.cli.main import group


def test_the_list_names_every_rule_of_a_dimension(rules: RuleSet) -> None:
    result = CliRunner().invoke(group, ["rules", "--dimension", "attribution", "--json"])

    listed = [rule["rule"] for rule in json.loads(result.stdout)]
    assert listed == [rule.id for rule in rules.rules if rule.dimension == "attribution"]
    assert listed


def test_every_rule_explains_itself_with_its_known_problems(rules: RuleSet) -> None:
    for rule in rules.rules:
        result = CliRunner().invoke(group, ["explain", rule.id])

        assert result.exit_code == 0
        assert "Known problems" in result.stdout
        assert rule.known_problems.split()[0] in result.stdout


@pytest.mark.parametrize("name", ["attribution/nothing", "nonsense"])
def test_a_rule_that_is_not_there_is_a_usage_error(name: str) -> None:
    result = CliRunner().invoke(group, ["explain", name])

    assert result.exit_code == 2
    assert f"no rule or dimension is called '{name}'" in result.stderr


def test_explaining_a_dimension_points_to_its_rules() -> None:
    result = CliRunner().invoke(group, ["explain", "attribution"])

    assert result.exit_code == 2
    assert "`audit rules --dimension attribution`" in result.stderr
