"""What a dimension without a model is scored by: numbers worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.finding import SEVERITIES, Contribution, Finding, Label, Severity
from auditor.scoring.formula import score_by_formula
from auditor.scoring.model import START, probability_of


def finding(rule: str, severity: Severity, confidence: float) -> Finding:
    return Finding(f"attribution/{rule}", "attribution", severity, confidence, "", None)


def test_nothing_found_leaves_the_starting_point() -> None:
    score = score_by_formula([], 500)

    assert score.label == "clear"
    assert score.probability == pytest.approx(0.04742587)
    assert score.contributions == (Contribution("", START, -3.0),)
    assert score.review_from == 0.5


def test_each_rule_weighs_by_its_summed_severity_and_confidence_per_1000_words() -> None:
    found = [finding("b", "note", 0.5), finding("a", "error", 0.5), finding("b", "warning", 0.5)]

    start, first, second = score_by_formula(found, 500).contributions

    assert start == Contribution("", START, -3.0)
    assert first[:2] == ("attribution/a", "attribution/a, weighted: 2.0 per 1,000 words")
    assert first.log_odds == pytest.approx(math.log(3))
    assert second[:2] == ("attribution/b", "attribution/b, weighted: 0.7 per 1,000 words")
    assert second.log_odds == pytest.approx(math.log(1.7))


def test_a_text_of_less_than_200_words_is_taken_as_one_of_200() -> None:
    found = [finding("a", "warning", 1.0)]
    scores = {words: score_by_formula(found, words) for words in (0, 1, 199, 200, 201)}

    assert scores[0] == scores[1] == scores[199] == scores[200] != scores[201]


@pytest.mark.parametrize(
    ("rules", "words", "label"),
    [
        # ln(1 + 2 · 1000 / 200) = ln 11 = 2.398 a rule
        (1, 200, "clear"),
        (2, 200, "review"),
        (3, 200, "fail"),
        (3, 300, "fail"),
        (3, 500, "review"),
    ],
)
def test_errors_of_several_rules_ask_for_review_and_fail(
    rules: int, words: int, label: Label
) -> None:
    found = [finding(str(number), "error", 1.0) for number in range(rules)]

    assert score_by_formula(found, words).label == label


@pytest.mark.parametrize(
    ("log_odds", "label"), [(0.0, "review"), (-1e-9, "clear"), (2.0, "fail"), (2 - 1e-9, "review")]
)
def test_the_limits_belong_to_the_graver_label(log_odds: float, label: Label) -> None:
    confidence = math.expm1(log_odds + 3) / 2  # of one error in 1,000 words
    reached = -3 + math.log1p(2 * confidence)
    assert reached == pytest.approx(log_odds, abs=1e-12)

    assert score_by_formula([finding("a", "error", confidence)], 1000).label == label


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(SEVERITIES))))
def test_reasons_sum_to_the_log_odds_and_no_order_matters(
    drawn: list[tuple[str, Severity]],
) -> None:
    found = [finding(rule, severity, 0.5) for rule, severity in drawn]

    score = score_by_formula(found, 300)

    assert score == score_by_formula(found[::-1], 300)
    assert score.probability == probability_of(
        math.fsum(each.log_odds for each in score.contributions)
    )
