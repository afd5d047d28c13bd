"""The auditor's numbers as rows, features and frames."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from auditor import audit, rule_set
from auditor.export import row_names, row_of
from auditor.export.features import AuditFeatures
from tests_shared.checks import PACK

RULES = rule_set([PACK])
TEXTS = ["He allegedly fled. Share this", "He fled.", ""]


def test_a_row_has_a_number_for_every_name() -> None:
    row = dict(zip(row_names(RULES), row_of(audit(TEXTS[0], RULES), RULES), strict=True))

    assert (row["attribution_findings"], row["boilerplate_findings"]) == (1.0, 1.0)
    assert (row["notes"], row["warnings"], row["errors"]) == (0.0, 1.0, 1.0)
    assert row["recommendation"] >= 1.0


def test_the_transformer_works_in_a_pipeline_and_keeps_its_parameters() -> None:
    from sklearn.base import clone
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    features = AuditFeatures(RULES)
    imputer = SimpleImputer(strategy="constant", fill_value=0.0)
    pipeline = make_pipeline(clone(features), imputer, LogisticRegression())

    pipeline.fit(TEXTS, [1, 0, 0])

    assert features.transform(TEXTS).shape == (3, len(row_names(RULES)))
    assert features.transform([]).shape == (0, len(row_names(RULES)))
    assert list(features.get_feature_names_out()) == list(row_names(RULES))
    assert pipeline.predict(TEXTS).shape == (3,)


def test_a_row_of_the_transformer_is_the_row_of_the_audit() -> None:
    expected = [row_of(audit(text, RULES), RULES) for text in TEXTS]

    np.testing.assert_array_equal(AuditFeatures(RULES).transform(TEXTS), np.array(expected))


def test_a_frame_keeps_the_index_and_passes_missing_texts_by() -> None:
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    from auditor.export.frames import audit_frame

    frame = audit_frame(pd.Series([TEXTS[0], None], index=["x", "y"]), RULES)

    assert list(frame.index) == ["x", "y"]
    assert frame.loc["x", "attribution_findings"] == 1.0
    assert all(math.isnan(value) for value in frame.loc["y"])


BODIES = ["The mayor would quite than wait go home.", None, "Share this article"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("jobs", [0, 2])
def test_a_frame_gets_columns_beside_its_own(library: str, jobs: int) -> None:
    made: Any = pytest.importorskip(library, reason=f"needs {library}")
    from auditor.export.frames import frame

    given = made.DataFrame({"name": ["a", "b", "c"], "body": BODIES})

    rows = frame(given, text="body", jobs=jobs)

    assert list(rows["name"]) == ["a", "b", "c"]
    assert list(given.columns) == ["name", "body"]
    assert rows["warnings"][0] == 1
    assert {each["rule"] for each in rows["findings"][2]} >= {"boilerplate/share-bar"}
    assert rows["failure"][1] == "no text"
    assert rows["recommendation"][2] in ("accept", "unjudged", "review", "reject")
