"""From labels and severities to one recommendation."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from auditor.cli.main import group
from auditor.dimensions import DIMENSIONS, Dimension
from auditor.errors import SettingsError
from auditor.finding import RECOMMENDATIONS, SEVERITIES, Finding, Label, Score, Severity
from auditor.scoring.policy import Policy, Terms, recommend
from auditor.scoring.verdict import verdict
from auditor.settings import settings_at

LABELS: tuple[Label, ...] = ("clear", "review", "fail", "abstain")


def finding(severity: Severity) -> Finding:
    return Finding("attribution/toy", "attribution", severity, 0.9, "", None)


@pytest.mark.parametrize(
    ("label", "severity", "wanted"),
    [
        ("clear", "warning", "accept"),
        ("abstain", "note", "accept"),
        ("clear", "error", "review"),
        ("review", "note", "review"),
        ("fail", "note", "reject"),
    ],
)
def test_by_default_failing_rejects_and_an_error_asks_for_review(
    label: Label, severity: Severity, wanted: str
) -> None:
    assert recommend({"attribution": Score(label)}, [finding(severity)]) == wanted


def test_findings_of_a_dimension_that_nobody_scored_count_as_those_of_an_abstention() -> None:
    assert recommend({}, []) == "accept"
    assert recommend({}, [finding("warning")]) == "accept"
    assert recommend({}, [finding("warning"), finding("error")]) == "review"
    asked_for = Policy(Terms(review=("abstain",), severity="off"))
    assert recommend({}, [finding("note")], asked_for) == "review"


def test_what_could_not_be_judged_is_not_accepted() -> None:
    scores: dict[Dimension, Score] = {
        "attribution": Score("abstain", is_unjudged=True),
        "boilerplate": Score("clear"),
    }

    assert recommend(scores, []) == "unjudged"
    assert recommend(scores, [finding("error")]) == "review"
    assert recommend(scores, [], Policy(unjudged="review")) == "review"
    assert recommend({"attribution": Score("abstain")}, []) == "accept"


def test_a_dimension_may_have_terms_of_its_own() -> None:
    policy = Policy(own=(("attribution", Terms(reject=(), review=("fail",), severity="off")),))

    assert recommend({"attribution": Score("fail")}, [], policy) == "review"
    assert recommend({"attribution": Score("clear")}, [finding("error")], policy) == "accept"
    assert recommend({"boilerplate": Score("fail")}, [], policy) == "reject"


@given(st.tuples(*[st.sampled_from(LABELS)] * 4), st.lists(st.sampled_from(SEVERITIES)))
def test_the_gravest_dimension_decides(
    labels: tuple[Label, ...], severities: list[Severity]
) -> None:
    card = dict(zip(DIMENSIONS, map(Score, labels), strict=True))
    findings = [finding(severity) for severity in severities]

    each = [
        recommend({name: score}, [one for one in findings if one.dimension == name])
        for name, score in card.items()
    ]

    assert recommend(card, findings) == max(each, key=RECOMMENDATIONS.index)


SETTINGS = """[policy]
severity = "warning"
[policy.attribution]
reject = []
review = ["fail", "abstain"]
"""


def test_settings_state_the_policy_and_what_they_leave_out_keeps_its_default(
    tmp_path: Path,
) -> None:
    (tmp_path / "auditor.toml").write_text(SETTINGS)

    policy = settings_at(tmp_path).policy

    assert policy.general == (("fail",), ("review",), "warning")
    assert policy.terms_of("attribution") == ((), ("fail", "abstain"), "warning")
    assert policy.terms_of("boilerplate") == policy.general


def test_setup_cfg_states_it_too(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text(
        "[auditor:policy:attribution]\nreject =\n[auditor:policy]\nseverity = off\n"
    )

    policy = settings_at(tmp_path).policy

    assert policy.terms_of("attribution") == ((), ("review",), "off")
    assert policy.general.severity == "off"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rejct = []", "did you mean 'reject'"),
        ('reject = ["fails"]', "did you mean 'fail'"),
        ('severity = "grave"', "expected one of off, note, warning, error"),
        ("attribution = { serverity = 'off' }", r"policy\.attribution\.serverity"),
        ("attribution = 1", "expected a table"),
    ],
)
def test_what_is_no_policy_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "auditor.toml").write_text(f"[policy]\n{text}\n")

    with pytest.raises(SettingsError, match=message):
        settings_at(tmp_path)


TEXT = "The mayor of the town said on Tuesday that the bridge over the river will reopen. " * 3


@pytest.mark.parametrize(
    "command",
    [
        ("run", "-o", "-", "--format", "jsonl", "--jobs", "0"),
        ("check", "--no-cache", "--format", "jsonl", "--jobs", "0"),
    ],
)
def test_run_and_check_recommend_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Path("strict.toml").write_text('[policy]\nreject = ["clear", "review", "fail", "abstain"]')

    usual = CliRunner().invoke(group, [*command, "a.txt"])
    strict = CliRunner().invoke(group, [*command, "--config", "strict.toml", "a.txt"])

    assert '"recommendation":"reject"' not in usual.stdout.replace(": ", ":")
    assert '"recommendation":"reject"' in strict.stdout.replace(": ", ":")


def test_audit_settings_shows_it(tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text(SETTINGS)

    shown = CliRunner().invoke(group, ["settings", str(tmp_path)]).stdout

    assert (
        '{"reject": ["fail"], "review": ["review"], "severity": "warning", "attribution"' in shown
    )


def test_a_verdict_that_only_the_policy_asks_for_says_so() -> None:
    assert verdict("reject", {"attribution": "clear"}, []) == (
        "Do not use it as it stands: the policy in the settings asks for that."
    )
    assert verdict("review", {"attribution": "fail"}, []) == (
        "Read it before use: signs of missing attribution."
    )
