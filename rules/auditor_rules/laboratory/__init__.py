"""Measurements of the whole scorecard, which no single dimension owns. Never run in an audit."""

from __future__ import annotations

from auditor import Evaluation
from auditor_rules.laboratory.credibility import EVALUATION as CREDIBILITY
from auditor_rules.laboratory.false_alarms import EVALUATION as FALSE_ALARMS
from auditor_rules.laboratory.recommendation import EVALUATION as RECOMMENDATION

EVALUATIONS: tuple[Evaluation, ...] = (RECOMMENDATION, FALSE_ALARMS, CREDIBILITY)
