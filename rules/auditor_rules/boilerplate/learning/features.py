"""What the model of whole documents weighs: declared here, read by training alone."""

from __future__ import annotations

from auditor.training.logistic import FeatureSpec

FEATURES = (
    FeatureSpec(
        "residue_share_of_chars", "log", "{value:%} of the text is likely to be residue of the page"
    ),
    FeatureSpec(
        "residue_chance",
        "log",
        "by its lines alone, a chance of {value:%} that a twentieth of the text or more is residue",
    ),
    FeatureSpec("residue_lines_share", "log", "{value:%} of the lines look like residue"),
    FeatureSpec(
        "claimed_share_of_chars",
        "log",
        "{value:%} of the text stands in lines that are known page furniture",
    ),
    FeatureSpec(
        "holes_per_1000_words",
        "log1p",
        "{value:n} places per 1,000 words where a linked name seems to be missing",
    ),
    FeatureSpec(
        "sure_residue_lines",
        "log1p",
        "{value:n} lines that only a page's furniture says: menus, forms, buttons, pleas",
    ),
    FeatureSpec("sure_residue_kinds", "log1p", "{value:n} different kinds of such lines"),
    FeatureSpec("sure_residue_share", "log", "{value:%} of the lines are of such kinds"),
)
"""Logarithms, because the fault begins at a twentieth: calibration error .021 in nested
cross-validation, .059 with the shares as they are and .022 with isotonic regression on top of them,
which ranks worse."""
