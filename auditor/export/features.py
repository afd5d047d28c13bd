"""A scikit-learn transformer: texts in, the auditor's numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from auditor.engine.registry import RuleSet
from auditor.export.rows import row_names, row_of
from auditor.library import Given, audit, installed_rules


class AuditFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Turns texts, records or documents into the columns of ``auditor.export.row_of``.

    It learns nothing, so it may stand anywhere in a pipeline. Probabilities are not-a-number where
    a model abstains: put an imputer behind it, or an estimator that takes them.

    Args:
        rules: the rules to audit with; all that are installed when not given.
    """

    def __init__(self, rules: RuleSet | None = None) -> None:
        self.rules = rules

    def fit(self, X: Sequence[Given], y: Any = None) -> AuditFeatures:  # noqa: N803
        """Do nothing: there is nothing to learn."""
        return self

    def transform(self, X: Sequence[Given]) -> np.ndarray[Any, np.dtype[np.float64]]:  # noqa: N803
        """Return an array of shape (documents, columns)."""
        rules = self._rules()
        rows = [row_of(audit(given, rules), rules) for given in X]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(row_names(rules)))

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray[Any, np.dtype[Any]]:
        """Return the names of the columns."""
        return np.array(row_names(self._rules()), dtype=object)

    def _rules(self) -> RuleSet:
        return self.rules if self.rules is not None else installed_rules()

    def __sklearn_is_fitted__(self) -> bool:
        return True
