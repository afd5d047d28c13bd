"""Intervals and curves, against worked examples."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from auditor.training.statistics import (
    bootstrap,
    expected_calibration_error,
    recall_at,
    roc_auc,
    wilson,
)


def test_wilson_as_tabulated() -> None:
    # Newcombe 1998, table I, method 3: 81 of 263 and 0 of 20.
    assert wilson(81, 263) == pytest.approx((0.3080, 0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.0, 0.1611), abs=5e-5)


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_share_lies_in_its_interval(hits: int, misses: int) -> None:
    share, low, high = wilson(hits, hits + misses)

    assert 0 <= low <= share <= high <= 1


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=40))
def test_auc_is_scikit_learns(items: list[tuple[bool, int]]) -> None:
    labels = np.array([label for label, _ in items], dtype=np.float64)
    scores = np.array([score for _, score in items], dtype=np.float64)

    if len(set(labels)) == 1:
        assert math.isnan(roc_auc(labels, scores))
    else:
        assert roc_auc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))


def test_recall_is_taken_where_no_more_clean_items_are_flagged_than_allowed() -> None:
    labels = np.array([0.0] * 100 + [1.0] * 4)
    scores = np.array([*range(100), 97.5, 98.5, 99.5, 3.0])

    assert recall_at(labels, scores, 0.01) == (0.5, 98.0)
    assert recall_at(labels, scores, 0.0) == (0.25, 99.0)


def test_calibration_error_is_the_gap_between_belief_and_frequency() -> None:
    labels = np.array([0.0, 0.0, 1.0, 1.0] * 10)

    assert expected_calibration_error(labels, np.full(40, 0.7), bins=1) == pytest.approx(0.2)
    assert expected_calibration_error(labels, labels) == 0.0


def test_the_bootstrap_resamples_groups_and_repeats_itself() -> None:
    values = np.array([0.0] * 50 + [1.0] * 50)
    groups = ["low"] * 50 + ["high"] * 50

    interval = bootstrap(lambda rows: float(values[rows].mean()), groups)

    assert interval == (0.0, 1.0)  # two groups: a resample holds one kind or both
    assert interval == bootstrap(lambda rows: float(values[rows].mean()), groups)
